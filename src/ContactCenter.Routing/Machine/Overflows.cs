using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Where work goes that cannot be served where it is: the rules of its queue, and of those it gets to by them.</summary>
internal static class Overflows
{
    /// <summary>Follows the rules that count when an item enters a queue or the queue closes, from queue to queue, never back.</summary>
    /// <param name="state">The state.</param>
    /// <param name="item">The item, with the queue it is in.</param>
    /// <param name="left">The queues it has overflowed from.</param>
    /// <param name="now">The time.</param>
    /// <param name="events">Receives what happens.</param>
    /// <param name="closing">A calendar that closes by the same command.</param>
    /// <returns>The queue it is in at last; null when it has left the router.</returns>
    public static RouterQueue? Enter(
        RouterState state, WorkItem item, ImmutableArray<QueueId> left, DateTimeOffset now, ImmutableArray<RouterEvent>.Builder events, RouterCalendar? closing = null)
    {
        var queue = state.QueueOf(item.Queue)!;
        var rules = queue.Settings.Overflow.Or();
        for (var i = 0; i < rules.Length; i++)
        {
            if (!Applies(state, rules[i], queue, item, now, closing) || !CanFollow(state, rules[i], queue, item, left))
            {
                continue;
            }

            switch (rules[i].To)
            {
                case OverflowTarget.Queue:
                    left = left.Add(item.Queue);
                    events.Add(new RouterEvent.WorkMoved(item.Id, item.Interaction, item.Queue, rules[i].Queue!.Value, rules[i].When));
                    item = item with { Queue = rules[i].Queue!.Value };
                    queue = state.QueueOf(item.Queue)!;
                    rules = queue.Settings.Overflow.Or();
                    i = -1;
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
                events.Add(new RouterEvent.WorkMoved(item.Id, item.Interaction, item.Queue, rule.Queue!.Value, rule.When));
                Enter(state, item with { Queue = rule.Queue!.Value }, work.Left.Add(item.Queue), now, events);
                break;
            case OverflowTarget.Callback:
                events.Add(ToEvent(item, rule, number, followed: true));
                break;
            default:
                events.Add(Leave(item, rule, number));
                break;
        }
    }

    private static bool Applies(RouterState state, OverflowRule rule, RouterQueue queue, WorkItem item, DateTimeOffset now, RouterCalendar? closing)
    {
        var closed = !queue.IsOpen || (closing is not null && queue.Calendar == closing);
        return rule.When switch
        {
            OverflowTrigger.Closed => closed && !item.Priority.IsEmergency,
            OverflowTrigger.Length => closing is null && queue.Length >= rule.Length,
            OverflowTrigger.ExpectedWait => closing is null && state.ExpectedWait(queue, item, now) >= rule.After,
            OverflowTrigger.NoAgent => closing is null && state.CountWhoCould(queue, item) == 0,
            _ => false,
        };
    }

    /// <summary>Never back, into no full queue, and an emergency never out of the routers.</summary>
    private static bool CanFollow(RouterState state, OverflowRule rule, RouterQueue from, WorkItem item, ImmutableArray<QueueId> left) => rule.To switch
    {
        OverflowTarget.Queue => state.QueueOf(rule.Queue!.Value) is { } to && to != from && !left.Contains(to.Settings.Id)
            && (item.Priority.IsEmergency || to.Settings.MaxLength is not { } limit || to.Length < limit),
        OverflowTarget.Partition => true,
        OverflowTarget.Callback => !item.IsCallback && !item.Priority.IsEmergency,
        _ => !item.Priority.IsEmergency,
    };

    private static RouterEvent Leave(WorkItem item, OverflowRule rule, int number) => rule.To == OverflowTarget.Partition
        ? new RouterEvent.WorkTransferredOut(item with { Queue = rule.Queue!.Value }, item.Queue, rule.Partition!, rule.When)
        : ToEvent(item, rule, number, followed: true);

    private static RouterEvent.WorkOverflowed ToEvent(WorkItem item, OverflowRule rule, int number, bool followed) =>
        new(item.Id, item.Interaction, item.Queue, rule.When, rule.To, number, followed);
}
