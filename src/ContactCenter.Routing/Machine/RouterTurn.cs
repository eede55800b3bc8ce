namespace ContactCenter.Routing;

/// <summary>
/// Carries out commands on a state: decide, apply, then match until nothing more fits. Only what the events touched is looked at:
/// in a settled state nobody else can find a partner. Of all pairs that fit, the item with the least key goes first, to the agent idle longest.
/// </summary>
internal sealed partial class RouterTurn(RouterState state)
{
    private readonly List<RouterAgent> _agents = []; // may have room now
    private readonly List<RouterWork> _work = []; // may wait now
    private readonly List<RouterWork> _unmatched = []; // waits and found nobody
    private readonly List<AgentProfile> _left = []; // somebody of it signed out, or changed
    private RouterInput _input = null!;
    private DateTimeOffset _now;
    private List<RouterRecord> _records = null!;
    private int _first;

    /// <summary>Carries out one command; what happened is added to <paramref name="records"/>.</summary>
    public RouterRefusal? Run(RouterInput input, DateTimeOffset now, List<RouterRecord> records) =>
        Run(RouterMachine.Decide(state, input, now), input, now, records);

    /// <summary>Carries out what was decided for a command.</summary>
    public RouterRefusal? Run(RouterDecision decision, RouterInput input, DateTimeOffset now, List<RouterRecord> records)
    {
        Begin(input, now, records);
        NoteShortages();
        Carry(decision);
        Settle();
        Pace();
        for (var firing = decision; input.Command is RouterCommand.Wake && !firing.IsEmpty;)
        {
            firing = TimerDecisions.Decide(state, _now);
            Carry(firing);
            Settle();
            Pace();
        }

        MarkWhole();
        return decision.Refusal;
    }

    /// <summary>Looks at all that waits, as after a start on a journal that ends in the middle of a large change.</summary>
    public void SettleAll(Guid cause, DateTimeOffset now, List<RouterRecord> records)
    {
        Begin(new RouterInput(cause, null, new RouterCommand.Wake()), now, records);
        Follow(_ => true);
        MendCalls();
        _work.AddRange(state.SortedWork());
        Settle();
        Dial();
        MarkWhole();
    }

    private void Apply(RouterDecision decision)
    {
        if (decision.Only is { } only)
        {
            ApplyAndFollow(only);
            return;
        }

        foreach (var happened in decision.Events)
        {
            ApplyAndFollow(happened);
        }
    }

    private void ApplyAndFollow(RouterEvent happened)
    {
        Apply(happened);
        switch (happened)
        {
            case RouterEvent.CalendarSet e: Follow(e.Settings.Id); break;
            case RouterEvent.CalendarChanged e: Follow(e.Calendar); break;
            case RouterEvent.QueueSet e: Follow(e.Settings.Id); break;
        }
    }

    // Methods of their own: what a lambda captures would be made anew for every event that is applied.
    private void Follow(CalendarId calendar) => Follow(queue => queue.Settings.Calendar == calendar);

    private void Follow(QueueId changed) => Follow(queue => queue.Settings.Id == changed);

    /// <summary>Lets what waits in queues that may have opened or closed do what that means.</summary>
    private void Follow(Func<RouterQueue, bool> concerned)
    {
        foreach (var work in state.SortedWork().Where(work => (work.Queue.Calendar is not null || work.MeantFor is not null) && concerned(work.Queue)).ToList())
        {
            MarkWhole();
            Apply(CalendarDecisions.Follow(state, work, _now));
        }
    }

    private void Apply(RouterEvent happened)
    {
        var holder = HolderOf(happened);
        NoteLeaving(happened);
        var record = new RouterRecord(happened, _cause, _source, _now);
        RouterMachine.Apply(state, record);
        _records.Add(record);
        Note(happened, holder);
        if (happened is RouterEvent.WorkAssigned assigned && state.HasCalls)
        {
            FollowCall(assigned.Item);
        }
    }

    /// <summary>The agent whom the event frees of an item, while that is still known.</summary>
    private RouterAgent? HolderOf(RouterEvent happened) => happened switch
    {
        RouterEvent.WorkQueued or RouterEvent.OfferMade or RouterEvent.OfferAccepted => null,
        RouterEvent.WorkAssigned e => e.From is { } from ? state.Agent(from) : null,
        RouterEvent.WorkCompleted e => e.WrapUp ? null : state.WorkOf(e.Item)?.Agent,
        RouterEvent.WrapUpEnded e => state.WorkOf(e.Item)?.Agent,
        RouterEvent.WorkWithdrawn e => state.WorkOf(e.Item)?.Agent,
        RouterEvent.WorkReleased e => state.WorkOf(e.Item)?.Agent,
        RouterEvent.WorkRequeued e => state.WorkOf(e.Item)?.Agent,
        RouterEvent.WorkPostponed { Agent: { } from } => state.Agent(from),
        RouterEvent.OfferDeclined e => state.Agent(e.Agent),
        RouterEvent.OfferExpired e => state.Agent(e.Agent),
        RouterEvent.OfferRevoked e => state.Agent(e.Agent),
        RouterEvent.AgentReady e => state.Agent(e.Agent),
        RouterEvent.AgentConnected e => state.Agent(e.Agent),
        RouterEvent.AgentSet e => state.Agent(e.Settings.Id),
        _ => null,
    };

    private void NoteLeaving(RouterEvent happened)
    {
        var leaving = happened switch
        {
            RouterEvent.AgentSignedOut e => state.Agent(e.Agent),
            RouterEvent.AgentSet e => state.Agent(e.Settings.Id),
            _ => null,
        };
        if (leaving is { SignedIn: true })
        {
            _left.Add(leaving.Profile);
        }
    }

    private void Note(RouterEvent happened, RouterAgent? agent)
    {
        if (agent is not null && !_agents.Contains(agent))
        {
            _agents.Add(agent);
        }

        switch (happened)
        {
            case RouterEvent.WorkQueued e: Note(e.Item.Id); break;
            case RouterEvent.OfferMade or RouterEvent.OfferAccepted or RouterEvent.WorkAssigned or RouterEvent.WorkCompleted: break;
            case RouterEvent.WorkRequeued e: Note(e.Item); break;
            case RouterEvent.WorkUnbound e: Note(e.Item); break;
            case RouterEvent.OfferDeclined e: Note(e.Item); break;
            case RouterEvent.OfferExpired e: Note(e.Item); break;
            case RouterEvent.OfferRevoked e: Note(e.Item); break;
            case RouterEvent.WorkRelaxed e: Note(e.Item); break;
            case RouterEvent.WorkMoved e: Note(e.Item); break;
            case RouterEvent.WorkDue e: Note(e.Item); break;
            case RouterEvent.CalendarSet e: Note(e.Settings.Id); break;
            case RouterEvent.CalendarChanged { IsOpen: true } e: Note(e.Calendar); break;
            case RouterEvent.QueueSet e: Note(e.Settings.Id); break;
        }
    }

    private void Note(CalendarId calendar) => _work.AddRange(state.SortedWork().Where(work => work.Queue.Settings.Calendar == calendar));

    private void Note(QueueId queue) => _work.AddRange(state.SortedWork().Where(work => work.Queue.Id == queue));

    private void Note(WorkItemId item)
    {
        if (state.WorkOf(item) is { } work)
        {
            _work.Add(work);
        }
    }

    private void Settle()
    {
        FollowHours();
        do
        {
            Match();
            SayWhoIsUnserved();
        }
        while (_work.Count > 0); // whom nobody serves where it was may be elsewhere now
    }

    /// <summary>Lets what has come back to a queue that closed meanwhile do what those did who waited in it then.</summary>
    private void FollowHours()
    {
        for (int i = 0, touched = _work.Count; i < touched; i++)
        {
            var work = _work[i];
            if (work.Line is { } line && line == work.Queue.Closed && state.WorkOf(work.Id) == work && !work.Queue.Settings.Overflow.IsDefaultOrEmpty)
            {
                MarkWhole();
                Apply(CalendarDecisions.Follow(state, work, _now, HasReturned(work)));
            }
        }
    }

    private void Match()
    {
        if (_work.Count > 1)
        {
            _work.Sort(static (x, y) => x == y ? 0 : x.Precedes(y) ? -1 : 1);
        }

        var next = 0;
        while (FindPair(ref next) is var (work, agent))
        {
            MarkWhole();
            state.Recall(work, agent);
            if (work.Queue.AutoAccept)
            {
                Apply(new RouterEvent.WorkAssigned(work.Id, work.Interaction, work.Queue.Id, agent.Id, null, null));
                continue;
            }

            var most = work.MeantFor is null ? work.Queue.Settings.OfferTo : 1;
            Offer(work, agent);
            for (var asked = 1; asked < most && state.Index.FindAgent(work) is { } another; asked++)
            {
                Offer(work, another);
            }
        }

        _agents.Clear();
        _work.Clear();
    }

    private void Offer(RouterWork work, RouterAgent agent)
    {
        var offer = OfferId.From(DerivedId.From(_input.CommandId, _records.Count - _first));
        var expiresAt = RouterMachine.WholeMilliseconds(_now + work.Queue.Settings.OfferTimeout);
        Apply(new RouterEvent.OfferMade(offer, work.Id, work.Interaction, work.Queue.Id, agent.Id, expiresAt));
    }

    /// <summary>The pair to match next. <paramref name="next"/> walks the touched items by key.</summary>
    private (RouterWork Work, RouterAgent Agent)? FindPair(ref int next)
    {
        RouterWork? best = null;
        foreach (var agent in _agents)
        {
            if (state.Index.FindWork(agent) is { } work && (best is null || work.Precedes(best)))
            {
                best = work;
            }
        }

        for (; next < _work.Count; next++)
        {
            var work = _work[next];
            if (!IsWaiting(work))
            {
                continue;
            }

            if (best is not null && best.Precedes(work))
            {
                break;
            }

            if (state.Index.FindAgent(work) is { } agent)
            {
                return (work, agent);
            }

            _unmatched.Add(work);
        }

        // With one agent and no other item touched there is nobody else to compare with.
        return best is null ? null : (best, _agents.Count == 1 && _work.Count == 0 ? _agents[0] : state.Index.FindAgent(best)!);
    }

    private bool IsWaiting(RouterWork work) => work.Line is { } line && line != work.Queue.Closed && state.WorkOf(work.Id) == work;
}
