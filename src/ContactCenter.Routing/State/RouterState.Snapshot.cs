using ContactCenter.Journal;

namespace ContactCenter.Routing;

public sealed partial class RouterState
{
    /// <summary>All of it as plain data.</summary>
    public RouterSnapshot ToSnapshot() => new()
    {
        Sequence = _sequence,
        Watermark = Watermark?.Value,
        Queues = [.. SortedQueues().Select(queue => queue.Settings)],
        Agents = [.. SortedAgents().Select(ToSnapshot)],
        Work = [.. SortedWork().Select(ToSnapshot)],
        Commands = [.. _commands],
    };

    /// <summary>The state a snapshot was taken of.</summary>
    /// <exception cref="NotSupportedException">The snapshot has a form this version does not know: discard it and replay the journal.</exception>
    public static RouterState FromSnapshot(RouterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Version != 1)
        {
            throw new NotSupportedException($"The router snapshot has version {snapshot.Version}; this version reads 1. Discard it and replay the journal.");
        }

        var state = new RouterState { Watermark = snapshot.Watermark is { } position ? new LogPosition(position) : null };
        foreach (var queue in snapshot.Queues)
        {
            state.Set(queue);
        }

        foreach (var agent in snapshot.Agents)
        {
            state.Restore(agent);
        }

        foreach (var work in snapshot.Work)
        {
            state.Restore(work);
        }

        foreach (var agent in state._agents.Values)
        {
            agent.Held.Sort(static (x, y) => x.HeldSequence.CompareTo(y.HeldSequence));
            state.Index.Refresh(agent);
        }

        foreach (var command in snapshot.Commands)
        {
            state.Remember(command);
        }

        state._sequence = snapshot.Sequence;
        return state;
    }

    private static AgentSnapshot ToSnapshot(RouterAgent agent) => new()
    {
        Settings = agent.Settings,
        SignedIn = agent.SignedIn,
        NotReady = agent.NotReady,
        Connected = agent.Connected,
        PresenceAt = agent.PresenceAt,
        ReadySequence = agent.ReadySequence,
        IdleSequence = agent.IdleSequence,
        GraceDue = agent.Grace.IsSet ? agent.Grace.Due : null,
        GraceSequence = agent.Grace.IsSet ? agent.Grace.Sequence : 0,
    };

    private static WorkSnapshot ToSnapshot(RouterWork work) => new()
    {
        Item = work.Item,
        Sequence = work.Sequence,
        Status = work.Status,
        StatusAt = work.StatusAt,
        Agent = work.Agent?.Settings.Id,
        HeldSequence = work.HeldSequence,
        Offer = work.Offer,
        Due = work.Timer.IsSet ? work.Timer.Due : null,
        DueSequence = work.Timer.IsSet ? work.Timer.Sequence : 0,
        Unserved = work.Unserved,
        Excluded = work.Exclusions is { } exclusions ? [.. exclusions] : [],
    };

    private void Restore(AgentSnapshot snapshot)
    {
        var agent = new RouterAgent
        {
            Settings = snapshot.Settings,
            Profile = Index.ProfileOf(snapshot.Settings),
            SignedIn = snapshot.SignedIn,
            NotReady = snapshot.NotReady,
            Connected = snapshot.Connected,
            PresenceAt = snapshot.PresenceAt,
            ReadySequence = snapshot.ReadySequence,
            IdleSequence = snapshot.IdleSequence,
        };
        agent.Profile.SignedIn += agent.SignedIn ? 1 : 0;
        _agents.Add(snapshot.Settings.Id, agent);
        if (snapshot.GraceDue is { } due)
        {
            Restore(agent.Grace, due, snapshot.GraceSequence);
        }
    }

    private void Restore(WorkSnapshot snapshot)
    {
        var queue = _queues[snapshot.Item.Queue];
        var work = new RouterWork
        {
            Item = snapshot.Item,
            Queue = queue,
            Class = Index.ClassOf(queue, snapshot.Item, Index.NumberOf(snapshot.Item.Channel, [])),
            Key = queue.KeyOf(snapshot.Item),
            Sequence = snapshot.Sequence,
            Status = snapshot.Status,
            HeldSequence = snapshot.HeldSequence,
            Offer = snapshot.Offer,
            Unserved = snapshot.Unserved,
            Exclusions = snapshot.Excluded.Or().IsEmpty ? null : [.. snapshot.Excluded],
        };
        work.Class.MostExclusions = Math.Max(work.Class.MostExclusions, work.Exclusions?.Count ?? 0);
        _work.Add(snapshot.Item.Id, work);
        queue.Add(work.Status, 1);
        if (work.Offer is { } offer)
        {
            _offers.Add(offer, work);
        }

        if (snapshot.Due is { } due)
        {
            Restore(work.Timer, due, snapshot.DueSequence);
        }

        if (work.Status == WorkStatus.Waiting)
        {
            Wait(work, snapshot.StatusAt);
        }
        else
        {
            work.StatusAt = snapshot.StatusAt;
            _agents[snapshot.Agent!.Value].Hold(work);
        }
    }

    private void Restore(RouterTimer timer, long due, long sequence)
    {
        (timer.Due, timer.Sequence) = (due, sequence);
        _timers.Add(timer, due, sequence);
    }
}
