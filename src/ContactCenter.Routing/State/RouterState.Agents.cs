namespace ContactCenter.Routing;

// How queues and agents change. Called by RouterMachine.Apply.
public sealed partial class RouterState
{
    internal void Set(QueueSettings settings)
    {
        var known = _queues.TryGetValue(settings.Id, out var queue);
        queue ??= _queues[settings.Id] = new RouterQueue(settings, Index.Work);

        // In the order of their arrival: steps that fall due at one time take turns as they were set, and a table loaded from a snapshot lists otherwise.
        var waiting = known ? SortedWork().Where(work => work.Queue == queue && work.Line is not null).ToList() : [];
        foreach (var work in waiting)
        {
            Index.RemoveWaiting(work);
        }

        queue.Settings = settings;
        queue.Figures.Retarget(settings.ServiceLevel ?? new ServiceLevelTarget());
        queue.PlainClasses.Clear();
        queue.LastPlain = null;
        queue.Calendar = settings.Calendar is { } calendar ? _calendars[calendar] : null;
        queue.Strategy = Index.NumberOf(_strategies.GetValueOrDefault(settings.Strategy ?? "", AgentStrategy.LongestIdle), _agents.Values);
        if (known)
        {
            foreach (var work in AllWork.Where(work => work.Queue == queue))
            {
                Reclass(work);
            }

            foreach (var work in waiting)
            {
                Line(work);
                Arm(work);
            }

            WatchCampaigns();
        }
    }

    internal void Set(CalendarSettings settings, bool open, DateTimeOffset? until)
    {
        if (_calendars.TryGetValue(settings.Id, out var calendar))
        {
            calendar.Settings = settings;
        }
        else
        {
            calendar = _calendars[settings.Id] = new RouterCalendar { Settings = settings };
        }

        Change(calendar, open, until);
    }

    internal void Change(CalendarId id, bool open, DateTimeOffset? until) => Change(_calendars[id], open, until);

    internal void Remove(CalendarId id)
    {
        Stop(_calendars[id].Timer);
        _calendars.Remove(id);
    }

    private void Change(RouterCalendar calendar, bool open, DateTimeOffset? until)
    {
        Stop(calendar.Timer);
        if (until is { } change)
        {
            Start(calendar.Timer, change);
        }

        if (calendar.IsOpen == open)
        {
            return;
        }

        var waiting = SortedWork().Where(work => work.Queue.Calendar == calendar && work.Line is not null).ToList();
        foreach (var work in waiting)
        {
            Index.RemoveWaiting(work);
        }

        calendar.IsOpen = open;
        foreach (var work in waiting)
        {
            Line(work);
        }
    }

    internal void Remove(QueueId queue)
    {
        _queues.Remove(queue);
        _lastQueue = null;
    }

    internal void Set(AgentSettings settings, long at)
    {
        var profile = Index.ProfileOf(settings);
        if (!_agents.TryGetValue(settings.Id, out var agent))
        {
            Add(new RouterAgent(settings.Id, Index.Work) { Settings = settings, Profile = profile, PresenceAt = at });
            return;
        }

        Index.Remove(agent);
        agent.Profile.SignedIn -= agent.SignedIn ? 1 : 0;
        agent.Profile.Agents--;
        agent.Settings = settings;
        agent.Profile = profile;
        agent.Profile.Agents++;
        agent.Profile.SignedIn += agent.SignedIn ? 1 : 0;
        agent.Reckon();
        Index.Refresh(agent);
    }

    internal void Remove(AgentId id)
    {
        _agents.Remove(id, out var agent);
        _lastAgent = null;
        agent!.Profile.Agents--;
        Stop(agent.Grace);
        Index.Remove(agent);
        Index.Agents.Release(agent);
    }

    private void Add(RouterAgent agent)
    {
        agent.Profile.Agents++;
        Index.Agents.Take(agent);
        _agents.Add(agent.Id, agent);
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

    /// <summary>Finds what the item asks for and its key anew; it stands in no line meanwhile.</summary>
    private void Reclass(RouterWork work)
    {
        work.Ring = Math.Min(work.Ring, work.Queue.RingsFor(work));
        work.Class = Index.ClassOf(work.Queue, work.Item, work.Class.Channel, work.Ring);
        work.Class.MostExclusions = Math.Max(work.Class.MostExclusions, work.Exclusions?.Count ?? 0);
    }
}
