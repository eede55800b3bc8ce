using System.Collections.Immutable;

namespace ContactCenter.Scripting.Analysis;

internal enum DiagramNodeKind : byte
{
    /// <summary>Where runs begin, and what leads them away wherever they are.</summary>
    Start,

    Step,

    Outcome,

    /// <summary>The end without an outcome, or <c>back</c>.</summary>
    Leaving,
}

/// <summary>What is drawn as one shape.</summary>
/// <param name="Index">Its place among all.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The step, the outcome, the event.</param>
/// <param name="Title">What people read; empty when the name says all.</param>
internal sealed record DiagramNode(int Index, DiagramNodeKind Kind, string Name, string Title)
{
    /// <summary>Whether an agent may come here from anywhere.</summary>
    public bool IsAnytime { get; init; }
}

/// <summary>All arrows of one sort from a step to another.</summary>
/// <param name="From">Where from.</param>
/// <param name="To">Where to.</param>
/// <param name="IsFailure">Whether something failed.</param>
/// <param name="Labels">What is chosen, each once; empty when nothing is.</param>
internal sealed record DiagramEdge(DiagramNode From, DiagramNode To, bool IsFailure, ImmutableArray<string> Labels);

/// <summary>What is drawn, without where.</summary>
internal sealed record DiagramModel(string Name, int Version, ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramEdge> Edges);
