using ContactCenter.Routing.Tests.Model;

namespace ContactCenter.Routing.Tests.Pacing;

/// <summary>Campaigns on a whole router against an adversary: who answers when it hurts most, agents who leave, inbound calls, midnights, crashes. The oracle hears every event.</summary>
internal sealed class DiallingDay(int seed, int agents, bool shared)
{
    private static readonly string[] Ids = ["spring", "winter"];
    private readonly Random _random = new(seed);
    private readonly Oracle _oracle = new();
    private readonly Desk _desk = new() { Now = Desk.Noon.AddHours(9) };
    private int _contacts;
    private int _heard;
    private int _commands;

    public IReadOnlyList<RouterRecord> Journal => _desk.Journal;

    /// <summary>Moments at which more lines rang than agents were free.</summary>
    public int OverDialled { get; private set; }

    public DiallingDay Play(int steps)
    {
        Furnish();
        for (var step = 0; step < steps; step++)
        {
            switch (_random.Next(16))
            {
                case < 4: Report(LineOutcome.Person); break;
                case 4: ReportAll(LineOutcome.Person); break;
                case 5 or 6: Report((LineOutcome)_random.Next(1, 5)); break;
                case 7: Report(LineOutcome.HungUp); break;
                case 8 or 9: Release(); break;
                case 10: Pass(_random.Next(2_500)); break;
                case 11: Serve(); break;
                case 12: Disturb(); break;
                case 13: Inbound(); break;
                case 14: Restart(); break;
                default: Rare(); break;
            }
        }

        Pass(60_000);
        CampaignProof.Read(Journal).ShouldAllBe(window => window.IsKept);
        return this;
    }

    private void Furnish()
    {
        Do(new RouterCommand.SetQueue(new QueueSettings { Id = new("calls"), Band = QueueBand.Urgent, AutoAccept = true }));
        for (var i = 0; i < agents; i++)
        {
            var id = new AgentId($"a{i}");
            Do(new RouterCommand.SetAgent(new AgentSettings { Id = id, Skills = [Desk.Skill(shared ? "any" : i % 2 == 0 ? "spring" : "winter", 1)] }));
            Do(new RouterCommand.SignIn(id));
            Do(new RouterCommand.Connect(id));
            Do(new RouterCommand.SetReady(id));
        }

        foreach (var id in Ids)
        {
            Do(new RouterCommand.SetQueue(new QueueSettings { Id = new(id), AutoAccept = true, Band = QueueBand.Background, Skills = [Desk.Skill(shared ? "any" : id, 1)] }));
            Do(new RouterCommand.SetCampaign(new CampaignSettings
            {
                Id = new(id), Queue = new(id), Mode = CampaignMode.Predictive, AbandonedCapPermille = 50, AssumedConnectPermille = 100, MaxLines = 12, MaxAttempts = 1, RingTime = TimeSpan.FromSeconds(15),
            }));
        }

        Refill();
    }

    private void Refill()
    {
        foreach (var id in Ids)
        {
            for (var missing = 30 - _desk.Campaign(id).Contacts; missing > 0; missing--)
            {
                Do(new RouterCommand.AddContact(new(id), Desk.Contact(++_contacts)));
            }
        }
    }

    /// <summary>Everybody goes for a break while lines ring, and all are answered.</summary>
    private void Leave()
    {
        foreach (var agent in _desk.State.Agents.Where(agent => agent.IsReady).ToList())
        {
            Do(new RouterCommand.SetNotReady(agent.Settings.Id, NotReadyReason.Break));
        }

        ReportAll(LineOutcome.Person);
        Pass(2_000);
        foreach (var agent in _desk.State.Agents.ToList())
        {
            Do(new RouterCommand.SetReady(agent.Settings.Id));
        }
    }

    /// <summary>A run of calls that go well, which fills the account the adversary empties.</summary>
    private void Serve()
    {
        for (var call = 0; call < 25; call++)
        {
            Release();
            Refill();
            while (Ids.FirstOrDefault(id => _desk.Campaign(id) is { } view && view.Ringing > Math.Max(0, view.FreeAgents - view.Waiting)) is { } over)
            {
                ReportOf(over, LineOutcome.NoAnswer);
            }

            Report(LineOutcome.Person);
        }
    }

    private void Report(LineOutcome outcome) => ReportOf(Ids[_random.Next(2)], outcome);

    private void ReportOf(string campaign, LineOutcome outcome)
    {
        var stage = outcome == LineOutcome.HungUp ? CallStage.Answered : CallStage.Ringing;
        var lines = _desk.State.ContactsOf(new(campaign)).Where(contact => contact.Stage == stage).ToList();
        if (lines.Count > 0)
        {
            Do(new RouterCommand.ReportLine(lines[_random.Next(lines.Count)].Line!.Value, outcome));
        }
    }

    private void ReportAll(LineOutcome outcome)
    {
        foreach (var contact in Ids.SelectMany(id => _desk.State.ContactsOf(new(id))).Where(contact => contact.Stage == CallStage.Ringing).ToList())
        {
            Do(new RouterCommand.ReportLine(contact.Line!.Value, outcome));
        }
    }

    private void Release()
    {
        foreach (var work in _desk.State.Work.Where(work => work.Status == WorkStatus.Assigned).Take(_random.Next(1, 4)).ToList())
        {
            Do(new RouterCommand.Complete(work.Item.Id));
        }
    }

    private void Inbound()
    {
        if (_random.Next(3) == 0)
        {
            Do(new RouterCommand.Enqueue(_desk.Item("calls")));
        }
    }

    private void Disturb()
    {
        var agent = new AgentId($"a{_random.Next(agents)}");
        Do(_random.Next(3) == 0 ? new RouterCommand.SetNotReady(agent, NotReadyReason.Break) : new RouterCommand.SetReady(agent));
    }

    private void Rare()
    {
        switch (_random.Next(7))
        {
            case 0: // to shortly before midnight, where what is dialled may ring into the next window
                Pass(45_000);
                _desk.Now = new DateTimeOffset(_desk.Now.UtcDateTime.Date.AddDays(1).AddSeconds(-_random.Next(40)), TimeSpan.Zero);
                Pass(0);
                break;
            case 1: Pass(40_000); break;
            case 2: Do(new RouterCommand.PauseCampaign(new(Ids[_random.Next(2)]))); break;
            case 3: Leave(); break;
            default:
                foreach (var id in Ids)
                {
                    Do(new RouterCommand.ResumeCampaign(new(id)));
                }

                Refill();
                break;
        }
    }

    private void Pass(int milliseconds)
    {
        var until = _desk.Now.AddMilliseconds(milliseconds);
        while (_desk.State.NextDue is { } due && due <= until)
        {
            _desk.Now = due > _desk.Now ? due : _desk.Now;
            if (_random.Next(3) == 0)
            {
                ReportAll(LineOutcome.Person); // at the last moment
            }

            Do(new RouterCommand.Wake());
        }

        _desk.Now = until;
    }

    private void Restart()
    {
        if (_random.Next(8) == 0)
        {
            var hash = _desk.State.ComputeHash();
            _desk.State = RouterState.FromSnapshot(RouterCodec.ReadSnapshot(RouterCodec.WriteSnapshot(_desk.State.ToSnapshot())));
            _desk.State.ComputeHash().ShouldBe(hash);
        }
    }

    private void Do(RouterCommand command)
    {
        _desk.Do(new RouterInput(DerivedId.From("day", $"{++_commands}"), null, command));
        for (; _heard < _desk.Journal.Count; _heard++)
        {
            _oracle.Hear(_desk.Journal[_heard], command);
        }

        if (_commands % 7 == 0)
        {
            _oracle.CheckSettled(_desk.State, _desk.Now);
        }

        OverDialled += _desk.State.ReadCampaigns(_desk.Now).Any(view => view.Ringing + view.Waiting > view.FreeAgents) ? 1 : 0;
    }
}
