namespace ContactCenter.Routing;

// What the moves of work have in common: standing in a line, being held, offers, timers.
public sealed partial class RouterState
{
    private RouterWork Add(WorkItem item, RouterQueue queue, int ring, long sequence)
    {
        var work = _spareWork.Count > 0 ? _spareWork.Pop() : new RouterWork();
        (work.Item, work.Queue, work.Ring) = (item, queue, ring);
        work.Class = Index.ClassOf(queue, item, Index.NumberOf(item.Channel, _agents.Values), ring);
        work.Sequence = sequence;
        Index.Work.Take(work);
        _work.Add(work);
        return _last = work;
    }

    private void Forget(RouterWork work)
    {
        _work.Remove(work);
        _last = null;
        Index.Work.Release(work);
        work.Clear();
        if (_spareWork.Count < MostSpareWork)
        {
            _spareWork.Push(work);
        }
    }

    private RouterAgent Known(AgentId id) => Agent(id) ?? throw new KeyNotFoundException($"The journal speaks of the agent '{id}', who is not there.");

    private RouterQueue Known(QueueId id) => QueueOf(id) ?? throw new KeyNotFoundException($"The journal speaks of the queue '{id}', which is not there.");

    private RouterWork Known(WorkItemId id) => WorkOf(id) ?? throw new KeyNotFoundException($"The journal speaks of the work {id}, which is not there.");

    /// <summary>Takes the item out of its line, or from its agent, who is idle from now on.</summary>
    private void Withdraw(RouterWork work)
    {
        StopSteps(work);
        if (work.Line is not null)
        {
            Index.RemoveWaiting(work);
        }

        if (work.Agent is { } agent)
        {
            if (work.Offers is { } offer)
            {
                Unlink(offer);
            }

            agent.IdleSequence = agent.ReadySequence = ++_sequence; // what was missed may be asked about again, after other work
            work.Agent = null;
            agent.LetGo(work);
            Index.Refresh(agent);
        }
    }

    /// <summary>The item comes into its queue: its figures and the steps of its waiting count from now.</summary>
    private void Arrive(RouterWork work, long at)
    {
        work.EnteredAt = at;
        work.Expected = Expect(work.Queue, work.Class.Waiting.Count == 0 ? null : work.Class.Waiting.First, at);
        work.Queue.Figures.Arrived(at);
    }

    /// <summary>An agent has the item, for which it waited until <paramref name="until"/>.</summary>
    private static void Serve(RouterWork work, long until, long at)
    {
        var waited = until - work.EnteredAt;
        work.Queue.Waits.Entered(waited, work.Expected, at);
        work.Queue.Figures.Served(at - work.EnteredAt, at);
    }

    private void Wait(RouterWork work, long at)
    {
        work.StatusAt = at;
        Line(work);
        Arm(work);
    }

    private void Line(RouterWork work) => Index.AddWaiting(work, work.MeantFor is { } agent ? Agent(agent) : null);

    /// <summary>Finds the item's line anew.</summary>
    private void Relay(RouterWork work)
    {
        var inLine = work.Line is not null;
        if (inLine)
        {
            Index.RemoveWaiting(work);
        }

        Reclass(work);
        if (inLine)
        {
            Line(work);
            Arm(work);
        }
    }

    private static void Stand(RouterWork work, WorkStatus status, long at)
    {
        work.Queue.Add(work.Status, -1);
        work.Queue.Add(status, 1);
        work.Status = status;
        work.StatusAt = at;
    }

    private void Link(RouterOffer offer, OfferId id, RouterWork work, RouterAgent agent)
    {
        (offer.Id, offer.Work, offer.Agent, offer.Next) = (id, work, agent, null);
        _offers.Add(id, offer);
        if (work.Offers is not { } last)
        {
            work.Offers = offer;
            return;
        }

        while (last.Next is { } next)
        {
            last = next;
        }

        last.Next = offer;
    }

    private void Unlink(RouterOffer offer)
    {
        Stop(offer.Timer);
        _offers.Remove(offer.Id);
        var work = offer.Work;
        if (work.Offers == offer)
        {
            work.Offers = offer.Next;
        }
        else
        {
            var before = work.Offers!;
            while (before.Next != offer)
            {
                before = before.Next!;
            }

            before.Next = offer.Next;
        }

        (offer.Work, offer.Agent, offer.Next) = (null!, null!, null);
        _spareOffers.Push(offer);
    }

    private static void Exclude(RouterWork work, RouterAgent agent)
    {
        work.Exclusions ??= [];
        work.Exclusions.RemoveAll(exclusion => exclusion.Agent == agent.Id);
        work.Exclusions.Add(new ExclusionSnapshot(agent.Id, agent.ReadySequence));
        work.Class.MostExclusions = Math.Max(work.Class.MostExclusions, work.Exclusions.Count);
    }

    /// <summary>Sets the timer of what happens to waiting or scheduled work next by itself.</summary>
    private void Arm(RouterWork work)
    {
        if (work.Status is not (WorkStatus.Waiting or WorkStatus.Scheduled) || IsOfCampaign(work.Id))
        {
            return;
        }

        if (Steps.Next(work) is var (due, _) && due != long.MaxValue)
        {
            if (!work.HasTimer || work.Timer.Due != due)
            {
                Start(work.Timer, DateTimeOffset.FromUnixTimeMilliseconds(due));
            }
        }
        else
        {
            StopSteps(work);
        }
    }

    private void StopSteps(RouterWork work)
    {
        if (work.HasTimer)
        {
            Stop(work.Timer);
        }
    }

    private void Start(RouterTimer timer, DateTimeOffset due)
    {
        Stop(timer);
        timer.Due = due.ToUnixTimeMilliseconds();
        timer.Sequence = ++_sequence;
        _timerSlots.Take(timer);
        _timers.Add(timer, timer.Due, timer.Sequence);
    }

    private void Stop(RouterTimer timer)
    {
        if (timer.IsSet)
        {
            _timers.Remove(timer);
            _timerSlots.Release(timer);
        }
    }
}
