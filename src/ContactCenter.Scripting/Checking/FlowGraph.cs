using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>A line a run can stand at, or one of the two places behind all lines.</summary>
internal sealed class FlowNode(BoundStatement? statement, BoundStep? step)
{
    /// <summary>The line; null for the end of a step, and of the run.</summary>
    public BoundStatement? Statement { get; } = statement;

    /// <summary>Its step; null for the end of the run.</summary>
    public BoundStep? Step { get; } = step;

    public List<FlowEdge> Next { get; } = [];

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
        void To(BoundTarget? target, SlotSymbol? gives = null, BoundExpression? condition = null)
        {
            if (target is { Kind: TargetKind.End or TargetKind.Back })
            {
                node.Next.Add(new FlowEdge(Exit, gives, condition));
            }
            else if (target?.Step is { } known)
            {
                node.Next.Add(new FlowEdge(_entries[symbols[known]]!, gives, condition));
            }
            else if (target is not null)
            {
                node.Next.Add(new FlowEdge(Exit, gives, condition)); // an unknown step was complained about
            }
        }

        void On(SlotSymbol? gives = null) => node.Next.Add(new FlowEdge(behind, gives));

        switch (statement)
        {
            case BoundAsk ask:
                DrawAsk(node, ask, behind, To);
                break;
            case BoundConfirm confirm:
                To(confirm.No);
                To(confirm.Silence?.Target);
                To(confirm.Wrong?.Target);
                On();
                break;
            case BoundSet set:
                On(set.Slot);
                break;
            case BoundDo action:
                To(action.Else);
                On(action.Slot);
                break;
            case BoundCall call:
                To(call.Refused);
                To(call.Unreached);
                On();
                break;
            case BoundTransfer transfer:
                To(transfer.AfterTarget);
                To(transfer.Taken);
                if (transfer.Taken is null && !transfer.Syntax.HasFault)
                {
                    node.Next.Add(new FlowEdge(Exit));
                }

                break;
            case BoundWait wait:
                foreach (var on in wait.On)
                {
                    To(on.Target, on.Slot);
                }

                To(wait.LateTarget);
                On(wait.Event?.Slot);
                break;
            case BoundIf choice:
                DrawIf(node, choice, step, behind, symbols, To);
                break;
            case BoundGo go:
                To(go.Target);
                break;
            case BoundBroken broken:
                node.Next.Add(new FlowEdge(Chain(broken.Body, step, behind, symbols)));
                On();
                break;
            default:
                On();
                break;
        }
    }

    private static void DrawAsk(FlowNode node, BoundAsk ask, FlowNode behind, Action<BoundTarget?, SlotSymbol?, BoundExpression?> to)
    {
        foreach (var choice in ask.Choices)
        {
            to(choice.Target, ask.Slot, null);
        }

        to(ask.Silence?.Target, null, null);
        to(ask.Wrong?.Target, null, null);
        if (!ask.LeavesAlways)
        {
            node.Next.Add(new FlowEdge(behind, ask.Slot));
        }
    }

    private void DrawIf(
        FlowNode node, BoundIf choice, BoundStep step, FlowNode behind, Dictionary<StepSymbol, int> symbols, Action<BoundTarget?, SlotSymbol?, BoundExpression?> to)
    {
        foreach (var branch in choice.Branches)
        {
            if (branch.Target is not null)
            {
                to(branch.Target, null, branch.Condition);
            }
            else
            {
                node.Next.Add(new FlowEdge(Chain(branch.Body, step, behind, symbols), null, branch.Condition));
            }
        }

        if (choice.Branches is not [.., { Condition: null }])
        {
            node.Next.Add(new FlowEdge(behind));
        }
    }
}
