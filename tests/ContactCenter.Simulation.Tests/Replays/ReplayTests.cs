using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Replays;

public sealed class ReplayTests
{
    private static readonly ImmutableArray<RouterRecord> Journal = Record(Yesterday());

    [Fact]
    public void Nothing_changed_is_the_day_as_it_was()
    {
        var day = RecordedDay.Read(Journal);
        day.Notes.ShouldBeEmpty();
        day.Contacts.Length.ShouldBeGreaterThan(700);
        day.Contacts.Select(contact => contact.Fate).Distinct().Count().ShouldBe(2);
        var result = Replay.Run(day, new ReplayChange());
        result.Contacts.Where(contact => contact.Unchanged.Wait != contact.Recorded.Wait).Select(contact => (contact.Recorded.At, contact.Recorded, contact.Unchanged)).Take(2).ShouldBeEmpty();
        result.Fidelity.ShouldBe(1);
        result.Contacts.ShouldAllBe(contact =>
            contact.Unchanged == new ReplayedFate(contact.Recorded.Fate, contact.Recorded.Wait, contact.Recorded.Agent) && contact.Changed == contact.Unchanged);
        result.Total.Changed.ShouldBe(result.Total.Recorded);
    }

    [Fact]
    public void A_journal_reads_back_what_was_simulated()
    {
        var simulated = Simulator.Run(Yesterday(), new SimulationOptions { Days = 1, KeepContacts = true }).ContactsOf(0);
        RecordedDay.Read(Journal).Contacts.Select(contact => (contact.Fate, contact.Wait, contact.Agent)).ShouldBe(simulated.Select(contact => (contact.Fate, contact.Wait, contact.Agent)));
    }

    [Fact]
    public void Agents_who_learn_another_skill_shorten_the_wait_of_its_queue()
    {
        var day = RecordedDay.Read(Journal);
        var change = new ReplayChange { Agents = [.. day.Agents.Where(agent => agent.Id.Value.StartsWith("heat", StringComparison.Ordinal)).Select(agent => agent with { Skills = agent.Skills.Add(new SkillLevel(new SkillId("gas"), 1)) })] };
        var result = Replay.Run(day, change);
        var gas = result.Queues.Single(queue => queue.Name == "gas");
        gas.Changed.ServiceLevel.ShouldBeGreaterThan(gas.Unchanged.ServiceLevel + 0.1);
        gas.Changed.SpeedOfAnswerSeconds.ShouldBeLessThan(gas.Unchanged.SpeedOfAnswerSeconds);
        result.Contacts.Count(contact => contact.LongerWait < TimeSpan.Zero).ShouldBeGreaterThan(100);
        gas.Changed.Contacts.ShouldBe(gas.Recorded.Contacts);
    }

    [Fact]
    public void One_agent_more_helps_and_a_shorter_queue_refuses()
    {
        var day = RecordedDay.Read(Journal);
        var more = Replay.Run(day, new ReplayChange
        {
            Groups =
            [
                new AgentGroup
                {
                    Settings = new AgentSettings { Id = new AgentId("new"), Skills = [new SkillLevel(new SkillId("gas"), 1)] },
                    Shifts = [new WorkShift { From = TimeSpan.Zero, To = TimeSpan.FromHours(6), Agents = 2 }],
                },
            ],
        });
        more.Total.Changed.Abandoned.ShouldBeLessThan(more.Total.Unchanged.Abandoned);

        var gas = day.Queues.Single(queue => queue.Id.Value == "gas");
        Replay.Run(day, new ReplayChange { Queues = [gas with { MaxLength = 1 }] }).Total.Changed.Refused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_priority_given_to_some_is_taken_from_the_others()
    {
        var day = RecordedDay.Read(Journal);
        var chosen = day.Contacts.Where((contact, i) => contact.Item.Queue.Value == "gas" && i % 3 == 0).Select(contact => contact.Item.Id).ToHashSet();
        var result = Replay.Run(day, new ReplayChange { Items = item => chosen.Contains(item.Id) ? item with { Priority = new Priority(50) } : item });
        var gas = result.Contacts.Where(contact => contact.Recorded.Item.Queue.Value == "gas").ToLookup(contact => chosen.Contains(contact.Recorded.Item.Id));
        gas[true].Average(contact => contact.LongerWait.TotalSeconds).ShouldBeLessThan(0);
        gas[false].Average(contact => contact.LongerWait.TotalSeconds).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_part_of_a_journal_begins_with_what_was_set_and_who_was_there_before()
    {
        var from = new Scenario { Length = default }.Start + TimeSpan.FromHours(1);
        var day = RecordedDay.Read(Journal, from, from + TimeSpan.FromHours(2));
        day.Queues.Length.ShouldBe(2);
        day.Notes.ShouldHaveSingleItem().ShouldContain("were there before the day began");
        day.Contacts.ShouldAllBe(contact => contact.At >= from && contact.At < from + TimeSpan.FromHours(2));
        var result = Replay.Run(day, new ReplayChange());
        result.Fidelity.ShouldBeGreaterThan(0.5); // it begins with idle agents
        result.Total.Unchanged.Served.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void What_cannot_be_repeated_is_said()
    {
        var scenario = Yesterday();
        var notes = RecordedDay.Read(Record(scenario with { Groups = [.. scenario.Groups.Select(group => group with { Misses = 0.05 })] })).Notes;
        notes.ShouldHaveSingleItem().ShouldContain("offers were not answered in time");
    }

    [Fact]
    public void A_journal_without_contacts_and_a_change_of_nobody_are_refused()
    {
        Should.Throw<ScenarioException>(() => RecordedDay.Read([])).Message.ShouldContain("no contact");
        var day = RecordedDay.Read(Journal);
        Should.Throw<ScenarioException>(() => Replay.Run(day, new ReplayChange { Queues = [new QueueSettings { Id = new QueueId("none") }] })).Message.ShouldContain("the queue 'none' is not of that day");
        Should.Throw<ScenarioException>(() => Replay.Run(day, ReplayChange.Read("""{ "agents": [ { "id": "nobody" } ] }"""))).Message.ShouldContain("the agent 'nobody'");
        Should.Throw<ScenarioException>(() => ReplayChange.Read("""{ "queue": [] }""")).Message.ShouldContain("queue");
    }

    [Fact]
    public void Patience_is_drawn_beyond_what_was_waited_already()
    {
        var patience = new Patience([(10, true), (20, false), (30, true), (40, true), (50, false)]);
        var chance = RandomStream.For(1, 0, "patience");
        var drawn = Enumerable.Range(0, 20_000).Select(_ => patience.DrawOver(0, chance)).ToArray();
        double Share(long at) => drawn.Count(one => one == at) / 20_000.0;
        Share(10).ShouldBe(0.2, 0.01); // 1 of 5
        Share(30).ShouldBe(0.8 / 3, 0.012); // 1 of the 3 still there
        Share(40).ShouldBe(0.8 / 3, 0.012);
        Share(-1).ShouldBe(0.8 / 3, 0.012); // nobody was seen to leave later
        Enumerable.Range(0, 1_000).Select(_ => patience.DrawOver(30, chance)).Distinct().Order().ShouldBe([-1, 40]);
    }

    private static Scenario Yesterday() => new ScenarioBuilder("yesterday")
        .Lasting(TimeSpan.FromHours(6))
        .AddQueue("gas", q => q.RequireSkill("gas").WrapUp(TimeSpan.FromMinutes(1)))
        .AddQueue("heat", q => q.RequireSkill("heat"))
        .AddContacts("gas", c => c.ArrivingPerHour(100).Taking(new Duration.Lognormal(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2)))
            .WrappedUpIn(new Duration.Exponential(TimeSpan.FromSeconds(20))).WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(3))))
        .AddContacts("heat", c => c.ArrivingPerHour(40).WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(3))))
        .AddAgents("gas", a => a.Skill("gas").Count(6).Answering(new Duration.Exponential(TimeSpan.FromSeconds(3))))
        .AddAgents("heat", a => a.Skill("heat").Count(3).Shift(TimeSpan.FromHours(1), TimeSpan.FromHours(5), 1, new ShiftBreak(TimeSpan.FromHours(3), TimeSpan.FromMinutes(15))))
        .Build();

    private static ImmutableArray<RouterRecord> Record(Scenario scenario)
    {
        var records = ImmutableArray.CreateBuilder<RouterRecord>();
        Simulator.Run(scenario, new SimulationOptions { Days = 1, Listener = (_, record) => records.Add(record) });
        return records.ToImmutable();
    }
}
