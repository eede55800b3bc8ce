using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>A line a run can stand at, or one of the two places behind all lines.</summary>
internal sealed class FlowNode(BoundStatement? statement, BoundStep? step)
{
    private ImmutableArray<BoundTarget> _targets;
    private ImmutableArray<SlotRead> _reads;

    /// <summary>The line; null for the end of a step, and of the run.</summary>
    public BoundStatement? Statement { get; } = statement;

    /// <summary>Its step; null for the end of the run.</summary>
    public BoundStep? Step { get; } = step;

    public List<FlowEdge> Next { get; } = [];

    /// <summary>Where the line leads by itself.</summary>
    public ImmutableArray<BoundTarget> Targets => _targets.IsDefault ? _targets = Checking.Targets.Of(Statement) : _targets;

    /// <summary>The slots the line reads itself.</summary>
    public ImmutableArray<SlotRead> Reads => _reads.IsDefault ? _reads = Checking.Reads.Of(Statement) : _reads;

    /// <summary>Its place in the list of all nodes.</summary>
    public int Index { get; set; }

    /// <summary>Whether a run comes here.</summary>
    public bool IsReached { get; set; }

    /// <summary>Whether somebody or the clock has to do something before a run goes on.</summary>
    public bool Waits => Statement is BoundAsk or BoundConfirm or BoundWait or BoundCall or BoundTransfer;
}

/// <summary>One way from a line to another.</summary>
/// <param name="To">Where to.</param>
/// <param name="Gives">The slot that has a value on this way; null for none.</param>
/// <param name="Condition">What holds on this way; null when nothing is known.</param>
internal readonly record struct FlowEdge(FlowNode To, SlotSymbol? Gives = null, BoundExpression? Condition = null);

/// <summary>All lines of a script and the ways between them.</summary>
internal sealed class FlowGraph
{
    private readonly List<FlowNode> _nodes = [];
    private readonly FlowNode?[] _entries;
    private readonly FlowNode?[] _ends;
    private readonly BoundScript _script;
    private List<FlowNode>?[] _before = [];

    private FlowGraph(BoundScript script)
    {
        _script = script;
        (_entries, _ends) = (new FlowNode[script.Steps.Length], new FlowNode[script.Steps.Length]);
        Exit = Add(null, null);
    }

    public IReadOnlyList<FlowNode> Nodes => _nodes;

    /// <summary>Behind every end and every <c>back</c>.</summary>
    public FlowNode Exit { get; }

    /// <summary>Where runs can begin or be taken to at any time: the first step, targets of handlers, <c>anytime</c> steps.</summary>
    public List<(FlowNode Node, bool IsFirst)> Roots { get; } = [];

    public static FlowGraph Of(BoundScript script)
    {
        var graph = new FlowGraph(script);
        graph.Build();
        return graph;
    }

    /// <summary>The first line of a step.</summary>
    public FlowNode EntryOf(int step) => _entries[step]!;

    /// <summary>The place behind the last line of a step.</summary>
    public FlowNode EndOf(int step) => _ends[step]!;

    /// <summary>The lines that lead to a line.</summary>
    public ReadOnlySpan<FlowNode> Before(FlowNode node)
    {
        if (_before.Length == 0)
        {
            _before = new List<FlowNode>[_nodes.Count];
            foreach (var from in _nodes)
            {
                foreach (var edge in from.Next)
                {
                    (_before[edge.To.Index] ??= []).Add(from);
                }
            }
        }

        return CollectionsMarshal.AsSpan(_before[node.Index]);
    }

    /// <summary>All lines, those behind a line before it, except where a way goes round.</summary>
    public IReadOnlyList<FlowNode> FromTheEnd()
    {
        var (order, edges, open) = (new List<FlowNode>(_nodes.Count), new int[_nodes.Count], new Stack<FlowNode>());
        Array.Fill(edges, -1); // which of its ways is gone next; -1 for a line nobody came to
        foreach (var start in _nodes)
        {
            if (edges[start.Index] >= 0)
            {
                continue;
            }

            edges[start.Index] = 0;
            open.Push(start);
            while (open.TryPeek(out var node))
            {
                ref var edge = ref edges[node.Index];
                if (edge == node.Next.Count)
                {
                    order.Add(open.Pop());
                    continue;
                }

                var next = node.Next[edge++].To;
                if (edges[next.Index] < 0)
                {
                    edges[next.Index] = 0;
                    open.Push(next);
                }
            }
        }

        return order;
    }

    private void Build()
    {
        var steps = _script.Steps;
        var symbols = new Dictionary<StepSymbol, int>();

        // An entry of its own for each step lets arrows be drawn before its lines are.
        for (var i = 0; i < steps.Length; i++)
        {
            _entries[i] = Add(null, steps[i]);
            symbols.TryAdd(steps[i].Symbol, i);
        }

        for (var i = 0; i < steps.Length; i++)
        {
            _ends[i] = Add(null, steps[i]);
            _entries[i]!.Next.Add(new FlowEdge(Chain(steps[i].Body, steps[i], _ends[i]!, symbols)));
        }

        for (var i = 0; i < steps.Length; i++)
        {
            if (i == 0 || steps[i].Symbol.Syntax.IsAnytime)
            {
                Roots.Add((_entries[i]!, i == 0));
            }
        }

        foreach (var handler in _script.Handlers)
        {
            if (handler.Target?.Step is { } step)
            {
                Roots.Add((_entries[symbols[step]]!, false));
            }
        }
    }

    private FlowNode Add(BoundStatement? statement, BoundStep? step)
    {
        var node = new FlowNode(statement, step) { Index = _nodes.Count };
        _nodes.Add(node);
        return node;
    }

    /// <summary>Draws lines from the last to the first, each leading to the one below it; gives the first.</summary>
    private FlowNode Chain(ImmutableArray<BoundStatement> body, BoundStep step, FlowNode behind, Dictionary<StepSymbol, int> symbols)
    {
        for (var i = body.Length - 1; i >= 0; i--)
        {
            var node = Add(body[i], step);
            Draw(node, body[i], step, behind, symbols);
            behind = node;
        }

        return behind;
    }

    private void Draw(FlowNode node, BoundStatement statement, BoundStep step, FlowNode behind, Dictionary<StepSymbol, int> symbols)
    {
        switch (statement)
        {
            case BoundAsk ask:
                DrawAsk(node, ask, behind, symbols);
                break;
            case BoundConfirm confirm:
                To(node, confirm.No, symbols);
                To(node, confirm.Silence?.Target, symbols);
                To(node, confirm.Wrong?.Target, symbols);
                On(node, behind);
                break;
            case BoundSet set:
                On(node, behind, set.Slot);
                break;
            case BoundDo action:
                To(node, action.Else, symbols);
                On(node, behind, action.Slot);
                break;
            case BoundCall call:
                To(node, call.Refused, symbols);
                To(node, call.Unreached, symbols);
                On(node, behind);
                break;
            case BoundTransfer transfer:
                To(node, transfer.AfterTarget, symbols);
                To(node, transfer.Taken, symbols);
                if (transfer.Taken is null && !transfer.Syntax.HasFault)
                {
                    On(node, Exit);
                }

                break;
            case BoundWait wait:
                foreach (var on in wait.On)
                {
                    To(node, on.Target, symbols, on.Slot);
                }

                To(node, wait.LateTarget, symbols);
                On(node, behind, wait.Event?.Slot);
                break;
            case BoundIf choice:
                DrawIf(node, choice, step, behind, symbols);
                break;
            case BoundGo go:
                To(node, go.Target, symbols);
                break;
            case BoundBroken broken:
                On(node, Chain(broken.Body, step, behind, symbols));
                On(node, behind);
                break;
            default:
                On(node, behind);
                break;
        }
    }

    /// <summary>To where an arrow leads: an end, <c>back</c> and an unknown step, which was complained about, lead to the exit.</summary>
    private void To(FlowNode node, BoundTarget? target, Dictionary<StepSymbol, int> symbols, SlotSymbol? gives = null, BoundExpression? condition = null)
    {
        if (target is not null)
        {
            node.Next.Add(new FlowEdge(target is { Kind: TargetKind.Step, Step: { } step } ? _entries[symbols[step]]! : Exit, gives, condition));
        }
    }

    private static void On(FlowNode node, FlowNode behind, SlotSymbol? gives = null) => node.Next.Add(new FlowEdge(behind, gives));

    private void DrawAsk(FlowNode node, BoundAsk ask, FlowNode behind, Dictionary<StepSymbol, int> symbols)
    {
        foreach (var choice in ask.Choices)
        {
            To(node, choice.Target, symbols, ask.Slot);
        }

        To(node, ask.Silence?.Target, symbols);
        To(node, ask.Wrong?.Target, symbols);
        if (!ask.LeavesAlways)
        {
            On(node, behind, ask.Slot);
        }
    }

    private void DrawIf(FlowNode node, BoundIf choice, BoundStep step, FlowNode behind, Dictionary<StepSymbol, int> symbols)
    {
        foreach (var branch in choice.Branches)
        {
            if (branch.Target is not null)
            {
                To(node, branch.Target, symbols, null, branch.Condition);
            }
            else
            {
                node.Next.Add(new FlowEdge(Chain(branch.Body, step, behind, symbols), null, branch.Condition));
            }
        }

        if (choice.Branches is not [.., { Condition: null }])
        {
            On(node, behind);
        }
    }
}
