using ContactCenter.Routing;

namespace ContactCenter.Simulation;

// Agents come, take breaks and go.
internal sealed partial class Day
{
    private static readonly NotReadyReason EndOfShift = new("end-of-shift");
    private readonly List<SimulatedAgent> _agents = [];
    private readonly Dictionary<AgentId, int> _agentNumbers = [];
    private int[] _wanted = [];
    private int[] _staffed = []; // by number, those who leave not counted
    private int[] _byNumber = []; // how many of the group's agents, from its first, are there by number
    private int[] _firstOfGroup = [];

    private void AddAgents()
    {
        var groups = _scenario.Groups;
        (_wanted, _staffed, _byNumber, _firstOfGroup) = (new int[groups.Length], new int[groups.Length], new int[groups.Length], new int[groups.Length]);
        for (var group = 0; group < groups.Length; group++)
        {
            AddGroup(groups[group], group);
        }

        foreach (var settings in _plan.Agents)
        {
            Add(settings, -1);
        }

        if (_plan.Items is { } items)
        {
            _replayed = [];
            for (var i = 0; i < items.Length; i++)
            {
                _replayed[items[i].Id] = i;
            }
        }
    }

    private void AddGroup(AgentGroup group, int number)
    {
        _firstOfGroup[number] = _agents.Count;
        _byNumber[number] = group.Staffing.DefaultIfEmpty(0).Max();
        _wanted[number] = int.MaxValue; // without numbers nobody is one too many
        var count = 0;
        SimulatedAgent Next() => Add(group.Settings with { Id = new AgentId($"{group.Settings.Id.Value}-{++count}") }, number);
        for (var i = 0; i < _byNumber[number]; i++)
        {
            Next();
        }

        var interval = (long)(group.StaffingInterval ?? _scenario.Interval).TotalMilliseconds;
        for (var i = 0; i < group.Staffing.Length; i++)
        {
            if (i == 0 || group.Staffing[i] != group.Staffing[i - 1])
            {
                _calendar.Add(i * interval, Happening.Staffing, number, group.Staffing[i]);
            }
        }

        foreach (var shift in group.Shifts)
        {
            for (var i = 0; i < shift.Agents; i++)
            {
                Next();
                var agent = _agents.Count - 1;
                _calendar.Add((long)shift.From.TotalMilliseconds, Happening.ShiftStart, agent);
                foreach (var pause in shift.Breaks)
                {
                    _calendar.Add((long)pause.At.TotalMilliseconds, Happening.BreakStart, agent, (int)pause.Length.TotalMilliseconds);
                }

                _calendar.Add((long)shift.To.TotalMilliseconds, Happening.ShiftEnd, agent);
            }
        }
    }

    private SimulatedAgent Add(AgentSettings settings, int group)
    {
        Set(new RouterCommand.SetAgent(settings));
        var agent = new SimulatedAgent(settings, group);
        _agentNumbers[settings.Id] = _agents.Count;
        _agents.Add(agent);
        return agent;
    }

    private void HappenToAgent(Plan plan)
    {
        if (plan.What == Happening.Staffing)
        {
            Staff(plan.Who, plan.Version);
            return;
        }

        var agent = _agents[plan.Who];
        switch (plan.What)
        {
            case Happening.ShiftStart: Come(agent); break;
            case Happening.ShiftEnd: Leave(agent); break;
            case Happening.BreakStart when agent is { SignedIn: true, Leaving: false }:
                agent.BreakAhead = Math.Max(agent.BreakAhead, plan.Version);
                Do(new RouterCommand.SetNotReady(agent.Id, NotReadyReason.Break));
                GoWhenFree(agent);
                break;
            case Happening.BreakEnd or Happening.ReadyAgain when agent is { SignedIn: true, Leaving: false, BreakAhead: 0 } && agent.Version == plan.Version:
                Do(new RouterCommand.SetReady(agent.Id));
                break;
        }
    }

    private void Staff(int group, int wanted)
    {
        _wanted[group] = wanted;
        var own = _agents.GetRange(_firstOfGroup[group], _byNumber[group]);
        foreach (var agent in own.Where(static agent => agent is { SignedIn: false } or { Leaving: true }))
        {
            if (_staffed[group] >= wanted)
            {
                break;
            }

            _staffed[group]++;
            Come(agent);
        }

        foreach (var agent in own.Where(static agent => agent is { SignedIn: true, Leaving: false, Held: 0 }))
        {
            if (_staffed[group] <= wanted)
            {
                break;
            }

            Leave(agent);
        }
    }

    private void Come(SimulatedAgent agent)
    {
        agent.Leaving = false;
        if (!agent.SignedIn)
        {
            Do(new RouterCommand.SignIn(agent.Id));
        }

        if (!agent.Connected)
        {
            Do(new RouterCommand.Connect(agent.Id));
        }

        Do(new RouterCommand.SetReady(agent.Id));
    }

    private void Leave(SimulatedAgent agent)
    {
        if (!agent.SignedIn || agent.Leaving)
        {
            return;
        }

        agent.Leaving = true;
        if (agent.Group >= 0 && _agentNumbers[agent.Id] < _firstOfGroup[agent.Group] + _byNumber[agent.Group])
        {
            _staffed[agent.Group]--;
        }

        if (agent.Held > 0)
        {
            Do(new RouterCommand.SetNotReady(agent.Id, EndOfShift));
        }

        GoWhenFree(agent);
    }

    private void GoWhenFree(SimulatedAgent agent)
    {
        if (agent.Held > 0)
        {
            return;
        }

        if (agent.Leaving)
        {
            Do(new RouterCommand.SignOut(agent.Id, HandBack: true));
        }
        else if (agent.BreakAhead > 0)
        {
            agent.Version++; // a break that is under way does not end before this one
            agent.BreakUntil = Math.Max(agent.BreakUntil, _now + agent.BreakAhead);
            agent.BreakAhead = 0;
            _calendar.Add(agent.BreakUntil, Happening.BreakEnd, _agentNumbers[agent.Id], agent.Version);
        }
    }

    private void HearAgent(RouterEvent happened)
    {
        switch (happened)
        {
            case RouterEvent.AgentSignedIn e when Find(e.Agent) is { } agent: Change(agent, signedIn: true, ready: false); break;
            case RouterEvent.AgentSignedOut e when Find(e.Agent) is { } agent:
                agent.Leaving = false;
                Change(agent, signedIn: false, ready: false);
                break;
            case RouterEvent.AgentConnected e when Find(e.Agent) is { } agent: agent.Connected = true; break;
            case RouterEvent.AgentDisconnected e when Find(e.Agent) is { } agent: agent.Connected = false; break;
            case RouterEvent.AgentReady e when Find(e.Agent) is { } agent: Change(agent, signedIn: true, ready: true); break;
            case RouterEvent.AgentNotReady e when Find(e.Agent) is { } agent:
                Change(agent, signedIn: true, ready: false);
                if (e.Reason == NotReadyReason.NoAnswer && agent.Group >= 0)
                {
                    _calendar.Add(_now + (long)_scenario.Groups[agent.Group].ReadyAgainAfter.TotalMilliseconds, Happening.ReadyAgain, _agentNumbers[e.Agent], agent.Version);
                }

                break;
        }
    }

    private SimulatedAgent? Find(AgentId id) => _agentNumbers.TryGetValue(id, out var number) ? _agents[number] : null;

    private void Change(SimulatedAgent agent, bool signedIn, bool ready)
    {
        (agent.SignedIn, agent.Ready) = (signedIn, ready);
        agent.Version++;
        Measure(agent);
    }

    private void Hold(SimulatedAgent agent)
    {
        agent.Held++;
        Measure(agent);
    }

    /// <summary>The agent is free of a contact.</summary>
    private void LetGo(ref Contact contact)
    {
        var agent = _agents[contact.Agent];
        agent.Held--;
        contact.Stage = ContactStage.Over;
        Measure(agent);
        if (agent.Held == 0 && (agent.Leaving || agent.BreakAhead > 0))
        {
            _freed.Push(agent);
        }
    }
}
