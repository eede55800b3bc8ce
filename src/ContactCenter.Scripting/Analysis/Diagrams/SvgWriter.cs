using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting.Analysis;

/// <summary>A diagram as SVG 1.1 that needs nothing else. One use.</summary>
internal sealed class SvgWriter
{
    private const double Margin = 16;
    private const double LineHeight = 15;
    private const double WidestTitle = 230;
    private const double WidestLabel = 190;
    private const double LoopRoom = 34;

    private readonly DiagramModel _model;
    private readonly DiagramText _text;
    private readonly Layout _layout;
    private readonly StringBuilder _svg = new();

    /// <exception cref="InvalidOperationException">There is too much to draw.</exception>
    public SvgWriter(DiagramModel model, DiagramText text)
    {
        (_model, _text) = (model, text);
        _layout = new Layout(model, new BoxSizes(SizeOf, SizeOf));
    }

    public string Write()
    {
        var (width, height) = (_layout.Width + (2 * Margin), _layout.Height + (2 * Margin));
        var id = $"{_model.Name}-v{_model.Version.ToString(CultureInfo.InvariantCulture)}";
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flow\" role=\"img\" aria-labelledby=\"{Markup.Xml(id)}-title {Markup.Xml(id)}-desc\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\">");
        Line($"<title id=\"{Markup.Xml(id)}-title\">{Markup.Xml(_model.Name)} v{_model.Version}</title>");
        Line($"<desc id=\"{Markup.Xml(id)}-desc\">{Markup.Xml(_text.Description())}</desc>");
        Line($"<style>{SvgStyle.Css}</style>");
        Line($"<rect class=\"ground\" width=\"{N(width)}\" height=\"{N(height)}\"/>");
        Line($"<g transform=\"translate({N(Margin)} {N(Margin)})\">");
        var ports = new Ports(_layout);
        foreach (var wire in _layout.Wires)
        {
            if (wire.Boxes.Count == 0)
            {
                WriteLoop(wire);
            }
            else
            {
                WriteWire(wire, ports);
            }
        }

        foreach (var node in _model.Nodes)
        {
            WriteNode(node, _layout.BoxOf(node));
        }

        Line($"</g>");
        Line($"</svg>");
        return _svg.ToString();
    }

    private static string N(double value) => Markup.Number(value);

    private static string Head(bool isFailure) => isFailure ? "head failurehead" : "head";

    private void Line(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    // -- Sizes

    private IEnumerable<(string Text, double Size, bool IsSmall)> Words(DiagramNode node)
    {
        yield return (TextMeasure.Fit(node.Title.Length > 0 ? node.Title : node.Name, SvgStyle.TitleSize, WidestTitle), SvgStyle.TitleSize, false);
        if (node.Title.Length > 0 || node.IsAnytime)
        {
            var name = node.Title.Length > 0 ? node.Name : "";
            yield return (TextMeasure.Fit(node.IsAnytime ? (name.Length > 0 ? name + ", anytime" : "anytime") : name, SvgStyle.SmallSize, WidestTitle), SvgStyle.SmallSize, true);
        }

        if (_text.Figures(node) is { Length: > 0 } figures)
        {
            yield return (figures, SvgStyle.SmallSize, false);
        }
    }

    private double HalfOf(DiagramNode node) => Math.Max(26, (Words(node).Max(static line => TextMeasure.Width(line.Text, line.Size)) / 2) + (node.Kind == DiagramNodeKind.Step ? 14 : 18));

    private (double Left, double Right, double Height) SizeOf(DiagramNode node)
    {
        var half = HalfOf(node);
        var loops = _model.Edges.Where(edge => edge.From == node && edge.To == node).Select(SizeOf).ToList();
        var height = Math.Max((Words(node).Count() * (LineHeight + 1)) + 14, LoopHeight(loops));
        return (half, loops.Count == 0 ? half : half + LoopRoom + loops.Max(static loop => loop.Width), height);
    }

    private static double LoopHeight(List<(double Width, double Height)> loops) => loops.Count == 0 ? 0 : loops.Sum(static loop => Math.Max(loop.Height, 24) + 6);

    private (double Width, double Height) SizeOf(DiagramEdge edge)
    {
        var lines = _text.Label(edge);
        return lines.IsEmpty ? (0, 0) : (lines.Max(static line => TextMeasure.Width(TextMeasure.Fit(line, SvgStyle.SmallSize, WidestLabel), SvgStyle.SmallSize)) + 6, lines.Length * LineHeight);
    }

    // -- Nodes

    private void WriteNode(DiagramNode node, Box box)
    {
        var half = HalfOf(node);
        var (left, width) = (box.X - half, 2 * half);
        var kind = node.Kind switch { DiagramNodeKind.Step => "step", DiagramNodeKind.Outcome => "outcome", DiagramNodeKind.Start => "start", _ => "leaving" };
        var full = node.Title.Length > 0 ? $"{node.Title} ({node.Name})" : node.Name;
        var figures = _text.Figures(node);
        Line($"<g><title>{Markup.Xml(figures.Length > 0 ? $"{full}: {figures}" : full)}</title>");
        var round = N(node.Kind == DiagramNodeKind.Step ? 6 : box.Height / 2);
        Line($"<rect class=\"{kind}\" x=\"{N(left)}\" y=\"{N(box.Y)}\" width=\"{N(width)}\" height=\"{N(box.Height)}\" rx=\"{round}\"/>");
        if (_text.DroppedOff(node) is > 0 and var share)
        {
            Line($"<rect class=\"dropped\" x=\"{N(left + 4)}\" y=\"{N(box.Y + box.Height - 6)}\" width=\"{N((width - 8) * share)}\" height=\"4\" rx=\"2\"/>");
        }

        var words = Words(node).ToList();
        var y = box.Y + ((box.Height - (words.Count * (LineHeight + 1))) / 2) + 12;
        foreach (var (text, size, isSmall) in words)
        {
            WriteText(text, box.X, y, size, isSmall ? "small" : "", "middle", size == SvgStyle.TitleSize);
            y += LineHeight + 1;
        }

        Line($"</g>");
    }

    private void WriteText(string text, double x, double y, double size, string style, string anchor, bool isBold = false)
    {
        var look = (style.Length > 0 ? $" class=\"{style}\"" : "") + (anchor != "start" ? $" text-anchor=\"{anchor}\"" : "") + (isBold ? " font-weight=\"600\"" : "");
        Line($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\"{look}>{Markup.Xml(text)}</text>");
    }

    // -- Edges

    private void WriteWire(Wire wire, Ports ports)
    {
        var isFailure = wire.Edge.IsFailure;
        var path = new StringBuilder();
        var (fromX, toX) = ports.Of(wire);
        var points = new List<(double X, double Top, double Bottom)> { (fromX, 0, wire.Boxes[0].Y + wire.Boxes[0].Height) };
        points.AddRange(wire.Boxes.Skip(1).SkipLast(1).Select(static box => (box.X, box.Y, box.Y + box.Height)));
        points.Add((toX, wire.Boxes[^1].Y, 0));
        path.Append(CultureInfo.InvariantCulture, $"M{N(points[0].X)} {N(points[0].Bottom)}");
        for (var i = 1; i < points.Count; i++)
        {
            var (above, here) = (points[i - 1], points[i]);
            var half = (here.Top - above.Bottom) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{N(above.X)} {N(above.Bottom + half)} {N(here.X)} {N(here.Top - half)} {N(here.X)} {N(here.Top)}");
            if (i < points.Count - 1 && here.Bottom > here.Top)
            {
                path.Append(CultureInfo.InvariantCulture, $"V{N(here.Bottom)}");
            }
        }

        Line($"<path class=\"wire{(isFailure ? " failure" : "")}\" d=\"{path}\"/>");
        var (x, y, way) = wire.IsUp ? (fromX, points[0].Bottom, 1) : (toX, points[^1].Top, -1);
        Line($"<path class=\"{Head(isFailure)}\" d=\"M{N(x)} {N(y)}l-4 {N(way * 8)}h8z\"/>");
        if (wire.Label is { } label)
        {
            WriteLabel(wire.Edge, label.X + 6, label.Y + ((label.Height - (_text.Label(wire.Edge).Length * LineHeight)) / 2));
        }
    }

    private void WriteLabel(DiagramEdge edge, double x, double y)
    {
        var lines = _text.Label(edge);
        Line($"<g><title>{Markup.Xml(string.Join("; ", edge.Labels.Length > lines.Length ? edge.Labels : lines))}</title>");
        for (var i = 0; i < lines.Length; i++)
        {
            var style = i == 0 && _text.HasFigure(edge) ? "" : edge.IsFailure ? "failuretext" : "small";
            WriteText(TextMeasure.Fit(lines[i], SvgStyle.SmallSize, WidestLabel), x, y + 11 + (i * LineHeight), SvgStyle.SmallSize, style, "start", style.Length == 0);
        }

        Line($"</g>");
    }

    /// <summary>From a node to itself, beside it: each loop below the one before.</summary>
    private void WriteLoop(Wire wire)
    {
        var node = wire.Edge.From;
        var box = _layout.BoxOf(node);
        var loops = _layout.Wires.Where(other => other.Boxes.Count == 0 && other.Edge.From == node).ToList();
        var y = box.Y + ((box.Height - LoopHeight([.. loops.Select(loop => SizeOf(loop.Edge))])) / 2);
        foreach (var before in loops.TakeWhile(before => before != wire))
        {
            y += Math.Max(SizeOf(before.Edge).Height, 24) + 6;
        }

        var height = Math.Max(SizeOf(wire.Edge).Height, 24);
        var (x, middle) = (box.X + HalfOf(node), y + 3 + (height / 2));
        Line($"<path class=\"wire{(wire.Edge.IsFailure ? " failure" : "")}\" d=\"M{N(x)} {N(middle + 7)}c34 8 34 -22 6 -14\"/>");
        Line($"<path class=\"{Head(wire.Edge.IsFailure)}\" d=\"M{N(x)} {N(middle - 7)}l8 -4v8z\"/>");
        WriteLabel(wire.Edge, x + LoopRoom - 4, middle - (_text.Label(wire.Edge).Length * LineHeight / 2));
    }
}
