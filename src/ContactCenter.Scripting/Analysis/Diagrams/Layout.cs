namespace ContactCenter.Scripting.Analysis;

/// <summary>Where everything of a diagram stands. What is not connected, such as steps an agent jumps to, stands beside the rest.</summary>
internal sealed class Layout
{
    /// <summary>Room between two boxes of a row.</summary>
    public const double Beside = 18;

    /// <summary>Room between rows, where lines bend.</summary>
    public const double Between = 32;

    private const double BetweenParts = 40;

    private readonly Box[] _nodes;

    /// <exception cref="InvalidOperationException">There is too much to draw.</exception>
    public Layout(DiagramModel model, BoxSizes sizes)
    {
        _nodes = [.. model.Nodes.Select(node => ToBox(node, sizes.Node(node)))];
        Wires = [.. model.Edges.Select(static edge => new Wire(edge))];
        foreach (var nodes in Parts().OrderBy(static part => part[0].Node!.Index))
        {
            var indexes = nodes.Select(static box => box.Node!.Index).ToHashSet();
            var part = new LayoutPart(nodes, [.. Wires.Where(wire => indexes.Contains(wire.Edge.From.Index))], sizes);
            var left = Width == 0 ? 0 : Width + BetweenParts;
            part.MoveRight(left);
            (Width, Height) = (left + part.Width, Math.Max(Height, part.Height));
        }
    }

    public IReadOnlyList<Wire> Wires { get; }

    public double Width { get; }

    public double Height { get; }

    public Box BoxOf(DiagramNode node) => _nodes[node.Index];

    private static Box ToBox(DiagramNode node, (double Left, double Right, double Height) size) =>
        new() { Left = size.Left, Right = size.Right, Height = size.Height, Node = node };

    /// <summary>The nodes that are connected, whichever way the arrows lead.</summary>
    private IEnumerable<List<Box>> Parts()
    {
        var part = Enumerable.Range(0, _nodes.Length).ToArray();
        foreach (var wire in Wires)
        {
            part[Root(wire.Edge.From.Index)] = Root(wire.Edge.To.Index);
        }

        return _nodes.GroupBy(box => Root(box.Node!.Index)).Select(static group => group.ToList());

        int Root(int node)
        {
            while (part[node] != node)
            {
                node = part[node] = part[part[node]];
            }

            return node;
        }
    }
}
