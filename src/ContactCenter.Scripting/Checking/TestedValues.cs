using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>What the lines before one have found of choices and of yes and no: two facts for each value tested, that it is so and that it is not.</summary>
internal sealed class TestedValues
{
    private readonly CheckContext _context;
    private readonly Dictionary<(SlotSymbol Slot, string Value), int> _facts = [];
    private readonly Dictionary<SlotSymbol, List<int>> _ofSlots = [];
    private SlotSets? _known;

    private TestedValues(CheckContext context) => _context = context;

    public static TestedValues In(CheckContext context)
    {
        var tested = new TestedValues(context);
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Statement is BoundIf choice)
            {
                foreach (var branch in choice.Branches)
                {
                    tested.Note(branch.Condition);
                }
            }
        }

        if (tested._facts.Count > 0)
        {
            tested.GoAllWays();
        }

        return tested;
    }

    /// <summary>What is known where a line begins; the caller's own.</summary>
    public SlotSet At(FlowNode node)
    {
        var known = new SlotSet(2 * _facts.Count);
        if (_known is not null)
        {
            known.CopyFrom(_known[node.Index]);
        }

        return known;
    }

    /// <summary>What a condition comes to by what is known; null where that does not say it.</summary>
    public bool? ComesTo(BoundExpression condition, SlotSet known) => FactOf(condition) switch
    {
        { } fact when known.Contains(fact) => true,
        { } fact when known.Contains(fact + 1) => false,
        _ => null,
    };

    /// <summary>Takes in that a condition holds, or does not.</summary>
    public void Learn(BoundExpression? condition, bool holds, SlotSet known)
    {
        switch (condition)
        {
            case BoundBinary { Operator: BinaryOperator.And } both when holds:
                Learn(both.Left, holds, known);
                Learn(both.Right, holds, known);
                break;
            case BoundBinary { Operator: BinaryOperator.Or, IsDefault: false } either when !holds:
                Learn(either.Left, holds, known);
                Learn(either.Right, holds, known);
                break;
            default:
                if (FactOf(condition) is { } fact)
                {
                    known.Add(holds ? fact : fact + 1);
                }

                break;
        }
    }

    private void Note(BoundExpression? condition)
    {
        if (KeyOf(condition) is { } key && _facts.TryAdd(key, 2 * _facts.Count))
        {
            (_ofSlots.TryGetValue(key.Slot, out var facts) ? facts : _ofSlots[key.Slot] = []).Add(_facts[key]);
        }

        foreach (var part in BoundParts.Of(condition))
        {
            Note(part);
        }
    }

    private void GoAllWays()
    {
        var nodes = _context.Graph.Nodes;
        _known = new SlotSets(nodes.Count, 2 * _facts.Count);
        var (isKnown, open) = (new bool[nodes.Count], new Stack<FlowNode>());
        foreach (var (root, _) in _context.Graph.Roots)
        {
            isKnown[root.Index] = true;
            open.Push(root);
        }

        var there = new SlotSet(2 * _facts.Count);
        while (open.TryPop(out var node))
        {
            var ways = node.Next;
            for (var way = 0; way < ways.Length; way++)
            {
                there.CopyFrom(_known[node.Index]);
                Take(node, way, in ways[way], there);
                var to = ways[way].To;
                if (!isKnown[to.Index])
                {
                    _known[to.Index].CopyFrom(there);
                    isKnown[to.Index] = true;
                    open.Push(to);
                }
                else if (_known[to.Index].IntersectWith(there))
                {
                    open.Push(to);
                }
            }
        }
    }

    private void Take(FlowNode node, int way, in FlowEdge edge, SlotSet there)
    {
        // Where a run stands it can be led away and back: by handlers and anytime steps, which may change anything.
        if (node.Statement is not (null or BoundIf or BoundSet) && _context.Graph.Roots.Count > 1)
        {
            there.Clear();
        }
        else if (edge.Gives is { } given && _ofSlots.TryGetValue(given, out var facts))
        {
            foreach (var fact in facts)
            {
                there.Remove(fact);
                there.Remove(fact + 1);
            }
        }

        if (node.Statement is BoundIf choice)
        {
            // The ways of an if are drawn in its order: what stands before one did not hold.
            foreach (var before in choice.Branches.AsSpan()[..Math.Min(way, choice.Branches.Length)])
            {
                Learn(before.Condition, holds: false, there);
            }

            Learn(edge.Condition, holds: true, there);
        }
    }

    private int? FactOf(BoundExpression? condition) => KeyOf(condition) is { } key && _facts.TryGetValue(key, out var fact) ? fact : null;

    /// <summary>What a condition tests: whether a slot holds a choice, or yes.</summary>
    private static (SlotSymbol Slot, string Value)? KeyOf(BoundExpression? condition) => condition switch
    {
        BoundSlot { Type.Kind: ScriptKind.YesNo } slot => (slot.Slot, "yes"),
        BoundBinary { Operator: BinaryOperator.Is, Left: BoundSlot slot, Right: BoundConstant { Value: { Kind: ScriptKind.Choice or ScriptKind.YesNo } value } } => (slot.Slot, value.ToInvariantText()),
        _ => null,
    };
}
