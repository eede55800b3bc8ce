using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>Reads random bytes as commands that mean something in the state at hand; fewer or smaller bytes are a simpler history.</summary>
internal sealed partial class Tape(byte[] bytes)
{
    private static readonly string[] Queues = ["open", "gas", "mixed", "rings", "ring-all", "spill", "shop", "nowhere"];
    private static readonly string?[] Strategies = [null, "least-occupied", "round-robin", "best-skill", "spare-the-generalists", "longest-idle", "nobody-knows"];
    private static readonly string[] Agents = ["anna", "bruno", "carla", "dario", "elena", "nobody"];
    private static readonly ChannelKind[] Channels = [ChannelKind.Sms, ChannelKind.Voice, ChannelKind.Mail, new("pigeon")];
    private static readonly int[] Priorities = [0, 0, 0, 1, 5, 100, 1_000, 2];
    private static readonly NotReadyReason[] Reasons = [NotReadyReason.Break, NotReadyReason.Supervisor];
    private int _at;
    private int _items;

    public bool AtEnd => _at >= bytes.Length;

    /// <summary>The next byte, or 0 past the end.</summary>
    public byte Next() => _at < bytes.Length ? bytes[_at++] : (byte)0;

    /// <summary>The furniture every history begins with.</summary>
    public static IEnumerable<RouterCommand> Opening()
    {
        yield return new RouterCommand.SetQueue(new QueueSettings { Id = new("open"), WrapUp = TimeSpan.FromSeconds(30), MaxLength = 4 });
        yield return new RouterCommand.SetQueue(new QueueSettings { Id = new("gas"), Skills = [Desk.Skill("gas", 3)] });
        yield return new RouterCommand.SetQueue(Mixed(2, 5));
        yield return new RouterCommand.SetCalendar(Hours(0));
        foreach (var queue in Queues[3..7])
        {
            yield return new RouterCommand.SetQueue(Special(queue, 0));
        }

        foreach (var agent in Agents[..5])
        {
            yield return new RouterCommand.SetAgent(Settings(agent, agent.Length + agent[0]));
            if (agent != "elena")
            {
                yield return new RouterCommand.SignIn(new(agent));
                yield return new RouterCommand.Connect(new(agent));
                yield return new RouterCommand.SetReady(new(agent));
            }
        }

        foreach (var command in OpeningCampaigns())
        {
            yield return command;
        }
    }

    public RouterCommand Command(RouterState state, DateTimeOffset now)
    {
        var kind = Next();
        var (a, b) = (Next(), Next());
        var agent = new AgentId(Agents[a % Agents.Length]);
        return (kind % 50) switch
        {
            < 8 => new RouterCommand.Enqueue(NewItem(a, b, now)),
            < 13 => Answer(state, a, b, (agent, offer) => new RouterCommand.Accept(agent, offer)),
            < 15 => Answer(state, a, b, (agent, offer) => new RouterCommand.Decline(agent, offer, "busy")),
            < 17 => new RouterCommand.Complete(Some(state, a, WorkStatus.Assigned)),
            17 => new RouterCommand.Withdraw(Some(state, a, null), (WithdrawReason)(b % 4)),
            18 => new RouterCommand.Release(Some(state, a, WorkStatus.Assigned)),
            19 when b % 4 == 0 => new RouterCommand.TakeUp(NewItem(a, b, now), agent),
            19 => new RouterCommand.Assign(Some(state, b, null), agent),
            20 => WrapUp(state, a, b, (agent, item) => new RouterCommand.EndWrapUp(agent, item)),
            21 => WrapUp(state, a, b, (agent, item) => new RouterCommand.ExtendWrapUp(agent, item, TimeSpan.FromSeconds((b % 8) - 1))),
            22 => new RouterCommand.SetNotReady(agent, Reasons[b % 2]),
            23 or 24 => new RouterCommand.SetReady(agent),
            25 => new RouterCommand.SignOut(Holder(state, b, WorkStatus.Assigned) ?? agent, HandBack: b % 2 == 0),
            26 => new RouterCommand.SignIn(agent),
            27 => b % 2 == 0
                ? new RouterCommand.Connect(agent)
                : new RouterCommand.Disconnect(Holder(state, b, WorkStatus.Offered) ?? agent, TimeSpan.FromSeconds(b % 8)),
            28 => b % 4 == 0 ? new RouterCommand.RemoveAgent(agent) : new RouterCommand.SetAgent(Settings(agent.Value, b)),
            32 => new RouterCommand.Move(Some(state, a, b % 4 == 0 ? null : WorkStatus.Waiting), new(Queues[b % 8])),
            33 => new RouterCommand.RequestCallback(Some(state, a, WorkStatus.Waiting), b % 3 == 0 ? now.AddSeconds(b % 32) : null),
            34 => new RouterCommand.Postpone(Some(state, a, WorkStatus.Assigned), now.AddSeconds((b % 32) - 2), KeepPlace: a % 2 == 0),
            35 => new RouterCommand.TransferOut(Some(state, a, b % 4 == 0 ? null : WorkStatus.Waiting), b % 8 == 7 ? "" : "north", new(Queues[b % 7])),
            36 when state.Received.Any() && a % 2 == 0 => new RouterCommand.ForgetTransfer(state.Received.First().Item, state.Received.First().Hops),
            36 => (b % 4) switch
            {
                0 => new RouterCommand.ConfirmTransfer(Leaving(state, a)),
                1 => new RouterCommand.ReturnTransfer(Leaving(state, a)),
                2 when state.Leaving.FirstOrDefault()?.Item is { } away => new RouterCommand.TransferIn(away with { Hops = away.Hops + (a % 3) - 1 }, "south"),
                2 => new RouterCommand.ForgetTransfer(new(DerivedId.From("nothing came")), 1),
                _ => new RouterCommand.TransferIn(b % 8 == 3 && state.Received.Any() ? NewItem(a, b, now) with { Id = state.Received.First().Item, Hops = state.Received.First().Hops } : NewItem(a, b, now) with { Hops = a % 11 }, "south"),
            },
            37 => (a % 4) switch
            {
                0 => new RouterCommand.RemoveCalendar(new(b % 2 == 0 ? "hours" : "spare")),
                1 => new RouterCommand.SetCalendar(Hours(b) with { Id = new("spare") }),
                _ => new RouterCommand.SetCalendar(Hours(b)),
            },
            39 => WrapUp(state, a, b, (agent, item) => new RouterCommand.ExtendWrapUp(agent, item, TimeSpan.FromSeconds(1))),
            38 => new RouterCommand.SetQueue(Special(Queues[3 + (a % 4)], b)),
            29 => a % 4 == 0 ? new RouterCommand.RemoveQueue(new(Queues[b % 8])) : new RouterCommand.SetQueue(Mixed(1 + (a % 4), b % 8)),
            >= 40 => CampaignCommand(state, kind % 50, a, b, now),
            _ => new RouterCommand.Wake(),
        };
    }

    private static QueueSettings Mixed(int level, int minutes) => new()
    {
        Id = new("mixed"),
        Skills = [Desk.Skill("gas", level), Desk.Skill("italian", 1)],
        PriorityCredit = TimeSpan.FromMinutes(minutes),
        Strategy = Strategies[minutes % 5],
        Preferred = level == 1 ? [Desk.Skill("italian", 5), Desk.Skill("gas", 3)] : default,
        OfferTimeout = TimeSpan.FromSeconds(5 + minutes),
        WrapUp = TimeSpan.FromSeconds(minutes % 3),
    };

    /// <summary>Queues that do each of the rarer things, in some variant of it.</summary>
    private static QueueSettings Special(string queue, int variant)
    {
        var settings = new QueueSettings
        {
            Id = new(queue),
            Strategy = Strategies[variant % 7],
            Band = (variant / 7 % 4) switch { 1 => QueueBand.Background, 2 => QueueBand.Urgent, _ => QueueBand.Normal },
            OfferTimeout = TimeSpan.FromSeconds(4),
            ServiceLevel = variant % 3 == 1 ? new ServiceLevelTarget { Within = TimeSpan.FromSeconds(variant % 8) } : null,
        };
        return queue switch
        {
            "rings" => settings with
            {
                Skills = [Desk.Skill("gas", 5), Desk.Skill("italian", 2)],
                Teams = [new("north"), new("south")],
                Sites = variant % 3 == 0 ? [new("rome")] : default,
                Rings =
                [
                    new QueueRing { After = TimeSpan.FromSeconds(3), LowerBy = 2, AnySite = true },
                    new QueueRing { After = TimeSpan.FromSeconds(6), LowerBy = 4, Without = [new("italian")], AnySite = true, AnyTeam = variant % 2 == 0 },
                    new QueueRing { After = TimeSpan.FromSeconds(variant % 5 == 4 ? 5 : 20), LowerBy = 9, Without = [new("italian")], AnySite = true, AnyTeam = true },
                ],
                Announcements = variant % 2 == 0 ? new(TimeSpan.Zero, TimeSpan.FromSeconds(5 + (variant % 8))) { PositionUpTo = 2 } : null,
            },
            "ring-all" => settings with { OfferTo = 1 + (variant % 4), MaxLength = 5, WrapUp = TimeSpan.FromSeconds(8), WrapUpLimit = TimeSpan.FromSeconds(12) },
            "spill" => settings with
            {
                Skills = variant % 3 == 2 ? [Desk.Skill("chinese", 1)] : [],
                Calendar = variant % 4 == 1 ? new("hours") : null,
                Overflow =
                [
                    new(OverflowTrigger.NoAgent, OverflowTarget.Voicemail),
                    new(OverflowTrigger.Length, variant % 4 == 3 ? OverflowTarget.Partition : OverflowTarget.Queue)
                    {
                        Length = variant % 4, Queue = new("shop"), Partition = variant % 4 == 3 ? "north" : null,
                    },
                    new(OverflowTrigger.ExpectedWait, OverflowTarget.Callback) { After = TimeSpan.FromSeconds(1 + (variant % 4)) },
                    new(OverflowTrigger.Wait, OverflowTarget.Queue) { After = TimeSpan.FromSeconds(5), Queue = new("open") },
                    new(OverflowTrigger.Wait, variant % 2 == 0 ? OverflowTarget.Callback : OverflowTarget.Answer) { After = TimeSpan.FromSeconds(9) },
                ],
                Announcements = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)),
            },
            _ => settings with
            {
                AutoAccept = variant % 2 == 1,
                Calendar = variant % 8 == 7 ? null : new("hours"),
                Overflow = (variant / 2 % 3) switch
                {
                    0 => [new(OverflowTrigger.Closed, OverflowTarget.Queue) { Queue = new("spill") }],
                    1 => [new(OverflowTrigger.Closed, OverflowTarget.Callback), new(OverflowTrigger.Length, OverflowTarget.Queue) { Length = 2, Queue = new("spill") }],
                    _ => variant < 128 ? [] : [new(OverflowTrigger.Closed, OverflowTarget.Partition) { Partition = "north", Queue = new("shop") }, new(OverflowTrigger.NoAgent, OverflowTarget.Voicemail)],
                },
                Preferred = variant % 3 == 0 ? default : [Desk.Skill("italian", 1), Desk.Skill("gas", 3)],
            },
        };
    }

    /// <summary>Spans of minutes around noon, when histories play; one in eight never opens, one in eight never closes, one in sixteen makes no sense.</summary>
    private static CalendarSettings Hours(int variant)
    {
        static TimeOnly At(int minute) => new(12, minute);
        var monday = DayOfWeek.Monday;
        return new CalendarSettings
        {
            Id = new("hours"),
            TimeZone = variant % 16 == 5 ? "Atlantis/Capital" : "Etc/UTC",
            Week = (variant % 8) switch
            {
                6 => [],
                7 => [.. Enum.GetValues<DayOfWeek>().Select(day => new WeekSpan(day, TimeOnly.MinValue, TimeOnly.MinValue))],
                var some => [new(monday, At(0), At(1 + some)), new(monday, At(2 + some), At(3 + some)), new(monday, At(4 + some), At(5 + some)), new(monday, At(6 + some), At(40))],
            },
        };
    }

    private static WorkItemId Leaving(RouterState state, byte a)
    {
        var leaving = state.Leaving.ToList();
        return leaving.Count == 0 ? new(DerivedId.From("nothing leaves")) : leaving[a % leaving.Count].Item.Id;
    }

    private static AgentSettings Settings(string agent, int variant) => new()
    {
        Id = new(agent),
        Skills = (variant % 4) switch
        {
            0 => [],
            1 => [Desk.Skill("gas", 3)],
            2 => [Desk.Skill("italian", 5), Desk.Skill("gas", 5)],
            _ => [Desk.Skill("gas", 2), Desk.Skill("italian", 1)],
        },
        Capacity = (variant / 4 % 4) switch { 0 => 40, 1 => 15, _ => 100 },
        Costs = variant / 16 % 3 == 0 ? [new ChannelCost(ChannelKind.Mail, 50, Exclusive: variant % 2 == 0, Interruptible: variant % 4 < 2)] : [],
        Team = (variant % 3) switch { 0 => new TeamId("north"), 1 => new TeamId("east"), _ => null },
        Site = variant % 2 == 0 ? new SiteId("rome") : null,
    };

    private WorkItem NewItem(byte a, byte b, DateTimeOffset now)
    {
        var number = ++_items;
        return new WorkItem
        {
            Id = new(DerivedId.From("item", $"{number}")),
            Interaction = new(DerivedId.From("interaction", $"{number}")),
            Queue = new(Queues[a % 16 == 15 ? 7 : a % 7]),
            Channel = Channels[a / 16 % 4],
            Priority = new(a == 200 ? 101 : Priorities[b % 8]),
            Skills = (b / 8 % 4) switch { 1 => [Desk.Skill("gas", 5)], 2 => [Desk.Skill("italian", 2)], _ => [] },
            Agent = b / 32 == 7 ? new AgentId(Agents[a / 3 % Agents.Length]) : null,
            AgentLimit = a % 4 == 0 ? TimeSpan.FromSeconds(a % 8) : null,
            Preferred = a % 5 == 0 ? [Desk.Skill("italian", 5)] : default,
            LastRing = a % 3 == 0 ? b % 3 : null,
            NotBefore = b % 16 == 9 ? now.AddSeconds(a % 20) : null,
            WaitingSince = now - TimeSpan.FromSeconds(a / 16),
        };
    }

    private static RouterCommand Answer(RouterState state, byte a, byte b, Func<AgentId, OfferId, RouterCommand> answer)
    {
        var offers = state.Work.Where(work => work.Offer is not null).ToList();
        if (offers.Count == 0)
        {
            return answer(new(Agents[b % 5]), new(DerivedId.From("no offer", $"{a}")));
        }

        var offer = offers[a % offers.Count];
        return answer(b % 8 == 7 ? new(Agents[b / 8 % 6]) : offer.Agent!.Value, offer.Offer!.Value);
    }

    private static RouterCommand WrapUp(RouterState state, byte a, byte b, Func<AgentId, WorkItemId, RouterCommand> make)
    {
        var item = Some(state, a, WorkStatus.WrapUp);
        return make(state.FindWork(item)?.Agent ?? new(Agents[b % 5]), item);
    }

    /// <summary>Often somebody who holds an item of this status, where there is one.</summary>
    private static AgentId? Holder(RouterState state, byte b, WorkStatus status) =>
        b % 4 == 0 ? null : state.Work.FirstOrDefault(work => work.Status == status)?.Agent;

    /// <summary>An item of this status if there is one, else any, else none that exists.</summary>
    private static WorkItemId Some(RouterState state, byte a, WorkStatus? status)
    {
        var all = state.Work.ToList();
        var wanted = all.Where(work => status is null || work.Status == status).ToList();
        var from = wanted.Count > 0 ? wanted : all;
        return from.Count > 0 ? from[a % from.Count].Item.Id : new(DerivedId.From("no item", $"{a}"));
    }
}
