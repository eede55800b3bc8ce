using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>
/// One day on the real router: whatever is next in time becomes a command, and what the router says becomes plans. It knows nothing of how
/// the router decides, so every rule the router has or gets is simulated as it is. Deterministic; used once.
/// </summary>
internal sealed partial class Day
{
    private readonly DayPlan _plan;
    private readonly Scenario _scenario;
    private readonly RouterDesk _desk;
    private readonly Calendar _calendar = new();
    private readonly Stack<Offered> _accepting = new(); // to somebody who accepts at once
    private readonly List<Offered> _offers = []; // to somebody who takes time; planned by number
    private readonly Stack<SimulatedAgent> _freed = new(); // agents with empty hands who want a break, or to go
    private readonly long _length;
    private readonly long _horizon;
    private Contact[] _contacts;
    private int _contactCount;
    private int _open; // contacts not over yet, among those that came
    private int _arrived; // how many of the planned have come
    private long _now;

    public Day(DayPlan plan, Action<RouterRecord>? listener = null)
    {
        (_plan, _scenario) = (plan, plan.Scenario);
        _desk = new RouterDesk(_scenario.Start, plan.Strategies, listener);
        _length = (long)_scenario.Length.TotalMilliseconds;
        _horizon = _length + (long)_scenario.Overtime.TotalMilliseconds;
        _contacts = plan.Contacts;
        _contactCount = _contacts.Length;
        _usage = [.. Enumerable.Range(0, _scenario.Groups.Length + 1).Select(_ => new StaffUsage(_scenario))]; // the last is for the agents of a replay
        _lines = _scenario.Queues.ToDictionary(static queue => queue.Settings.Id, _ => new QueueLine(_scenario));
    }

    /// <exception cref="ScenarioException">The router refused a setting or a command of the scenario.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DayRecord Run(CancellationToken cancellationToken)
    {
        Open();
        for (var steps = 1; Step(); steps++)
        {
            if ((steps & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return Close();
    }

    private void Open()
    {
        foreach (var command in _scenario.Setup)
        {
            Set(command);
        }

        foreach (var queue in _scenario.Queues)
        {
            Set(new RouterCommand.SetQueue(queue.Settings));
        }

        AddAgents();
        for (var i = 0; i < _scenario.Commands.Length; i++)
        {
            _calendar.Add((long)_scenario.Commands[i].At.TotalMilliseconds, Happening.Command, i);
        }
    }

    private void Set(RouterCommand command)
    {
        if (_desk.Do(command, 0) is { } refusal)
        {
            throw new ScenarioException(_scenario.Name, [refusal.Message]);
        }
    }

    /// <summary>Carries out the next thing; false when the day is over.</summary>
    private bool Step()
    {
        var planned = _calendar.Count > 0 ? _calendar.First.At : long.MaxValue;
        var arrival = _arrived < _plan.Contacts.Length ? _plan.Contacts[_arrived].At : long.MaxValue;
        var due = _desk.NextDue;
        var next = Math.Min(Math.Min(planned, arrival), due);
        if (next > _horizon || (_open == 0 && arrival == long.MaxValue && next >= _length))
        {
            Pass(Math.Max(_now, _open > 0 ? _horizon : _length));
            return false;
        }

        Pass(Math.Max(_now, next));
        if (due <= _now)
        {
            Do(new RouterCommand.Wake());
        }
        else if (planned <= arrival)
        {
            Happen(_calendar.TakeFirst());
        }
        else
        {
            _open++;
            Arrive(_arrived++);
        }

        return true;
    }

    private void Happen(Plan plan)
    {
        switch (plan.What)
        {
            case Happening.Accept: Accept(_offers[plan.Who]); break;
            case Happening.Complete when IsStill(plan, ContactStage.Assigned): Complete(plan.Who); break;
            case Happening.EndWrapUp when IsStill(plan, ContactStage.WrapUp):
                Do(new RouterCommand.EndWrapUp(_agents[_contacts[plan.Who].Agent].Id, ItemOf(plan.Who)));
                break;
            case Happening.Abandon: Abandon(plan.Who); break;
            case Happening.CallAgain: Arrive(plan.Who); break;
            case Happening.Command: Command(_scenario.Commands[plan.Who].Command); break;
            case Happening.Complete or Happening.EndWrapUp: break; // void: something else happened to the contact
            default: HappenToAgent(plan); break;
        }
    }

    private void Command(RouterCommand command)
    {
        // Agents of a replay have other work in hand than they had: they finish it before they go.
        if (command is RouterCommand.SignOut { Agent: var id } && Find(id) is { Group: < 0 } leaving)
        {
            Leave(leaving);
            return;
        }

        if (command is RouterCommand.SignIn { Agent: var back } && Find(back) is { Leaving: true } agent)
        {
            agent.Leaving = false;
        }

        if (Do(command) is { Code: not (RouterRefusalCode.Repeated or RouterRefusalCode.AlreadyHandled) } refusal && _plan.Items is null) // in a replay other things happen before it
        {
            throw new ScenarioException(_scenario.Name, [$"the command {command.GetType().Name} at {TimeSpan.FromMilliseconds(_now):c} is refused on day {_plan.Number}: {refusal.Message}"]);
        }
    }

    private void Arrive(int number)
    {
        ref var contact = ref _contacts[number];
        contact.Stage = ContactStage.Waiting;
        var item = _plan.Items is { } items ? items[number] : NewItem(number, _scenario.Contacts[contact.Type]);
        Do(new RouterCommand.Enqueue(item));
        contact = ref _contacts[number];
        if (contact.Stage is ContactStage.Waiting or ContactStage.Offered && contact.Patience >= 0)
        {
            _calendar.Add(contact.At + contact.Patience, Happening.Abandon, number);
        }
    }

    private WorkItem NewItem(int number, ContactType type) => new()
    {
        Id = RouterDesk.ItemId(number),
        Interaction = RouterDesk.InteractionId(number),
        Queue = type.Queue,
        Channel = type.Channel,
        Priority = type.Priority,
        Skills = type.Skills,
        WaitingSince = _desk.TimeAt(_now),
    };

    private void Accept(Offered offered)
    {
        if (_contacts[offered.Contact].Stage == ContactStage.Offered)
        {
            Do(new RouterCommand.Accept(_agents[offered.Agent].Id, offered.Offer)); // refused when somebody else was faster, or it is over
        }
    }

    private void Abandon(int number)
    {
        ref var contact = ref _contacts[number];
        if (contact.Stage is not (ContactStage.Waiting or ContactStage.Offered))
        {
            return;
        }

        if (Do(new RouterCommand.Withdraw(ItemOf(number), contact.Leaves)) is null)
        {
            CallAgain(number);
        }
        else if (!_desk.Has(ItemOf(number)))
        {
            End(ref _contacts[number], ContactFate.EndedByRouter);
        }
    }

    private void CallAgain(int number)
    {
        var left = _contacts[number];
        if (_plan.Items is not null || _scenario.Contacts[left.Type] is not { Retry: { } retry } type || left.Attempt >= retry.MostAttempts)
        {
            return;
        }

        var chance = RandomStream.For(_plan.Seed, _plan.Number, $"retry {left.Attempt}/{type.Name}", left.Ordinal);
        if (chance.NextDouble() >= retry.Probability)
        {
            return;
        }

        var at = _now + retry.After.Draw(chance);
        if (at >= _length)
        {
            return;
        }

        if (_contactCount == _contacts.Length)
        {
            Array.Resize(ref _contacts, Math.Max(16, _contactCount * 2));
        }

        _contacts[_contactCount] = new Contact
        {
            Type = left.Type,
            Ordinal = left.Ordinal,
            Attempt = left.Attempt + 1,
            At = at,
            Handling = left.Handling,
            WrapUp = left.WrapUp,
            Patience = type.Patience?.Draw(chance) ?? -1,
            Answering = -1,
            Agent = -1,
        };
        _open++;
        _calendar.Add(at, Happening.CallAgain, _contactCount++);
    }

    private void Complete(int number)
    {
        var agent = _agents[_contacts[number].Agent];
        if (agent is { Group: >= 0, Leaving: false } && _staffed[agent.Group] > _wanted[agent.Group])
        {
            Leave(agent); // before it is free: whoever ends a contact next is the one to go
        }

        Do(new RouterCommand.Complete(ItemOf(number)));
    }

    private bool IsStill(in Plan plan, ContactStage stage) => _contacts[plan.Who].Stage == stage && _contacts[plan.Who].Version == plan.Version;

    private WorkItemId ItemOf(int number) => _plan.Items is { } items ? items[number].Id : RouterDesk.ItemId(number);

    private int ContactOf(WorkItemId item) => _plan.Items is null ? RouterDesk.ContactOf(item) : _replayed!.GetValueOrDefault(item, -1);

    /// <summary>An agent is being asked.</summary>
    private readonly record struct Offered(int Contact, int Agent, OfferId Offer);
}
