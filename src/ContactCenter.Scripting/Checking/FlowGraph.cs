using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>All lines of a script and the ways between them.</summary>
internal sealed class FlowGraph
{
    private readonly List<FlowNode> _nodes;
    private readonly FlowNode?[] _entries;
    private readonly FlowNode?[] _ends;
    private readonly BoundScript _script;
    private readonly int[] _steps; // where the step of a symbol stands
    private readonly LineLists<FlowEdge> _next;
    private readonly LineLists<BoundTarget> _targets;
    private readonly LineLists<SlotRead> _reads;

    /// <summary>Ways of lines that are being drawn: those of a line inside another stand behind the other's.</summary>
    private readonly List<FlowEdge> _drawn = [];

    private LineLists<FlowNode>? _before;

    private FlowGraph(BoundScript script)
    {
        _script = script;
        var lines = script.Syntax.Source.LineCount + (2 * script.Steps.Length) + 1;
        (_nodes, _next, _targets, _reads) = (new(lines), new(lines, lines), new(lines, lines), new(lines, 2 * lines));
        (_entries, _ends) = (new FlowNode[script.Steps.Length], new FlowNode[script.Steps.Length]);
        _steps = new int[script.Steps.Length];
        Exit = Add(null, null);
    }

    public List<FlowNode> Nodes => _nodes;

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

    public ReadOnlySpan<FlowEdge> NextOf(FlowNode node) => _next[node.Index];

    public ReadOnlySpan<BoundTarget> TargetsOf(FlowNode node) => _targets[node.Index];

    public ReadOnlySpan<SlotRead> ReadsOf(FlowNode node) => _reads[node.Index];

    /// <summary>The lines that lead to a line.</summary>
    public ReadOnlySpan<FlowNode> Before(FlowNode node) => (_before ??= Turned())[node.Index];

    /// <summary>All lines, those behind a line before it, except where a way goes round.</summary>
    public IReadOnlyList<FlowNode> FromTheEnd()
    {
        var (order, edges, open) = (new List<FlowNode>(_nodes.Count), new int[_nodes.Count], new Stack<FlowNode>(_nodes.Count));
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
                var ways = node.Next;
                ref var edge = ref edges[node.Index];
                if (edge == ways.Length)
                {
                    order.Add(open.Pop());
                    continue;
                }

                var next = ways[edge++].To;
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
        // An entry of its own for each step lets arrows be drawn before its lines are.
        var steps = _script.Steps;
        for (var i = 0; i < steps.Length; i++)
        {
            _entries[i] = Add(null, steps[i]);
            if (steps[i].Symbol.Index >= 0)
            {
                _steps[steps[i].Symbol.Index] = i;
            }
        }

        for (var i = 0; i < steps.Length; i++)
        {
            _ends[i] = Add(null, steps[i]);
            On(Chain(steps[i].Body, steps[i], _ends[i]!));
            Take(_entries[i]!, 0);
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
                Roots.Add((_entries[_steps[step.Index]]!, false));
            }
        }

        foreach (var node in _nodes)
        {
            var (targets, reads) = (_targets.Open.Count, _reads.Open.Count);
            Targets.Collect(node.Statement, _targets.Open);
            Reads.Collect(node.Statement, _reads.Open);
            _targets.Close(node.Index, targets);
            _reads.Close(node.Index, reads);
        }
    }

    /// <summary>For each line those that lead to it, in their order.</summary>
    private LineLists<FlowNode> Turned()
    {
        var counts = new int[_nodes.Count];
        foreach (var edge in _next.Open)
        {
            counts[edge.To.Index]++;
        }

        var before = LineLists<FlowNode>.OfLengths(counts);
        foreach (var from in _nodes)
        {
            foreach (var edge in from.Next)
            {
                before.Put(edge.To.Index, from);
            }
        }

        return before;
    }

    private FlowNode Add(BoundStatement? statement, BoundStep? step)
    {
        var node = new FlowNode(this, _nodes.Count, statement, step);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Draws lines from the last to the first, each leading to the one below it; gives the first.</summary>
    private FlowNode Chain(ImmutableArray<BoundStatement> body, BoundStep step, FlowNode behind)
    {
        for (var i = body.Length - 1; i >= 0; i--)
        {
            var (node, drawn) = (Add(body[i], step), _drawn.Count);
            Draw(body[i], step, behind);
            Take(node, drawn);
            behind = node;
        }

        return behind;
    }

    private void Draw(BoundStatement statement, BoundStep step, FlowNode behind)
    {
        switch (statement)
        {
            case BoundAsk ask:
                DrawAsk(ask, behind);
                break;
            case BoundConfirm confirm:
                To(confirm.No);
                To(confirm.Silence?.Target);
                To(confirm.Wrong?.Target);
                On(behind);
                break;
            case BoundSet set:
                On(behind, set.Slot);
                break;
            case BoundDo action:
                To(action.Else);
                On(behind, action.Slot);
                break;
            case BoundCall call:
                To(call.Refused);
                To(call.Unreached);
                To(call.Machine, isAnswered: true);
                On(behind, isAnswered: true);
                break;
            case BoundTransfer transfer:
                To(transfer.AfterTarget);
                To(transfer.Taken);
                if (transfer.Taken is null && !transfer.Syntax.HasFault)
                {
                    On(Exit);
                }

                break;
            case BoundWait wait:
                foreach (var on in wait.On)
                {
                    To(on.Target, on.Slot);
                }

                To(wait.LateTarget);
                On(behind, wait.Event?.Slot);
                break;
            case BoundIf choice:
                DrawIf(choice, step, behind);
                break;
            case BoundGo go:
                To(go.Target);
                break;
            case BoundBroken broken:
                On(Chain(broken.Body, step, behind));
                On(behind);
                break;
            default:
                On(behind);
                break;
        }
    }

    /// <summary>To where an arrow leads: an end, <c>back</c> and an unknown step, which was complained about, lead to the exit.</summary>
    private void To(BoundTarget? target, SlotSymbol? gives = null, BoundExpression? condition = null, bool isAnswered = false)
    {
        if (target is not null)
        {
            _drawn.Add(new FlowEdge(target is { Kind: TargetKind.Step, Step: { } step } ? _entries[_steps[step.Index]]! : Exit, gives, condition, isAnswered));
        }
    }

    private void On(FlowNode behind, SlotSymbol? gives = null, bool isAnswered = false) => _drawn.Add(new FlowEdge(behind, gives, null, isAnswered));

    /// <summary>The ways drawn behind the first so many are the line's.</summary>
    private void Take(FlowNode node, int drawn)
    {
        var before = _next.Open.Count;
        _next.Open.AddRange(CollectionsMarshal.AsSpan(_drawn)[drawn..]);
        _next.Close(node.Index, before);
        CollectionsMarshal.SetCount(_drawn, drawn);
    }

    private void DrawAsk(BoundAsk ask, FlowNode behind)
    {
        foreach (var choice in ask.Choices)
        {
            To(choice.Target, ask.Slot);
        }

        To(ask.Silence?.Target);
        To(ask.Wrong?.Target);
        if (!ask.LeavesAlways)
        {
            On(behind, ask.Slot);
        }
    }

    private void DrawIf(BoundIf choice, BoundStep step, FlowNode behind)
    {
        foreach (var branch in choice.Branches)
        {
            if (branch.Target is not null)
            {
                To(branch.Target, null, branch.Condition);
            }
            else
            {
                _drawn.Add(new FlowEdge(Chain(branch.Body, step, behind), null, branch.Condition));
            }
        }

        if (choice.Branches is not [.., { Condition: null }])
        {
            On(behind);
        }
    }
}
