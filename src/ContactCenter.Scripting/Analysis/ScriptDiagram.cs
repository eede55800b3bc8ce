using ContactCenter.Scripting.Analysis;

namespace ContactCenter.Scripting;

/// <summary>A picture of a script: a node for each step and each outcome, arrows with what is chosen, failures dashed. Immutable, thread-safe.</summary>
public sealed class ScriptDiagram
{
    private readonly DiagramModel _model;
    private readonly DiagramText _text;

    private ScriptDiagram(DiagramModel model, Overlay? overlay) => (_model, _text) = (model, new DiagramText(model, overlay));

    /// <summary>Draws a script.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it relies on.</param>
    /// <param name="figures">What runs made of it, the JSON of <c>ScriptFigures.ToJson</c>: how many came to each step, dropped off there and went each way; null for none.</param>
    /// <exception cref="ArgumentException">The script has an error; <see cref="ScriptChecker"/> says which.</exception>
    /// <exception cref="FormatException">The figures are none, or have nothing of this version of the script.</exception>
    public static ScriptDiagram Of(SourceText source, ScriptContracts contracts, string? figures = null)
    {
        var model = new DiagramBuilder(source, RightScript.Of(source, contracts)).Build();
        return new ScriptDiagram(model, figures is null ? null : Overlay.Parse(figures, model.Name, model.Version));
    }

    /// <summary>A flow chart in Mermaid.</summary>
    public string ToMermaid() => MermaidWriter.Write(_model, _text);

    /// <summary>A picture in SVG, for pages in light and dark. It needs no font, script or style from elsewhere.</summary>
    /// <exception cref="InvalidOperationException">The script has too many steps and arrows for a picture.</exception>
    public string ToSvg() => new SvgWriter(_model, _text).Write();
}
