using System.Collections.Immutable;
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
        Calendars = [.. _calendars.Values.OrderBy(calendar => calendar.Settings.Id.Value, StringComparer.Ordinal).Select(ToSnapshot)],
        QueueStates = [.. SortedQueues().Select(queue => new QueueSnapshot(queue.Settings.Id, queue.Figures.Snapshot(), queue.Waits.Snapshot()))],
        Campaigns = [.. _campaigns.Values.Select(ToSnapshot)],
        Leaving = [.. _leaving.Values],
        Received = [.. Received],
        Agents = [.. SortedAgents().Select(ToSnapshot)],
        Work = [.. SortedWork().Select(ToSnapshot)],
        Commands = [.. _commands],
    };

    /// <summary>The state a snapshot was taken of.</summary>
    /// <exception cref="NotSupportedException">The snapshot has a form this version does not know: discard it and replay the journal.</exception>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="strategies">Own strategies, as for <see cref="RouterState(IEnumerable{AgentStrategy})"/>.</param>
    public static RouterState FromSnapshot(RouterSnapshot snapshot, params IEnumerable<AgentStrategy> strategies)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Version != 1)
        {
            throw new NotSupportedException($"The router snapshot has version {snapshot.Version}; this version reads 1. Discard it and replay the journal.");
        }

        var state = new RouterState(strategies) { Watermark = snapshot.Watermark is { } position ? new LogPosition(position) : null };
        foreach (var calendar in snapshot.Calendars.Or())
        {
            state.Restore(calendar);
        }

        foreach (var queue in snapshot.Queues)
        {
            state.Set(queue);
        }

        foreach (var queue in snapshot.QueueStates.Or())
        {
            var known = state._queues[queue.Id];
            (known.Figures, known.Waits) = (new QueueFigures(known.Figures.Target, queue.Figures), new WaitEstimate(queue.Waits));
        }

        foreach (var campaign in snapshot.Campaigns.Or())
        {
            state.Restore(campaign);
        }

        state.WatchCampaigns();
        foreach (var leaving in snapshot.Leaving.Or())
        {
            state._leaving.Add(leaving.Item.Id.Value, leaving);
        }

        foreach (var received in snapshot.Received.Or())
        {
            state._received.Add((received.Item.Value, received.Hops));
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
            state.Index.Refresh(agent);
        }

        foreach (var command in snapshot.Commands)
        {
            state.Remember(command);
        }

        state._sequence = snapshot.Sequence;
        return state;
    }

    private static CalendarSnapshot ToSnapshot(RouterCalendar calendar) => new(
        calendar.Settings, calendar.IsOpen, calendar.Timer.IsSet ? calendar.Timer.Due : null, calendar.Timer.IsSet ? calendar.Timer.Sequence : 0);

    private static AgentSnapshot ToSnapshot(RouterAgent agent) => new()
    {
        Settings = agent.Settings,
        SignedIn = agent.SignedIn,
        NotReady = agent.NotReady,
        Connected = agent.Connected,
        PresenceAt = agent.PresenceAt,
        ReadySequence = agent.ReadySequence,
        IdleSequence = agent.IdleSequence,
        AskedSequence = agent.AskedSequence,
        GraceDue = agent.HasGrace ? agent.Grace.Due : null,
        GraceSequence = agent.HasGrace ? agent.Grace.Sequence : 0,
    };

    private static WorkSnapshot ToSnapshot(RouterWork work) => new()
    {
        Item = work.Item,
        Sequence = work.Sequence,
        Status = work.Status,
        StatusAt = work.StatusAt,
        Agent = work.Agent?.Settings.Id,
        HeldSequence = work.Agent?.HeldSince(work) ?? 0,
        Offers = ToSnapshot(work.Offers),
        EnteredAt = work.EnteredAt,
        Expected = work.Expected,
        Ring = work.Ring,
        AnnouncedAt = work.AnnouncedAt,
        Overflowed = work.Overflowed,
        Left = work.Left,
        Due = work.HasTimer ? work.Timer.Due : null,
        DueSequence = work.HasTimer ? work.Timer.Sequence : 0,
        Unserved = work.Unserved,
        Excluded = work.Exclusions is { } exclusions ? [.. exclusions] : [],
    };

    private static ImmutableArray<OfferSnapshot> ToSnapshot(RouterOffer? first)
    {
        var offers = ImmutableArray.CreateBuilder<OfferSnapshot>();
        for (var offer = first; offer is not null; offer = offer.Next)
        {
            offers.Add(new OfferSnapshot(
                offer.Id, offer.Agent.Id, offer.Agent.HeldSince(offer.Work), offer.Timer.IsSet ? offer.Timer.Due : null, offer.Timer.IsSet ? offer.Timer.Sequence : 0));
        }

        return offers.ToImmutable();
    }

    private void Restore(CalendarSnapshot snapshot)
    {
        var calendar = new RouterCalendar { Settings = snapshot.Settings, IsOpen = snapshot.IsOpen };
        _calendars.Add(snapshot.Settings.Id, calendar);
        if (snapshot.Due is { } due)
        {
            Restore(calendar.Timer, due, snapshot.DueSequence);
        }
    }

    private void Restore(AgentSnapshot snapshot)
    {
        var agent = new RouterAgent(snapshot.Settings.Id, Index.Work)
        {
            Settings = snapshot.Settings,
            Profile = Index.ProfileOf(snapshot.Settings),
            SignedIn = snapshot.SignedIn,
            NotReady = snapshot.NotReady,
            Connected = snapshot.Connected,
            PresenceAt = snapshot.PresenceAt,
            ReadySequence = snapshot.ReadySequence,
            IdleSequence = snapshot.IdleSequence,
            AskedSequence = snapshot.AskedSequence,
        };
        agent.Profile.SignedIn += agent.SignedIn ? 1 : 0;
        Add(agent);
        if (snapshot.GraceDue is { } due)
        {
            Restore(agent.Grace, due, snapshot.GraceSequence);
        }
    }

    private void Restore(WorkSnapshot snapshot)
    {
        var queue = _queues[snapshot.Item.Queue];
        var work = Add(snapshot.Item, queue, snapshot.Ring, snapshot.Sequence);
        (work.Status, work.StatusAt) = (snapshot.Status, snapshot.StatusAt);
        work.EnteredAt = snapshot.EnteredAt > 0 ? snapshot.EnteredAt : snapshot.StatusAt;
        work.Expected = snapshot.Expected;
        work.AnnouncedAt = snapshot.AnnouncedAt;
        work.Overflowed = snapshot.Overflowed;
        work.Left = snapshot.Left.Or();
        work.Unserved = snapshot.Unserved;
        work.Exclusions = snapshot.Excluded.Or().IsEmpty ? null : [.. snapshot.Excluded];
        work.Class.MostExclusions = Math.Max(work.Class.MostExclusions, work.Exclusions?.Count ?? 0);
        queue.Add(work.Status, 1);
        foreach (var offer in OffersOf(snapshot))
        {
            Restore(work, offer);
        }

        if (snapshot.Due is { } due && work.Status != WorkStatus.Offered)
        {
            Restore(work.Timer, due, snapshot.DueSequence);
        }

        if (work.Status == WorkStatus.Waiting)
        {
            Line(work);
        }
        else if (work.Status is WorkStatus.Assigned or WorkStatus.WrapUp)
        {
            work.Agent = _agents[snapshot.Agent!.Value];
            work.Agent.Hold(work, snapshot.HeldSequence);
        }
    }

    private void Restore(RouterWork work, OfferSnapshot snapshot)
    {
        var offer = new RouterOffer();
        Link(offer, snapshot.Id, work, _agents[snapshot.Agent]);
        if (work.Status == WorkStatus.Offered)
        {
            offer.Agent.Hold(work, snapshot.HeldSequence);
            Restore(offer.Timer, snapshot.Due!.Value, snapshot.DueSequence);
        }
    }

    /// <summary>The offers, also those of a snapshot from before an item could have several.</summary>
    private static ImmutableArray<OfferSnapshot> OffersOf(WorkSnapshot snapshot) => snapshot.Offer is { } single
        ? [new OfferSnapshot(single, snapshot.Agent!.Value, snapshot.HeldSequence, snapshot.Due, snapshot.DueSequence)]
        : snapshot.Offers.Or();

    private void Restore(RouterTimer timer, long due, long sequence)
    {
        (timer.Due, timer.Sequence) = (due, sequence);
        _timerSlots.Take(timer);
        _timers.Add(timer, due, sequence);
    }
}
