namespace ContactCenter.Routing;

// How queues and agents change. Called by RouterMachine.Apply.
public sealed partial class RouterState
{
    internal void Set(QueueSettings settings)
    {
        if (!_queues.TryGetValue(settings.Id, out var queue))
        {
            _queues.Add(settings.Id, new RouterQueue(settings));
            return;
        }

        queue.Settings = settings;
        queue.PlainClasses = [];
        foreach (var work in _work.Values)
        {
            if (work.Queue == queue)
            {
                Reclass(work);
            }
        }
    }

    internal void Remove(QueueId queue) => _queues.Remove(queue);

    internal void Set(AgentSettings settings, long at)
    {
        var profile = Index.ProfileOf(settings);
        if (!_agents.TryGetValue(settings.Id, out var agent))
        {
            _agents.Add(settings.Id, new RouterAgent { Settings = settings, Profile = profile, PresenceAt = at });
            return;
        }

        Index.Remove(agent);
        agent.Profile.SignedIn -= agent.SignedIn ? 1 : 0;
        agent.Settings = settings;
        agent.Profile = profile;
        agent.Profile.SignedIn += agent.SignedIn ? 1 : 0;
        (agent.UsedUnits, agent.ExclusiveHeld) = (0, 0);
        foreach (var work in agent.Held)
        {
            var cost = profile.CostOf(work.Class.Channel);
            agent.UsedUnits += cost.Units;
            agent.ExclusiveHeld += cost.Exclusive ? 1 : 0;
        }

        Index.Refresh(agent);
    }

    internal void Remove(AgentId agent)
    {
        Stop(_agents[agent].Grace);
        Index.Remove(_agents[agent]);
        _agents.Remove(agent);
    }

    internal void SignIn(AgentId id, long at)
    {
        var agent = _agents[id];
        agent.SignedIn = true;
        agent.NotReady = NotReadyReason.SignedIn;
        agent.PresenceAt = at;
        agent.Profile.SignedIn++;
        Index.Refresh(agent);
    }

    internal void SignOut(AgentId id, long at)
    {
        var agent = _agents[id];
        agent.SignedIn = false;
        agent.NotReady = null;
        agent.PresenceAt = at;
        agent.Profile.SignedIn--;
        Index.Refresh(agent);
    }

    internal void Ready(AgentId id, long at)
    {
        var agent = _agents[id];
        agent.NotReady = null;
        agent.PresenceAt = at;
        agent.ReadySequence = ++_sequence;
        agent.IdleSequence = ++_sequence;
        Index.Refresh(agent);
    }

    internal void NotReady(AgentId id, NotReadyReason reason, long at)
    {
        var agent = _agents[id];
        agent.NotReady = reason;
        agent.PresenceAt = at;
        Index.Refresh(agent);
    }

    internal void Connect(AgentId id)
    {
        var agent = _agents[id];
        agent.Connected = true;
        Stop(agent.Grace);
        Index.Refresh(agent);
    }

    internal void Disconnect(AgentId id, DateTimeOffset? offersUntil)
    {
        var agent = _agents[id];
        agent.Connected = false;
        if (offersUntil is { } until)
        {
            Start(agent.Grace, until);
        }

        Index.Refresh(agent);
    }

    internal void EndGrace(AgentId id) => Stop(_agents[id].Grace);

    private void Reclass(RouterWork work)
    {
        var waiting = work.Status == WorkStatus.Waiting;
        var boundTo = work.BoundTo;
        if (waiting)
        {
            Index.RemoveWaiting(work);
        }

        work.Key = work.Queue.KeyOf(work.Item);
        work.Class = Index.ClassOf(work.Queue, work.Item, work.Class.Channel);
        work.Class.MostExclusions = Math.Max(work.Class.MostExclusions, work.Exclusions?.Count ?? 0);
        if (waiting)
        {
            Index.AddWaiting(work, boundTo);
        }
    }
}
