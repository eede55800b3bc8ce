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
    private static SlotSets FilledAt(CheckContext context)
    {
        var (nodes, slots) = (context.Graph.Nodes, context.Script.Slots.Length);
        var (filled, isKnown) = (new SlotSets(nodes.Count, slots), new bool[nodes.Count]);
        var open = new Stack<FlowNode>();
        var there = new SlotSet(slots);
        var start = AtStart(context);
        foreach (var (root, _) in context.Graph.Roots)
        {
            filled[root.Index].CopyFrom(start);
            isKnown[root.Index] = true;
            open.Push(root);
        }

        while (open.TryPop(out var node))
        {
            var here = filled[node.Index];
            foreach (var edge in node.Next)
            {
                there.CopyFrom(here);
                Take(node, edge, here, there);
                if (!isKnown[edge.To.Index])
                {
                    filled[edge.To.Index].CopyFrom(there);
                    isKnown[edge.To.Index] = true;
                    open.Push(edge.To);
                }
                else if (filled[edge.To.Index].IntersectWith(there))
                {
                    open.Push(edge.To);
                }
            }
        }

        return filled;
    }

    /// <summary>The slots that have a value when a run begins.</summary>
    private static SlotSet AtStart(CheckContext context)
    {
        var start = new SlotSet(context.Script.Slots.Length);
        foreach (var slot in context.Script.Slots)
        {
            if (slot.IsParameter)
            {
                start.Add(slot.Index);
            }
        }

        foreach (var first in context.Script.Starts)
        {
            if (!Reads.MayBeEmpty(first.Value, start))
            {
                start.Add(first.Slot.Index);
            }
        }

        foreach (var started in context.Script.StartsOn)
        {
            if (started.Slot is { } slot)
            {
                start.Add(slot.Index);
            }
        }

        return start;
    }

    /// <summary>What has a value behind a way, besides what had one before it.</summary>
    private static void Take(FlowNode node, FlowEdge edge, SlotSet here, SlotSet there)
    {
        if (edge.Gives is { } given)
        {
            if (node.Statement is BoundSet { Value: var value } && Reads.MayBeEmpty(value, here))
            {
                there.Remove(given.Index);
            }
            else
            {
                there.Add(given.Index);
            }
        }

        Assume(edge.Condition, there);
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

    private static void LookForEmpty(CheckContext context, SlotSets filled)
    {
        var said = new HashSet<SlotSymbol>();
        var empty = new List<(BoundSlot Slot, FlowNode Node)>();
        foreach (var node in context.Graph.Nodes)
        {
            if (node.IsReached)
            {
                var here = filled[node.Index];
                foreach (var read in node.Reads)
                {
                    if (!read.IsProvided && !here.Contains(read.Slot.Slot.Index))
                    {
                        empty.Add((read.Slot, node));
                    }
                }
            }
        }

        // One fault makes a slot empty in many places: the first says it.
        foreach (var (slot, node) in empty.OrderBy(static found => found.Slot.Range.Start))
        {
            if (said.Add(slot.Slot))
            {
                var ways = new Ways(context.Graph, (from, edge) => edge.Gives != slot.Slot || from.Statement is BoundSet);
                context.Report(DataCodes.MayBeEmpty, slot.Range, ways.PathTo(node), slot.Slot.Name);
            }
        }
    }

    private static void LookForUnread(CheckContext context)
    {
        var read = new SlotSet(context.Script.Slots.Length);
        foreach (var node in context.Graph.Nodes)
        {
            foreach (var one in node.Reads)
            {
                read.Add(one.Slot.Slot.Index);
            }
        }

        foreach (var start in context.Script.Starts)
        {
            foreach (var one in Reads.Of(start.Value))
            {
                read.Add(one.Slot.Slot.Index);
            }
        }

        var said = new HashSet<SlotSymbol>();
        var live = LiveBehind(context);
        foreach (var node in context.Graph.Nodes.Where(static node => node is { IsReached: true, Statement: BoundSet or BoundDo { Slot: not null } }).OrderBy(static node => node.Statement!.Range.Start))
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
    private static SlotSets LiveBehind(CheckContext context)
    {
        var nodes = context.Graph.Nodes;
        var slots = context.Script.Slots.Length;
        var (behind, before) = (new SlotSets(nodes.Count, slots), new SlotSets(nodes.Count, slots));
        foreach (var node in nodes)
        {
            foreach (var read in node.Reads)
            {
                before[node.Index].Add(read.Slot.Slot.Index);
            }
        }

        // Handlers and anytime steps may come at any line, so what they read is wanted everywhere.
        var anytime = new SlotSet(slots);
        var isAnytime = new bool[nodes.Count];
        foreach (var (root, isFirst) in context.Graph.Roots)
        {
            isAnytime[root.Index] |= !isFirst;
        }

        // From the end, each line after those it leads to, where that can be; what changes is looked at again.
        var open = new Worklist(nodes.Count);
        foreach (var node in context.Graph.FromTheEnd())
        {
            open.Add(node.Index);
        }

        var scratch = new SlotSet(slots);
        while (open.TryTake(out var i))
        {
            var node = nodes[i];
            behind[i].UnionWith(anytime);
            foreach (var edge in node.Next)
            {
                scratch.CopyFrom(before[edge.To.Index]);
                if (edge.Gives is { } given && node.Statement is not BoundSet)
                {
                    scratch.Remove(given.Index);
                }

                behind[i].UnionWith(scratch);
            }

            scratch.CopyFrom(behind[i]);
            if (node.Statement is BoundSet { Slot: { } set })
            {
                scratch.Remove(set.Index);
            }

            if (!before[i].UnionWith(scratch))
            {
                continue;
            }

            foreach (var earlier in context.Graph.Before(node))
            {
                open.Add(earlier.Index);
            }

            if (isAnytime[i] && anytime.UnionWith(before[i]))
            {
                open.AddAll();
            }
        }

        return behind;
    }

    private static void LookForPrivate(CheckContext context)
    {
        foreach (var node in context.Graph.Nodes)
        {
            IEnumerable<BoundExpression?> sent = node.Statement switch
            {
                BoundSend { Channel: "sms" } send => [send.Text, .. send.Arguments],
                BoundAsk { By: "sms" } ask => [ask.Text],
                _ => [],
            };
            foreach (var (slot, _) in sent.SelectMany(static shown => Reads.Of(shown)).Where(static read => read.Slot.Slot.IsPrivate))
            {
                context.Report(DataCodes.PrivateSent, slot.Range, slot.Slot.Name, "SMS");
            }
        }
    }
}
