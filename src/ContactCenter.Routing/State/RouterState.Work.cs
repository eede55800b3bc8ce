namespace ContactCenter.Routing;

// How work moves: the only code that changes where an item stands. Called by RouterMachine.Apply.
public sealed partial class RouterState
{
    /// <param name="item">The item.</param>
    /// <param name="takenUp">Whether an agent begins it, so that it waits for nobody.</param>
    /// <param name="at">The time.</param>
    internal void Queue(WorkItem item, bool takenUp, long at)
    {
        var queue = Known(item.Queue);
        var work = Add(item, queue, 0, ++_sequence);
        work.EnteredAt = at;
        if (item.NotBefore?.ToUnixTimeMilliseconds() > at)
        {
            work.Status = WorkStatus.Scheduled;
            work.StatusAt = at;
            queue.Add(WorkStatus.Scheduled, 1);
            Arm(work);
        }
        else
        {
            queue.Add(WorkStatus.Waiting, 1);
            if (!takenUp)
            {
                Arrive(work, at);
            }

            Wait(work, at);
        }
    }

    /// <summary>Scheduled work begins to wait.</summary>
    internal void Begin(WorkItemId id, long at)
    {
        var work = Known(id);
        work.Item = work.Item with { NotBefore = null };
        Reclass(work);
        Stand(work, WorkStatus.Waiting, at);
        Arrive(work, at);
        Wait(work, at);
    }

    /// <summary>The item is taken from its agent or its line until a later time.</summary>
    internal void Postpone(WorkItemId id, DateTimeOffset until, DateTimeOffset waitingSince, int attempt, long at)
    {
        var work = Known(id);
        Withdraw(work);
        work.Item = work.Item with { IsCallback = true, NotBefore = until, WaitingSince = waitingSince, Attempt = attempt };
        Stand(work, WorkStatus.Scheduled, at);
        Arm(work);
    }

    /// <summary>The customer leaves the line; the item keeps its place in it.</summary>
    internal void KeepPlace(WorkItemId id) => Known(id).Item = Known(id).Item with { IsCallback = true };

    internal void Unbind(WorkItemId id)
    {
        var work = Known(id);
        work.Item = work.Item with { Agent = null, AgentLimit = null };
        Relay(work);
    }

    internal void Relax(WorkItemId id, int ring)
    {
        var work = Known(id);
        work.Ring = ring;
        Relay(work);
    }

    /// <summary>The item goes to another queue with its place kept.</summary>
    internal void Move(WorkItemId id, QueueId to, bool overflow, long at)
    {
        var work = Known(id);
        var inLine = work.Line is not null;
        if (inLine)
        {
            Index.RemoveWaiting(work);
        }

        var scheduled = work.Status == WorkStatus.Scheduled;
        if (overflow)
        {
            work.Queue.Figures.Overflowed(at);
        }

        work.Queue.Add(work.Status, -1);
        work.Left = overflow ? work.Left.Add(work.Queue.Settings.Id) : [];
        work.Queue = Known(to);
        work.Queue.Add(work.Status, 1);
        if (work.Special is { } special)
        {
            work.Item = special with { Queue = to };
        }

        (work.EnteredAt, work.Ring, work.AnnouncedAt, work.Overflowed) = (at, 0, 0, 0);
        Reclass(work);
        if (!scheduled)
        {
            Arrive(work, at);
        }

        if (inLine)
        {
            Line(work);
        }

        Arm(work);
    }

    internal void MarkOverflowed(WorkItemId id, int rule)
    {
        Known(id).Overflowed |= 1 << rule;
        Arm(Known(id));
    }

    internal void MarkAnnounced(WorkItemId id, long at)
    {
        var work = Known(id);
        work.AnnouncedAt = at;
        Arm(work);
    }

    internal void Offer(WorkItemId id, AgentId agentId, OfferId offerId, DateTimeOffset expiresAt, long at)
    {
        var (work, agent) = (Known(id), Known(agentId));
        if (work.Status == WorkStatus.Waiting)
        {
            Index.RemoveWaiting(work);
            StopSteps(work);
            Stand(work, WorkStatus.Offered, at);
        }

        var offer = _spareOffers.Count > 0 ? _spareOffers.Pop() : new RouterOffer();
        Link(offer, offerId, work, agent);
        agent.Hold(work, ++_sequence);
        agent.AskedSequence = ++_sequence;
        Index.Refresh(agent);
        Start(offer.Timer, expiresAt);
    }

    /// <summary>The offer is taken; no other of the item is live any more.</summary>
    internal void Accept(OfferId id, long at)
    {
        var offer = _offers[id];
        Stop(offer.Timer);
        Serve(offer.Work, offer.Work.StatusAt, at); // the time the offer rang is no waiting for an agent
        offer.Work.Agent = offer.Agent;
        Stand(offer.Work, WorkStatus.Assigned, at);
    }

    /// <summary>The offer is over; without another one the item waits again, with its key.</summary>
    internal void TakeBack(OfferId id, bool exclude, bool lastInLine, long at)
    {
        var offer = _offers[id];
        var (work, agent) = (offer.Work, offer.Agent);
        if (exclude)
        {
            Exclude(work, agent);
        }

        if (lastInLine)
        {
            agent.IdleSequence = ++_sequence;
        }

        Unlink(offer);
        agent.LetGo(work);
        Index.Refresh(agent);
        if (work.Offers is null)
        {
            Stand(work, WorkStatus.Waiting, at);
            Wait(work, at);
        }
    }

    internal void Assign(WorkItemId id, AgentId to, OfferId? offer, bool takenUp, long at)
    {
        var work = Known(id);
        var agent = Known(to);
        if (work.Special is { Agent: not null } or { NotBefore: not null })
        {
            work.Item = work.Item with { Agent = null, AgentLimit = null, NotBefore = null }; // meant for somebody, or for later, until somebody has it
        }

        if (offer is null)
        {
            if (work.Status == WorkStatus.Waiting && !takenUp)
            {
                Serve(work, at, at);
            }

            Withdraw(work);
            agent.AskedSequence = ++_sequence;
            work.Agent = agent;
            agent.Hold(work, ++_sequence);
            Index.Refresh(agent);
        }

        Stand(work, WorkStatus.Assigned, at);
    }

    internal void Requeue(WorkItemId id, long at)
    {
        var work = Known(id);
        Withdraw(work);
        Stand(work, WorkStatus.Waiting, at);
        Arrive(work, at);
        Wait(work, at);
    }

    internal void WrapUp(WorkItemId id, long at) => Stand(Known(id), WorkStatus.WrapUp, at);

    internal void WrapUpUntil(WorkItemId id, DateTimeOffset until) => Start(Known(id).Timer, until);

    /// <summary>The item is over: whoever held it is free of it.</summary>
    internal void End(WorkItemId id)
    {
        var work = Known(id);
        Withdraw(work);
        work.Queue.Add(work.Status, -1);
        Forget(work);
    }

    /// <summary>The item is over without an agent, or with the agent who had it.</summary>
    internal void Withdraw(WorkItemId id, WithdrawReason reason, long at)
    {
        var work = Known(id);
        if (reason is WithdrawReason.CustomerLeft or WithdrawReason.NoAgent && work.Status == WorkStatus.Waiting)
        {
            work.Queue.Figures.Abandoned(at - work.EnteredAt, at);
        }

        End(id);
    }

    /// <summary>The item leaves the router unserved.</summary>
    internal void Overflow(WorkItemId id, long at)
    {
        Known(id).Queue.Figures.Overflowed(at);
        End(id);
    }

    internal void Refuse(QueueId queue, long at) => QueueOf(queue)?.Figures.Refused(at);

    internal void MarkUnserved(WorkItemId id) => Known(id).Unserved = true;
}
