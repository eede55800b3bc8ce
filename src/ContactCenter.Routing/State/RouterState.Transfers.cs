namespace ContactCenter.Routing;

// Work between partitions, and what is known of waiting.
public sealed partial class RouterState
{
    private readonly SortedDictionary<Guid, LeavingSnapshot> _leaving = [];
    private readonly SortedSet<(Guid Item, int Hops)> _received = [];

    /// <summary>Work on its way to other partitions, until they have confirmed it, by id: what is to be sent again after a restart.</summary>
    public IEnumerable<LeavingSnapshot> Leaving => [.. _leaving.Values];

    /// <summary>Work taken from other partitions that have not said yet that they will not send it again, by id.</summary>
    public IEnumerable<ReceivedSnapshot> Received => [.. _received.Select(received => new ReceivedSnapshot(new WorkItemId(received.Item), received.Hops))];

    internal bool IsLeaving(WorkItemId item) => _leaving.ContainsKey(item.Value);

    internal bool HasReceived(WorkItemId item, int hops) => _received.Contains((item.Value, hops));

    internal (WorkItem Item, QueueId Queue)? FindLeaving(WorkItemId item) =>
        _leaving.TryGetValue(item.Value, out var leaving) ? (leaving.Item, leaving.Queue) : null;

    /// <summary>The first that left the queue and may come back to it.</summary>
    internal LeavingSnapshot? FindLeaving(QueueId queue) => _leaving.Values.FirstOrDefault(leaving => leaving.Queue == queue);

    internal void TransferOut(WorkItem item, QueueId from, string partition, bool overflow, long at)
    {
        if (overflow)
        {
            Overflow(item.Id, at);
        }
        else
        {
            End(item.Id);
        }

        _leaving.Add(item.Id.Value, new LeavingSnapshot(item, from, partition));
    }

    internal void TransferIn(WorkItemId item, int hops) => _received.Add((item.Value, hops));

    internal void EndTransferOut(WorkItemId item) => _leaving.Remove(item.Value);

    internal void ForgetTransferIn(WorkItemId item, int hops) => _received.Remove((item.Value, hops));

    /// <summary>How long an item would wait that came now; not at all where somebody is free for it.</summary>
    internal TimeSpan ExpectedWait(RouterQueue queue, WorkItem item, DateTimeOffset now)
    {
        if (IsSomebodyFreeFor(queue, item))
        {
            return TimeSpan.Zero;
        }

        // It may wait in the same line already, having come from another queue.
        var first = Index.FindClass(queue, item)?.Waiting.FindFirst(static (work, id) => work.Id != id, item.Id);
        return TimeSpan.FromMilliseconds(Expect(queue, first, now.ToUnixTimeMilliseconds()) ?? 0);
    }

    /// <summary>How much longer a waiting item will wait; null when nobody was served yet.</summary>
    internal static TimeSpan? ExpectedRest(RouterWork work, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        return work.Queue.Waits.Expected(null, at) is { } last ? TimeSpan.FromMilliseconds(Math.Max(0, last - (at - work.EnteredAt))) : null;
    }

    private static long? Expect(RouterQueue queue, RouterWork? first, long at) =>
        first is null && queue.Count(WorkStatus.Waiting) == 0 ? 0 : queue.Waits.Expected(first?.EnteredAt, at);

    /// <summary>Where an item of a queue that announces positions stands among all that waits there, as <see cref="Places"/> has it; null further back than its queue tells.</summary>
    internal static int? PositionOf(RouterWork work)
    {
        var offered = work.Queue.Count(WorkStatus.Offered);
        return offered + work.Queue.Announced.PlaceOf(work, work.Queue.Settings.Announcements!.PositionUpTo - offered);
    }

    private bool IsSomebodyFreeFor(RouterQueue queue, WorkItem item)
    {
        var known = WorkOf(item.Id); // it may come from another queue, having been asked about in vain
        if (item.Agent is { } meant)
        {
            return Agent(meant) is { } agent && IsFreeFor(agent, item, known);
        }

        var demand = Demand.Of(queue.Settings, item, 0);
        bool CanTake(RouterAgent agent) => MatchIndex.CanEverTake(agent.Profile, demand, item.Channel) && IsFreeFor(agent, item, known);
        for (var asked = known?.Offers; asked is not null; asked = asked.Next)
        {
            if (CanTake(asked.Agent))
            {
                return true; // once the offer is taken back
            }
        }

        return Index.IsAnyIdle(demand, item.Channel, known) ?? _agents.Values.Any(CanTake);
    }

    private static bool IsFreeFor(RouterAgent agent, WorkItem item, RouterWork? known) =>
        agent is { Ready: true, Connected: true } && agent.HasRoomFor(agent.Settings.CostOf(item.Channel), known) && known?.WasMissedBy(agent) != true;

    /// <summary>How many signed-in agents could ever serve the item.</summary>
    internal int CountWhoCould(RouterQueue queue, WorkItem item) => Index.CountSignedIn(Demand.Of(queue.Settings, item, 0), item.Channel);
}
