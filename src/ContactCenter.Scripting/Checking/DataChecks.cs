using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S5xx: slots that may be empty, that nobody reads, that are overwritten before, and private ones that are sent.</summary>
internal static class DataChecks
{
    public static void Run(CheckContext context)
    {
        if (context.Script.Slots.IsEmpty)
        {
            return;
        }

        var filled = FilledAt(context);
        LookForEmpty(context, filled);
        LookForUnread(context);
        LookForPrivate(context);
    }

    /// <summary>For each line that is reached the slots that have a value there whatever way led to it.</summary>
    private static SlotSet?[] FilledAt(CheckContext context)
    {
        var filled = new SlotSet?[context.Graph.Nodes.Count];
        var start = new SlotSet(context.Script.Slots.Length);
        foreach (var slot in context.Script.Slots.Where(static slot => slot.IsParameter))
        {
            start.Add(slot.Index);
        }

        foreach (var first in context.Script.Starts.Where(first => !Reads.MayBeEmpty(first.Value, slot => start.Contains(slot.Index))))
        {
            start.Add(first.Slot.Index);
        }

        foreach (var started in context.Script.StartsOn)
        {
            if (started.Slot is { } slot)
            {
                start.Add(slot.Index);
            }
        }

        var open = new Stack<FlowNode>();
        foreach (var (root, _) in context.Graph.Roots)
        {
            filled[root.Index] = start.Copy();
            open.Push(root);
        }

        while (open.TryPop(out var node))
        {
            var here = filled[node.Index]!;
            foreach (var edge in node.Next)
            {
                var there = After(node, edge, here);
                if (filled[edge.To.Index] is not { } known)
                {
                    filled[edge.To.Index] = there;
                    open.Push(edge.To);
                }
                else if (known.IntersectWith(there))
                {
                    open.Push(edge.To);
                }
            }
        }

        return filled;
    }

    private static SlotSet After(FlowNode node, FlowEdge edge, SlotSet here)
    {
        if (edge.Gives is null && edge.Condition is null)
        {
            return here.Copy();
        }

        var there = here.Copy();
        if (edge.Gives is { } given)
        {
            if (node.Statement is BoundSet { Value: var value } && Reads.MayBeEmpty(value, slot => here.Contains(slot.Index)))
            {
                there.Remove(given.Index);
            }
            else
            {
                there.Add(given.Index);
            }
        }

        Assume(edge.Condition, there);
        return there;
    }

    /// <summary>Where a condition holds, what it compares has a value.</summary>
    private static void Assume(BoundExpression? condition, SlotSet filled)
    {
        switch (condition)
        {
            case BoundBinary { Operator: BinaryOperator.And } both:
                Assume(both.Left, filled);
                Assume(both.Right, filled);
                break;
            case BoundBinary { AsksForNothing: true } asked:
                if (asked is { Operator: BinaryOperator.IsNot, Left: BoundSlot asks })
                {
                    filled.Add(asks.Slot.Index);
                }

                break;
            case BoundBinary { Operator: BinaryOperator.Is or BinaryOperator.In or BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual, Left: BoundSlot slot }:
                filled.Add(slot.Slot.Index);
                break;
            case BoundSlot { Type.Kind: ScriptKind.YesNo } yes:
                filled.Add(yes.Slot.Index);
                break;
        }
    }

    private static void LookForEmpty(CheckContext context, SlotSet?[] filled)
    {
        var said = new HashSet<SlotSymbol>();
        var empty = new List<(BoundSlot Slot, FlowNode Node)>();
        foreach (var node in context.Graph.Nodes)
        {
            if (node.IsReached && filled[node.Index] is { } here)
            {
                Reads.Of(node.Statement, (slot, provided) =>
                {
                    if (!provided && !here.Contains(slot.Slot.Index))
                    {
                        empty.Add((slot, node));
                    }
                });
            }
        }

        // One fault makes a slot empty in many places: the first says it.
        foreach (var (slot, node) in empty.OrderBy(static found => found.Slot.Range.Start))
        {
            if (said.Add(slot.Slot))
            {
                var path = context.PathTo(node, (from, edge) => edge.Gives != slot.Slot || from.Statement is BoundSet);
                context.Report(DataCodes.MayBeEmpty, slot.Range, path, slot.Slot.Name);
            }
        }
    }

    private static void LookForUnread(CheckContext context)
    {
        var read = new SlotSet(context.Script.Slots.Length);
        foreach (var node in context.Graph.Nodes)
        {
            Reads.Of(node.Statement, (slot, _) => read.Add(slot.Slot.Index));
        }

        foreach (var start in context.Script.Starts)
        {
            Reads.Of(start.Value, (slot, _) => read.Add(slot.Slot.Index));
        }

        var said = new HashSet<SlotSymbol>();
        var live = LiveBehind(context);
        foreach (var node in context.Graph.Nodes.Where(static node => node.IsReached).OrderBy(static node => node.Statement?.Range.Start ?? 0))
        {
            var (slot, at) = node.Statement switch
            {
                BoundSet { Slot: { } set, Syntax: SetStatement syntax } => (set, syntax.Slot.Range),
                BoundDo { Slot: { } result, Syntax: DoStatement { As: { } name } } => (result, name.Range),
                _ => (null, default),
            };
            if (slot?.Type is null || said.Contains(slot)) // what has no type could not be read anywhere
            {
                continue;
            }

            if (!read.Contains(slot.Index))
            {
                said.Add(slot);
                context.Report(DataCodes.NeverRead, at, slot.Name);
            }
            else if (node.Statement is BoundSet && !live[node.Index].Contains(slot.Index))
            {
                said.Add(slot);
                context.Report(DataCodes.OverwrittenUnread, at, slot.Name);
            }
        }
    }

    /// <summary>For each line the slots that some way behind it reads before it gives them something else.</summary>
    private static SlotSet[] LiveBehind(CheckContext context)
    {
        var nodes = context.Graph.Nodes;
        var (behind, before) = (new SlotSet[nodes.Count], new SlotSet[nodes.Count]);
        foreach (var node in nodes)
        {
            (behind[node.Index], before[node.Index]) = (new SlotSet(context.Script.Slots.Length), new SlotSet(context.Script.Slots.Length));
            Reads.Of(node.Statement, (slot, _) => before[node.Index].Add(slot.Slot.Index));
        }

        // Handlers and anytime steps may come at any line, so what they read is wanted everywhere.
        var anytime = new SlotSet(context.Script.Slots.Length);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = nodes.Count - 1; i >= 0; i--)
            {
                var node = nodes[i];
                changed |= behind[i].UnionWith(anytime);
                foreach (var edge in node.Next)
                {
                    var wanted = before[edge.To.Index];
                    if (edge.Gives is { } given && wanted.Contains(given.Index) && node.Statement is not BoundSet)
                    {
                        wanted = wanted.Copy();
                        wanted.Remove(given.Index);
                    }

                    changed |= behind[i].UnionWith(wanted);
                }

                var here = behind[i].Copy();
                if (node.Statement is BoundSet { Slot: { } set })
                {
                    here.Remove(set.Index);
                }

                changed |= before[i].UnionWith(here);
            }

            foreach (var (root, _) in context.Graph.Roots.Where(static root => !root.IsFirst))
            {
                changed |= anytime.UnionWith(before[root.Index]);
            }
        }

        return behind;
    }

    private static void LookForPrivate(CheckContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            if (node.Statement is BoundSend { Channel: "sms", Text: { } text })
            {
                Reads.Of(text, (slot, _) =>
                {
                    if (slot.Slot.IsPrivate)
                    {
                        context.Report(DataCodes.PrivateSent, slot.Range, slot.Slot.Name, "SMS");
                    }
                });
            }
        }
    }
}
