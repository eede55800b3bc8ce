using System.Collections.Immutable;
using System.Globalization;

namespace ContactCenter.Scripting.Analysis;

/// <summary>The words of a diagram: those of the script, and with figures how many runs.</summary>
internal sealed class DiagramText(DiagramModel model, Overlay? overlay)
{
    private const int MostLabels = 4;

    /// <summary>What the figures say of a node; empty without.</summary>
    public string Figures(DiagramNode node)
    {
        if (overlay is null)
        {
            return "";
        }

        return node.Kind switch
        {
            DiagramNodeKind.Step when overlay.Step(node.Name) is var (entered, dropped) => dropped == 0 ? $"{Count(entered)} came" : $"{Count(entered)} came, {Count(dropped)} dropped off ({Share(dropped, entered)})",
            DiagramNodeKind.Step => "none came",
            DiagramNodeKind.Outcome => overlay.Outcome(node.Name) is { } runs ? $"{Count(runs)} ({Share(runs, overlay.Runs)})" : "none",
            DiagramNodeKind.Start when node.Index == 0 => $"{Count(overlay.Runs)} runs",
            _ => "",
        };
    }

    /// <summary>How many of those who came dropped off, 0 to 1.</summary>
    public double DroppedOff(DiagramNode node) =>
        node.Kind == DiagramNodeKind.Step && overlay?.Step(node.Name) is (> 0 and var entered, var dropped) ? Math.Min(1, (double)dropped / entered) : 0;

    /// <summary>The lines beside an edge: how many went that way, and what was chosen.</summary>
    public ImmutableArray<string> Label(DiagramEdge edge)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        if (overlay is not null && edge.From.Kind == DiagramNodeKind.Step)
        {
            var moved = Moved(edge, edge.IsFailure) + (model.Edges.Any(other => other.From == edge.From && other.To == edge.To && other.IsFailure != edge.IsFailure) ? 0 : Moved(edge, !edge.IsFailure));
            lines.Add(overlay.Step(edge.From.Name) is (> 0 and var entered, _) ? $"{Count(moved)} ({Share(moved, entered)})" : Count(moved));
        }

        lines.AddRange(edge.Labels.Take(edge.Labels.Length > MostLabels ? MostLabels - 1 : MostLabels));
        if (edge.Labels.Length > MostLabels)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {edge.Labels.Length - MostLabels + 1} more"));
        }

        return lines.ToImmutable();
    }

    /// <summary>Whether the first line of a label is a figure.</summary>
    public bool HasFigure(DiagramEdge edge) => overlay is not null && edge.From.Kind == DiagramNodeKind.Step;

    /// <summary>One sentence for each arrow, for those who do not see the picture.</summary>
    public string Description() => string.Join(' ', model.Edges.Select(edge => $"{Named(edge.From)} leads to {Named(edge.To)}{(edge.IsFailure ? " on failure" : "")}{(edge.Labels.IsEmpty ? "" : ": " + string.Join("; ", edge.Labels))}."));

    /// <summary>How many went that way; where only one arrow leads there they all went by it, whatever made them.</summary>
    private long Moved(DiagramEdge edge, bool isFailure) => overlay!.Move(edge.From.Name, Target(edge.To), isFailure) ?? 0;

    private static string Named(DiagramNode node) => node.Kind == DiagramNodeKind.Outcome ? $"end {node.Name}" : node.Name;

    private static string Target(DiagramNode node) => node.Kind switch
    {
        DiagramNodeKind.Outcome => $"end {node.Name}",
        DiagramNodeKind.Leaving when node.Name == "end" => "end",
        _ => node.Name,
    };

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => whole <= 0 ? "0 %" : (100.0 * part / whole).ToString(part == 0 || part * 10 >= whole ? "0" : "0.#", CultureInfo.InvariantCulture) + " %";
}
