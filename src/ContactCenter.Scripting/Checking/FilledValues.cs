using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>For each line that is reached what has a value there whatever way led to it.</summary>
internal sealed class FilledValues
{
    private readonly CheckContext _context;
    private readonly SlotSets _filled;

    private FilledValues(CheckContext context)
    {
        _context = context;
        Paths = new ValuePaths(context.Script, context.Graph);
        _filled = new SlotSets(context.Graph.Nodes.Count, Paths.Count);
    }

    public ValuePaths Paths { get; }

    public SlotSet this[FlowNode node] => _filled[node.Index];

    public static FilledValues In(CheckContext context)
    {
        var filled = new FilledValues(context);
        filled.GoAllWays();
        return filled;
    }

    private void GoAllWays()
    {
        var isKnown = new bool[_context.Graph.Nodes.Count];
        var open = new Stack<FlowNode>();
        var there = new SlotSet(Paths.Count);
        var start = AtStart();
        foreach (var (root, _) in _context.Graph.Roots)
        {
            _filled[root.Index].CopyFrom(start);
            isKnown[root.Index] = true;
            open.Push(root);
        }

        while (open.TryPop(out var node))
        {
            var here = _filled[node.Index];
            var ways = node.Next;
            for (var way = 0; way < ways.Length; way++)
            {
                there.CopyFrom(here);
                Take(node, way, in ways[way], here, there);
                var to = ways[way].To;
                if (!isKnown[to.Index])
                {
                    _filled[to.Index].CopyFrom(there);
                    isKnown[to.Index] = true;
                    open.Push(to);
                }
                else if (_filled[to.Index].IntersectWith(there))
                {
                    open.Push(to);
                }
            }
        }
    }

    /// <summary>What has a value when a run begins.</summary>
    private SlotSet AtStart()
    {
        var start = new SlotSet(Paths.Count);
        foreach (var slot in _context.Script.Slots)
        {
            if (slot.IsParameter)
            {
                start.Add(slot.Index);
            }
        }

        foreach (var first in _context.Script.Starts)
        {
            if (EmptyValues.In(first.Value, start, Paths) is null)
            {
                start.Add(first.Slot.Index);
            }
        }

        foreach (var started in _context.Script.StartsOn)
        {
            if (started.Slot is { } slot)
            {
                start.Add(slot.Index);
            }
        }

        return start;
    }

    /// <summary>What has a value behind a way, besides what had one before it.</summary>
    private void Take(FlowNode node, int way, in FlowEdge edge, SlotSet here, SlotSet there)
    {
        if (edge.Gives is { } given)
        {
            Paths.Forget(given, there);
            if (node.Statement is BoundSet { Value: var value } && EmptyValues.In(value, here, Paths) is not null)
            {
                there.Remove(given.Index);
            }
            else
            {
                there.Add(given.Index);
            }
        }

        if (node.Statement is BoundIf choice)
        {
            // The ways of an if are drawn in its order: what stands before one did not hold.
            foreach (var before in choice.Branches.AsSpan()[..Math.Min(way, choice.Branches.Length)])
            {
                Conditions.AssumeNot(before.Condition, there, Paths);
            }
        }

        Conditions.Assume(edge.Condition, there, Paths);
    }
}
