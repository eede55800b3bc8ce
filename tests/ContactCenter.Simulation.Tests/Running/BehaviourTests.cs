using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Running;

/// <summary>Days small enough to be worked out by hand.</summary>
public sealed class BehaviourTests
{
    private static readonly SimulationOptions One = new() { Days = 1, KeepContacts = true };
    private static readonly Duration.Fixed TenMinutes = new(Minutes(10));

    [Fact]
    public void Who_finds_everyone_busy_waits_for_the_first_who_is_free()
    {
        var contacts = Run(Day(a => a.Count(1), Minutes(0), Minutes(4), Minutes(30)));
        Waits(contacts).ShouldBe([0, 6, 0]);
        contacts.ShouldAllBe(contact => contact.Fate == ContactFate.Served && contact.Agent == new AgentId("team-1"));
    }

    [Fact]
    public void A_customer_leaves_when_patience_is_out_and_calls_again()
    {
        var contacts = Run(new ScenarioBuilder()
            .AddQueue("q")
            .AddContacts("q", c => c.ArrivingAs(new ListedContact(Minutes(0)), new ListedContact(Minutes(1), Patience: Minutes(2)))
                .Taking(TenMinutes).CallingAgain(1, new Duration.Fixed(Minutes(4))))
            .AddAgents("team", a => a.Count(1))
            .Build());
        contacts.Select(contact => (contact.ArrivedAt.TotalMinutes, contact.Wait.TotalMinutes, contact.Fate, contact.Attempt)).ShouldBe(
        [
            (0, 0, ContactFate.Served, 1),
            (1, 2, ContactFate.Abandoned, 1),
            (7, 3, ContactFate.Served, 2),
        ]);
    }

    [Fact]
    public void Nobody_calls_again_more_often_than_allowed_or_after_closing()
    {
        var scenario = new ScenarioBuilder()
            .AddQueue("q")
            .AddContacts("q", c => c.ArrivingAs(new ListedContact(Minutes(1))).Taking(TenMinutes).WaitingAtMost(new Duration.Fixed(Minutes(2)))
                .CallingAgain(1, new Duration.Fixed(Minutes(1))))
            .AddAgents("team", a => a.Shift(Minutes(400), Minutes(470)))
            .Build();
        Run(scenario).Length.ShouldBe(10);
        Run(scenario with { Length = Minutes(30), Interval = Minutes(30), Groups = [] }).Length.ShouldBe(10);
        Run(scenario with { Length = Minutes(8), Interval = Minutes(8), Groups = [] }).Length.ShouldBe(3);
    }

    [Fact]
    public void Fewer_wanted_means_idle_ones_go_and_then_whoever_ends_first()
    {
        // Two are busy until 10 and 14, one is idle; at 5 one is wanted, at 20 three again.
        var scenario = Day(a => a.Change(group => group with { Staffing = [3, 1, 1, 1, 3], StaffingInterval = Minutes(5) }), Minutes(0), Minutes(4), Minutes(6), Minutes(7), Minutes(21));
        Waits(Run(scenario)).ShouldBe([0, 0, 8, 13, 0]); // at 10 one goes home; at 14 the other takes the third, at 20 somebody comes for the fourth
    }

    [Fact]
    public void A_shift_ends_when_the_work_in_hand_does_and_breaks_have_their_whole_length()
    {
        var scenario = Day(a => a.Shift(Minutes(10), Minutes(100), 1, new ShiftBreak(Minutes(35), Minutes(15))), Minutes(0), Minutes(30), Minutes(36), Minutes(95), Minutes(101));
        var contacts = Run(scenario);
        Waits(contacts)[..4].ShouldBe([10, 0, 19, 0]); // the break begins at 40 and ends at 55
        contacts[4].Fate.ShouldBe(ContactFate.StillWaiting);
        var group = Simulator.Run(scenario, One).Groups[0];
        (group.Staffed.Value * 480).ShouldBe(95 - 15, 0.01); // 10 to 40, 55 to 105
        (group.Busy.Value * 480).ShouldBe(40, 0.01);
    }

    [Fact]
    public void An_offer_nobody_answers_goes_to_the_next_and_the_agent_is_back_later()
    {
        var scenario = Day(a => a.Count(2).Change(group => group with { Misses = 1, ReadyAgainAfter = Minutes(1) }), Minutes(0)) with { Overtime = Minutes(0) };
        var expired = new List<AgentId>();
        Simulator.Run(scenario with { Length = Minutes(2.5), Interval = Minutes(2.5) }, One with
        {
            Listener = (_, record) =>
            {
                if (record.Event is RouterEvent.OfferExpired e)
                {
                    expired.Add(e.Agent);
                }
            },
        }).ContactsOf(0)[0].Fate.ShouldBe(ContactFate.StillWaiting);
        expired.Select(agent => agent.Value).ShouldBe(["team-1", "team-2", "team-1", "team-2"]); // 20 s each, a minute away, again
    }

    [Fact]
    public void The_way_to_the_button_is_part_of_the_wait()
    {
        var contacts = Run(Day(a => a.Count(1).Answering(new Duration.Fixed(TimeSpan.FromSeconds(6))), Minutes(0), Minutes(1)));
        contacts.Select(contact => contact.Wait.TotalSeconds).ShouldBe([6, (9 * 60) + 6 + 6]);
    }

    [Fact]
    public void One_agent_has_five_chats_or_one_call()
    {
        Scenario Of(ChannelKind channel) => new ScenarioBuilder()
            .AddQueue("q")
            .AddContacts("q", c => c.Over(channel).Taking(TenMinutes).ArrivingAs([.. Enumerable.Range(0, 6).Select(i => new ListedContact(TimeSpan.FromSeconds(i)))]))
            .AddAgents("team", a => a.Count(1))
            .Build();
        Run(Of(ChannelKind.Chat)).Count(contact => contact.Wait == TimeSpan.Zero).ShouldBe(5);
        Run(Of(ChannelKind.Voice)).Count(contact => contact.Wait == TimeSpan.Zero).ShouldBe(1);
        (Simulator.Run(Of(ChannelKind.Chat), One).Groups[0].Busy.Value * 480).ShouldBe(20, 0.1); // busy with one or with five is busy
    }

    [Fact]
    public void Wrap_up_keeps_the_agent_until_it_is_done_and_no_longer_than_granted()
    {
        Scenario Of(TimeSpan needed) => new ScenarioBuilder()
            .AddQueue("q", q => q.WrapUp(Minutes(5)))
            .AddContacts("q", c => c.Taking(TenMinutes).WrappedUpIn(new Duration.Fixed(needed)).ArrivingAs(new ListedContact(Minutes(0)), new ListedContact(Minutes(1))))
            .AddAgents("team", a => a.Count(1))
            .Build();
        Waits(Run(Of(Minutes(2)))).ShouldBe([0, 11]);
        Waits(Run(Of(Minutes(9)))).ShouldBe([0, 14]);
    }

    [Fact]
    public void A_break_that_begins_in_another_lasts_its_whole_length()
    {
        var shift = Day(a => a.Shift(Minutes(0), Minutes(120), 1, new ShiftBreak(Minutes(10), Minutes(30)), new ShiftBreak(Minutes(20), Minutes(50)), new ShiftBreak(Minutes(30), Minutes(5))), Minutes(15));
        Waits(Run(shift)).ShouldBe([55]);
    }

    [Fact]
    public void A_queue_may_name_an_own_strategy()
    {
        var scenario = new ScenarioBuilder().AddQueue("q", q => q.Change(s => s with { Strategy = "last-by-name" }))
            .AddContacts("q", c => c.Taking(TenMinutes).ArrivingAs(new ListedContact(Minutes(0)), new ListedContact(Minutes(30)))).AddAgents("a", a => a.Count(1)).AddAgents("b", a => a.Count(1)).Build();
        Simulator.Run(scenario, One with { Strategies = [new Replays.OddReplayTests.LastByName()] }).ContactsOf(0).Select(contact => contact.Agent!.Value.Value).ShouldBe(["b-1", "b-1"]);
        Should.Throw<ScenarioException>(() => Run(scenario)).Message.ShouldContain("strategy 'last-by-name'");
    }

    [Fact]
    public void Settings_may_change_at_noon()
    {
        var scenario = Day(a => a.Count(1), Minutes(0), Minutes(1), Minutes(2), Minutes(3)) with
        {
            Commands = [new TimedCommand(TimeSpan.FromSeconds(90), new RouterCommand.SetQueue(new QueueSettings { Id = new QueueId("q"), MaxLength = 1 }))],
        };
        Run(scenario).Select(contact => contact.Fate).ShouldBe([ContactFate.Served, ContactFate.Served, ContactFate.Refused, ContactFate.Refused]);
    }

    [Fact]
    public void Settings_may_need_a_setup_before_them_and_a_refused_one_is_told()
    {
        var scenario = Day(a => a.Count(1), Minutes(0));
        Run(scenario with { Setup = [new RouterCommand.SetQueue(new QueueSettings { Id = new QueueId("other") })] }).Length.ShouldBe(1);
        Should.Throw<ScenarioException>(() => Run(scenario with { Setup = [new RouterCommand.RemoveQueue(new QueueId("none"))] })).Message.ShouldContain("There is no queue 'none'");
    }

    [Fact]
    public void Work_taken_from_an_agent_or_out_of_the_router_is_followed()
    {
        // At 1 the second agent takes over what the first has; at 2 a supervisor takes the waiting third out.
        WorkItemId Item(int contact) => RouterDesk.ItemId(contact);
        var scenario = Day(a => a.Count(2), Minutes(0), Minutes(0.5), Minutes(0.75)) with
        {
            Commands =
            [
                new TimedCommand(Minutes(0.9), new RouterCommand.Withdraw(Item(1), WithdrawReason.Closed)),
                new TimedCommand(Minutes(0.95), new RouterCommand.SetNotReady(new AgentId("team-1"), NotReadyReason.Break)),
                new TimedCommand(Minutes(2), new RouterCommand.SignOut(new AgentId("team-1"), HandBack: true)),
            ],
        };
        var contacts = Run(scenario);
        contacts[1].Fate.ShouldBe(ContactFate.Served); // closed while an agent had it
        contacts[2].Wait.TotalMinutes.ShouldBe(0.15, 0.001);
        contacts[0].Agent.ShouldBe(new AgentId("team-2")); // handed back at 2, taken when the other is free
        contacts[0].Wait.TotalMinutes.ShouldBe(10.9, 0.001);
        Should.NotThrow(() => Simulator.Run(scenario, One).QueueLengths[0].Value.ShouldBe((0.15 + 8.9) / 480, 0.001));
    }

    [Fact]
    public void An_emergency_goes_first()
    {
        var scenario = new ScenarioBuilder()
            .AddQueue("q")
            .AddContacts("q", c => c.Named("usual").Taking(TenMinutes).ArrivingAs(new ListedContact(Minutes(0)), new ListedContact(Minutes(1))))
            .AddContacts("q", c => c.Named("urgent").Taking(TenMinutes).WithPriority(Priority.Emergency).ArrivingAs(new ListedContact(Minutes(2))))
            .AddAgents("team", a => a.Count(1))
            .Build();
        Waits(Run(scenario)).ShouldBe([0, 19, 8]);
    }

    [Fact]
    public void Who_waits_when_everyone_has_gone_waits_to_the_end()
    {
        var contacts = Run(Day(a => a.Shift(Minutes(0), Minutes(5)), Minutes(0), Minutes(1)) with { Overtime = Minutes(60) });
        contacts[1].Fate.ShouldBe(ContactFate.StillWaiting);
        contacts[1].Wait.ShouldBe(Minutes(480 + 60 - 1));
    }

    [Fact]
    public void A_simulation_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => Simulator.Run(Published.PublishedScenarios.MultiSkill(), One, stop.Token));
        Should.Throw<OperationCanceledException>(() => Simulator.Run(Published.PublishedScenarios.MultiSkill(), One with { Days = 4, Parallelism = 2 }, stop.Token));
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static double[] Waits(IEnumerable<ContactOutcome> contacts) => [.. contacts.Select(contact => contact.Wait.TotalMinutes)];

    private static System.Collections.Immutable.ImmutableArray<ContactOutcome> Run(Scenario scenario) => Simulator.Run(scenario, One).ContactsOf(0);

    private static Scenario Day(Action<GroupBuilder> agents, params TimeSpan[] arrivals) => new ScenarioBuilder()
        .AddQueue("q")
        .AddContacts("q", c => c.Taking(TenMinutes).ArrivingAs([.. arrivals.Select(at => new ListedContact(at))]))
        .AddAgents("team", agents)
        .Build();
}
