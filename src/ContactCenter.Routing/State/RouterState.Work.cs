namespace ContactCenter.Routing;

// How work moves: the only code that changes where an item stands. Called by RouterMachine.Apply.
public sealed partial class RouterState
{
    internal void Queue(WorkItem item, long at)
    {
        var queue = _queues[item.Queue];
        var work = new RouterWork
        {
            Item = item,
            Queue = queue,
            Class = Index.ClassOf(queue, item, Index.NumberOf(item.Channel, _agents.Values)),
            Key = queue.KeyOf(item),
            Sequence = ++_sequence,
        };
        _work.Add(item.Id, work);
        queue.Add(WorkStatus.Waiting, 1);
        Wait(work, at);
    }

    internal void Unbind(WorkItemId id)
    {
        var work = _work[id];
        if (work.Status == WorkStatus.Waiting)
        {
            Index.RemoveWaiting(work);
            work.Item = work.Item with { Agent = null };
            Index.AddWaiting(work, null);
        }
        else
        {
            work.Item = work.Item with { Agent = null };
        }
    }

    internal void Offer(WorkItemId id, AgentId agent, OfferId offer, DateTimeOffset expiresAt, long at)
    {
        var work = _work[id];
        Index.RemoveWaiting(work);
        Hold(work, _agents[agent]);
        work.Offer = offer;
        _offers.Add(offer, work);
        Stand(work, WorkStatus.Offered, at);
        Start(work.Timer, expiresAt);
    }

    internal void Accept(WorkItemId id, long at)
    {
        var work = _work[id];
        Stop(work.Timer);
        Stand(work, WorkStatus.Assigned, at);
    }

    /// <summary>The offer is over and the item waits again, with its key.</summary>
    internal void TakeBack(WorkItemId id, bool exclude, bool lastInLine, long at)
    {
        var work = _work[id];
        var agent = work.Agent!;
        if (exclude)
        {
            Exclude(work, agent);
        }

        if (lastInLine)
        {
            agent.IdleSequence = ++_sequence;
        }

        LetGo(work);
        Stand(work, WorkStatus.Waiting, at);
        Wait(work, at);
    }

    internal void Assign(WorkItemId id, AgentId to, OfferId? offer, long at)
    {
        var work = _work[id];
        var agent = _agents[to];
        work.Item = work.Item with { Agent = null }; // meant for somebody until it has somebody
        if (work.Status == WorkStatus.Waiting)
        {
            Index.RemoveWaiting(work);
            Hold(work, agent);
        }
        else if (work.Agent != agent)
        {
            work.Agent!.IdleSequence = ++_sequence;
            LetGo(work);
            Hold(work, agent);
        }

        work.Offer = offer;
        Stand(work, WorkStatus.Assigned, at);
    }

    internal void Requeue(WorkItemId id, long at)
    {
        var work = _work[id];
        work.Agent!.IdleSequence = ++_sequence;
        LetGo(work);
        Stand(work, WorkStatus.Waiting, at);
        Wait(work, at);
    }

    internal void WrapUp(WorkItemId id, long at) => Stand(_work[id], WorkStatus.WrapUp, at);

    internal void WrapUpUntil(WorkItemId id, DateTimeOffset until) => Start(_work[id].Timer, until);

    /// <summary>The item is over: whoever held it is free of it.</summary>
    internal void End(WorkItemId id)
    {
        var work = _work[id];
        if (work.Status == WorkStatus.Waiting)
        {
            Index.RemoveWaiting(work);
        }
        else
        {
            work.Agent!.IdleSequence = ++_sequence;
            LetGo(work);
        }

        work.Queue.Add(work.Status, -1);
        _work.Remove(id);
    }

    internal void MarkUnserved(WorkItemId id) => _work[id].Unserved = true;

    private void Wait(RouterWork work, long at)
    {
        work.StatusAt = at;
        Index.AddWaiting(work, work.Item.Agent is { } agent ? Agent(agent) : null);
    }

    private static void Stand(RouterWork work, WorkStatus status, long at)
    {
        work.Queue.Add(work.Status, -1);
        work.Queue.Add(status, 1);
        work.Status = status;
        work.StatusAt = at;
    }

    private void Hold(RouterWork work, RouterAgent agent)
    {
        work.HeldSequence = ++_sequence;
        agent.Hold(work);
        Index.Refresh(agent);
    }

    private void LetGo(RouterWork work)
    {
        var agent = work.Agent!;
        agent.LetGo(work);
        Stop(work.Timer);
        if (work.Offer is { } offer)
        {
            _offers.Remove(offer);
            work.Offer = null;
        }

        Index.Refresh(agent);
    }

    private static void Exclude(RouterWork work, RouterAgent agent)
    {
        work.Exclusions ??= [];
        work.Exclusions.RemoveAll(exclusion => exclusion.Agent == agent.Settings.Id);
        work.Exclusions.Add(new ExclusionSnapshot(agent.Settings.Id, agent.ReadySequence));
        work.Class.MostExclusions = Math.Max(work.Class.MostExclusions, work.Exclusions.Count);
    }

    private void Start(RouterTimer timer, DateTimeOffset due)
    {
        Stop(timer);
        timer.Due = due.ToUnixTimeMilliseconds();
        timer.Sequence = ++_sequence;
        _timers.Add(timer, timer.Due, timer.Sequence);
    }

    private void Stop(RouterTimer timer)
    {
        if (timer.IsSet)
        {
            _timers.Remove(timer);
        }
    }
}
