using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>S5xx: slots that may be empty, that nobody reads, that are overwritten before, and private ones that are sent.</summary>
internal static class DataChecks
{
    public static void Run(CheckContext context)
    {
        LookForEmpty(context, FilledValues.In(context));
        LookForUnread(context);
        LookForPrivate(context);
    }

    private static void LookForEmpty(CheckContext context, FilledValues filled)
    {
        var (empty, wanted) = (new List<(BoundExpression Value, FlowNode Node)>(), new List<BoundExpression>());
        foreach (var node in context.Graph.Nodes)
        {
            if (!node.IsReached)
            {
                continue;
            }

            var here = filled[node];
            foreach (var read in node.Reads)
            {
                if (!read.IsProvided && !here.Contains(read.Slot.Slot.Index))
                {
                    empty.Add((read.Slot, node));
                }
            }

            wanted.Clear();
            WantedValues.Collect(node.Statement, wanted);
            foreach (var one in wanted)
            {
                if (EmptyValues.In(one, here, filled.Paths) is not (null or BoundSlot) and { } value) // a slot is read, too
                {
                    empty.Add((value, node));
                }
            }

            LookIntoQueries(node, here, filled.Paths, empty);
        }

        // One fault makes a value empty in many places: the first says it.
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, node) in empty.OrderBy(static found => found.Value.Range.Start))
        {
            var name = context.Script.Syntax.Source.Slice(value.Range).ToString();
            if (said.Add(name))
            {
                var path = value is BoundSlot { Slot: var slot } ? new Ways(context.Graph, (from, edge) => edge.Gives != slot || from.Statement is BoundSet).PathTo(node) : context.PathTo(node);
                context.Report(DataCodes.MayBeEmpty, value.Range, path, name);
            }
        }
    }

    /// <summary>Actions are asked before their line: what its conditions would make sure of is not sure yet, but for those of branches that did not hold and checks that did.</summary>
    private static void LookIntoQueries(FlowNode node, SlotSet here, ValuePaths paths, List<(BoundExpression Value, FlowNode Node)> empty)
    {
        switch (node.Statement)
        {
            case BoundSet set:
                LookInto(set.Value, here);
                break;
            case BoundAsk ask:
                LookInto(ask.From, here);
                if (!ask.Accepts.Any(static accept => Asks(accept.Condition)))
                {
                    break;
                }

                var held = Copy(here);
                foreach (var accept in ask.Accepts)
                {
                    LookInto(accept.Condition, held);
                    Conditions.Assume(accept.Condition, held, paths);
                }

                break;
            case BoundIf choice when choice.Branches.Any(static branch => Asks(branch.Condition)):
                var left = Copy(here);
                foreach (var branch in choice.Branches)
                {
                    LookInto(branch.Condition, left);
                    Conditions.AssumeNot(branch.Condition, left, paths);
                }

                break;
        }

        SlotSet Copy(SlotSet set)
        {
            var copy = new SlotSet(paths.Count);
            copy.CopyFrom(set);
            return copy;
        }

        void LookInto(BoundExpression? expression, SlotSet known)
        {
            foreach (var part in BoundParts.Of(expression))
            {
                LookInto(part, known);
            }

            if (expression is not BoundQuery query)
            {
                return;
            }

            var wanted = new List<BoundExpression>();
            WantedValues.Collect(query, wanted);
            foreach (var one in wanted)
            {
                if (EmptyValues.In(one, known, paths) is not (null or BoundSlot) and { } value)
                {
                    empty.Add((value, node));
                }
            }
        }
    }

    private static bool Asks(BoundExpression? expression)
    {
        if (expression is BoundQuery)
        {
            return true;
        }

        foreach (var part in BoundParts.Of(expression))
        {
            if (Asks(part))
            {
                return true;
            }
        }

        return false;
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

        var unread = new List<(SlotSymbol Slot, TextRange At, DiagnosticCode Code)>();
        var live = LiveBehind(context);
        foreach (var node in context.Graph.Nodes)
        {
            if (!node.IsReached)
            {
                continue;
            }

            var (slot, at) = node.Statement switch
            {
                BoundSet { Slot: { } set, Syntax: SetStatement syntax } => (set, syntax.Slot.Range),
                BoundDo { Slot: { } result, Syntax: DoStatement { As: { } name } } => (result, name.Range),
                _ => (null, default),
            };
            if (slot?.Type is null) // what has no type could not be read anywhere
            {
                continue;
            }

            if (!read.Contains(slot.Index))
            {
                unread.Add((slot, at, DataCodes.NeverRead));
            }
            else if (node.Statement is BoundSet && !live[node.Index].Contains(slot.Index))
            {
                unread.Add((slot, at, DataCodes.OverwrittenUnread));
            }
        }

        // Of one slot the first line says it.
        foreach (var (slot, at, code) in unread.OrderBy(static found => found.At.Start).DistinctBy(static found => found.Slot))
        {
            context.Report(code, at, slot.Name);
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

        while (open.TryTake(out var i))
        {
            var node = nodes[i];
            var set = node.Statement as BoundSet;
            var wanted = behind[i];
            wanted.UnionWith(anytime);
            foreach (var edge in node.Next)
            {
                wanted.UnionWith(before[edge.To.Index], without: set is null ? edge.Gives : null);
            }

            if (!before[i].UnionWith(wanted, without: set?.Slot))
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
        var sent = new List<SlotRead>();
        foreach (var node in context.Graph.Nodes)
        {
            switch (node.Statement)
            {
                case BoundSend { Channel: "sms" } send:
                    Reads.Collect(send.Text, isProvided: false, sent);
                    Reads.CollectAll(send.Arguments, sent);
                    break;
                case BoundAsk { By: "sms" } ask:
                    Reads.Collect(ask.Text, isProvided: false, sent);
                    break;
            }
        }

        foreach (var (slot, _) in sent)
        {
            if (slot.Slot.IsPrivate)
            {
                context.Report(DataCodes.PrivateSent, slot.Range, slot.Slot.Name, "SMS");
            }
        }
    }
}
