using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting.Analysis;

/// <summary>A flow chart in Mermaid: steps are boxes, outcomes are rounded, failures dashed.</summary>
internal static class MermaidWriter
{
    public static string Write(DiagramModel model, DiagramText text)
    {
        var mermaid = new StringBuilder("flowchart TD\n");
        foreach (var node in model.Nodes)
        {
            var (open, close) = node.Kind == DiagramNodeKind.Step ? ("[", "]") : ("([", "])");
            mermaid.Append(CultureInfo.InvariantCulture, $"  n{node.Index}{open}\"{Lines(Words(node, text))}\"{close}\n");
        }

        foreach (var edge in model.Edges)
        {
            mermaid.Append(CultureInfo.InvariantCulture, $"  n{edge.From.Index} {(edge.IsFailure ? "-.->" : "-->")}");
            if (text.Label(edge) is { IsEmpty: false } label)
            {
                mermaid.Append('|').Append('"').Append(Lines(label)).Append('"').Append('|');
            }

            mermaid.Append(CultureInfo.InvariantCulture, $" n{edge.To.Index}\n");
        }

        return mermaid.ToString();
    }

    private static IEnumerable<string> Words(DiagramNode node, DiagramText text)
    {
        yield return node.Title.Length > 0 ? node.Title : node.Name;
        if (node.Title.Length > 0)
        {
            yield return node.Name;
        }

        if (text.Figures(node) is { Length: > 0 } figures)
        {
            yield return figures;
        }
    }

    private static string Lines(IEnumerable<string> lines) => string.Join("<br/>", lines.Select(Markup.Mermaid));
}
