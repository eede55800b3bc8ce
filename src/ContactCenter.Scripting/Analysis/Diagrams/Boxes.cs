namespace ContactCenter.Scripting.Analysis;

/// <summary>What has a place in the layout: a node, the label of an edge, or a bend.</summary>
internal sealed class Box
{
    /// <summary>Room to the left of <see cref="X"/>.</summary>
    public required double Left { get; init; }

    /// <summary>Room to the right of <see cref="X"/>.</summary>
    public required double Right { get; init; }

    /// <summary>Labels and bends get that of their row: lines go through it straight down.</summary>
    public required double Height { get; set; }

    /// <summary>The node; null for labels and bends.</summary>
    public DiagramNode? Node { get; init; }

    /// <summary>Which row, from 0. Nodes stand in even rows, labels in odd ones.</summary>
    public int Row { get; set; }

    /// <summary>Its place in the row.</summary>
    public int Order { get; set; }

    /// <summary>Where lines go through; of a node the middle.</summary>
    public double X { get; set; }

    /// <summary>The upper end.</summary>
    public double Y { get; set; }

    public List<Box> Above { get; } = [];

    public List<Box> Below { get; } = [];
}

/// <summary>An edge with what it goes through.</summary>
/// <param name="edge">The edge.</param>
internal sealed class Wire(DiagramEdge edge)
{
    public DiagramEdge Edge { get; } = edge;

    /// <summary>Whether it is drawn upwards: it closes a round.</summary>
    public bool IsUp { get; set; }

    /// <summary>From the upper node to the lower, both included; empty for an edge from a node to itself.</summary>
    public List<Box> Boxes { get; } = [];

    /// <summary>The box of its label; null when it has none, or leads from a node to itself.</summary>
    public Box? Label { get; set; }
}

/// <summary>How large things are, in pixels.</summary>
/// <param name="Node">Room of a node to the left, to the right, and its height.</param>
/// <param name="Label">The width and height of an edge's label; 0 for none.</param>
internal sealed record BoxSizes(Func<DiagramNode, (double Left, double Right, double Height)> Node, Func<DiagramEdge, (double Width, double Height)> Label);
