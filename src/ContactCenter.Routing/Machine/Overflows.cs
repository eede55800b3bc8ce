using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Where work goes that cannot be served where it is: the rules of its queue, and of those it gets to by them.</summary>
internal static class Overflows
{
    /// <summary>How often an item goes to another partition before no rule sends it on: partitions whose rules name each other would pass it to and fro for ever.</summary>
    private const int MostHops = 8;

    /// <summary>Follows the rules that count when an item enters a queue or the queue closes, from queue to queue, never back.</summary>
    /// <param name="state">The state.</param>
    /// <param name="item">The item, with the queue it is in.</param>
    /// <param name="left">The queues it has overflowed from.</param>
    /// <param name="applied">The rules of its queue that have applied already, as bits.</param>
    /// <param name="now">The time.</param>
    /// <param name="events">Receives what happens.</param>
    /// <param name="only">The one kind of rule that counts where the item does not enter the queue: it has closed around the item, or nobody is left in it who could serve the item.</param>
    /// <param name="returned">Whether another partition has just given it back: it is sent to none by the same rules again.</param>
    /// <returns>The queue it is in at last; null when it has left the router.</returns>
    public static RouterQueue? Enter(
        RouterState state,
        WorkItem item,
        ImmutableArray<QueueId> left,
        int applied,
        DateTimeOffset now,
        ImmutableArray<RouterEvent>.Builder events,
        OverflowTrigger? only = null,
        bool returned = false)
    {
        var queue = state.QueueOf(item.Queue)!;
        var rules = queue.Settings.Overflow.Or();
        for (var i = 0; i < rules.Length; i++)
        {
            if ((applied & (1 << i)) != 0 || (only is { } kind && rules[i].When != kind)
                || (only != OverflowTrigger.NoAgent && !Applies(state, rules[i], queue, item, now)) || !CanFollow(state, rules[i], queue, item, left))
            {
                continue;
            }

            switch (rules[i].To)
            {
                case OverflowTarget.Partition when returned:
                    events.Add(ToEvent(item, rules[i], i, followed: false));
                    break;
                case OverflowTarget.Queue:
                    left = left.Add(item.Queue);
                    item = Move(state, item, rules[i].Queue!.Value, rules[i].When, events);
                    queue = state.QueueOf(item.Queue)!;
                    rules = queue.Settings.Overflow.Or();
                    (i, applied, only) = (-1, 0, null);
                    break;
                case OverflowTarget.Callback:
                    events.Add(ToEvent(item, rules[i], i, followed: true));
                    break;
                default:
                    events.Add(Leave(item, rules[i], i));
                    return null;
            }
        }

        return queue;
    }

    /// <summary>What it means for an item that waits that nobody is left who could serve it.</summary>
    public static RouterDecision Lose(RouterState state, RouterWork work, DateTimeOffset now, bool returned)
    {
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        if (!state.IsOfCampaign(work.Id))
        {
            Enter(state, work.Item, work.Left, work.Overflowed, now, events, OverflowTrigger.NoAgent, returned);
        }

        return RouterDecision.Of(events.ToImmutable());
    }

    /// <summary>An item has waited as long as one of its queue's rules lets it.</summary>
    public static void AfterWait(RouterState state, RouterWork work, int number, DateTimeOffset now, ImmutableArray<RouterEvent>.Builder events)
    {
        var (item, rule) = (work.Item, work.Queue.Settings.Overflow[number]);
        if (!CanFollow(state, rule, work.Queue, item, work.Left))
        {
            events.Add(ToEvent(item, rule, number, followed: false));
            return;
        }

        switch (rule.To)
        {
            case OverflowTarget.Queue:
                Enter(state, Move(state, item, rule.Queue!.Value, rule.When, events), work.Left.Add(item.Queue), 0, now, events);
                break;
            case OverflowTarget.Callback:
                events.Add(ToEvent(item, rule, number, followed: true));
                break;
            default:
                events.Add(Leave(item, rule, number));
                break;
        }
    }

    /// <summary>The item goes to another queue; for everyone, where the agent it was meant for is gone by now.</summary>
    /// <returns>The item as it is then.</returns>
    public static WorkItem Move(RouterState state, WorkItem item, QueueId to, OverflowTrigger? trigger, ImmutableArray<RouterEvent>.Builder events)
    {
        events.Add(new RouterEvent.WorkMoved(item.Id, item.Interaction, item.Queue, to, trigger));
        return Unbind(state, item with { Queue = to }, events);
    }

    /// <summary>Lets everyone have an item that waits for an agent who cannot be waited for.</summary>
    /// <returns>The item as it is then.</returns>
    public static WorkItem Unbind(RouterState state, WorkItem item, ImmutableArray<RouterEvent>.Builder events)
    {
        if (item.Agent is not { } meant || WorkDecisions.WhyNotFor(state.Agent(meant), item) is not { } reason)
        {
            return item;
        }

        events.Add(new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, meant, reason));
        return item with { Agent = null, AgentLimit = null };
    }

    private static bool Applies(RouterState state, OverflowRule rule, RouterQueue queue, WorkItem item, DateTimeOffset now) => rule.When switch
    {
        OverflowTrigger.Closed => !queue.IsOpen && !item.Priority.IsEmergency,
        OverflowTrigger.Length => queue.Length >= rule.Length,
        OverflowTrigger.ExpectedWait => state.ExpectedWait(queue, item, now) >= rule.After,
        OverflowTrigger.NoAgent => state.CountWhoCould(queue, item) == 0,
        _ => false,
    };

    /// <summary>Never back, into no full queue, from partition to partition only so often, an emergency never out of the routers, and whoever has left the line, and cannot be told anything, neither.</summary>
    private static bool CanFollow(RouterState state, OverflowRule rule, RouterQueue from, WorkItem item, ImmutableArray<QueueId> left) => rule.To switch
    {
        OverflowTarget.Queue => state.QueueOf(rule.Queue!.Value) is { } to && to != from && !left.Contains(to.Settings.Id)
            && (item.Priority.IsEmergency || to.Settings.MaxLength is not { } limit || to.Length < limit),
        OverflowTarget.Partition => item.Hops < MostHops,
        _ => !item.IsCallback && !item.Priority.IsEmergency,
    };

    private static RouterEvent Leave(WorkItem item, OverflowRule rule, int number) => rule.To == OverflowTarget.Partition
        ? new RouterEvent.WorkTransferredOut(item with { Queue = rule.Queue!.Value, Hops = item.Hops + 1 }, item.Queue, rule.Partition!, rule.When)
        : ToEvent(item, rule, number, followed: true);

    private static RouterEvent.WorkOverflowed ToEvent(WorkItem item, OverflowRule rule, int number, bool followed) =>
        new(item.Id, item.Interaction, item.Queue, rule.When, rule.To, number, followed);
}
