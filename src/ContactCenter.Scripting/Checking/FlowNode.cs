using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>A line a run can stand at, or one of the two places behind all lines.</summary>
internal sealed class FlowNode(FlowGraph graph, int index, BoundStatement? statement, BoundStep? step)
{
    /// <summary>The line; null for the end of a step, and of the run.</summary>
    public BoundStatement? Statement { get; } = statement;

    /// <summary>Its step; null for the end of the run.</summary>
    public BoundStep? Step { get; } = step;

    /// <summary>The ways from here.</summary>
    public ReadOnlySpan<FlowEdge> Next => graph.NextOf(this);

    /// <summary>Where the line leads by itself.</summary>
    public ReadOnlySpan<BoundTarget> Targets => graph.TargetsOf(this);

    /// <summary>The slots the line reads itself.</summary>
    public ReadOnlySpan<SlotRead> Reads => graph.ReadsOf(this);

    /// <summary>Its place in the list of all nodes.</summary>
    public int Index { get; } = index;

    /// <summary>Whether a run comes here.</summary>
    public bool IsReached { get; set; }

    /// <summary>Whether somebody or the clock has to do something before a run goes on.</summary>
    public bool Waits => Statement is BoundAsk or BoundConfirm or BoundWait or BoundCall or BoundTransfer;
}

/// <summary>One way from a line to another.</summary>
/// <param name="To">Where to.</param>
/// <param name="Gives">The slot that has a value on this way; null for none.</param>
/// <param name="Condition">What holds on this way; null when nothing is known.</param>
/// <param name="IsAnswered">Whether a call has been answered on this way.</param>
internal readonly record struct FlowEdge(FlowNode To, SlotSymbol? Gives = null, BoundExpression? Condition = null, bool IsAnswered = false);
