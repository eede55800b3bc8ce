using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Staffing;

public sealed class StaffingSearchTests
{
    private static readonly StaffingSearchOptions Few = new() { Simulation = new SimulationOptions { Days = 3 }, MostSimulations = 100 };

    [Fact]
    public void For_one_queue_at_steady_state_it_finds_what_Erlang_finds()
    {
        var demand = new QueueDemand { PerHour = 40, Handling = TimeSpan.FromMinutes(3) };
        var scenario = Running.StationaryTests.Steady(1, 40, TimeSpan.FromMinutes(3));
        var plan = StaffingSearch.Find(scenario, new StaffingSearchOptions { Simulation = new SimulationOptions { Days = 6 } });
        plan.IsMet.ShouldBeTrue();
        plan.IsMinimal.ShouldBeTrue();
        plan.ByGroup["a"].ShouldBe([ErlangStaffing.AgentsFor(demand).Agents]);
    }

    [Fact]
    public void By_skills_every_queue_reaches_its_goal_in_every_interval_and_nobody_can_be_taken_out()
    {
        var scenario = new ScenarioBuilder()
            .Lasting(TimeSpan.FromHours(3)).InIntervalsOf(TimeSpan.FromHours(1))
            .AddQueue("gas", q => q.RequireSkill("gas"))
            .AddQueue("heat", q => q.RequireSkill("heat").ServiceLevel(70, TimeSpan.FromSeconds(30)))
            .AddContacts("gas", c => c.Arriving(TimeSpan.FromHours(1), 20, 40, 20).WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(4))))
            .AddContacts("heat", c => c.Arriving(TimeSpan.FromHours(1), 15, 10, 30).WaitingAtMost(new Duration.Exponential(TimeSpan.FromMinutes(4))))
            .AddAgents("gas", a => a.Skill("gas").Count(0))
            .AddAgents("both", a => a.Skill("gas").Skill("heat").Count(0))
            .Build();
        var options = new StaffingSearchOptions { Simulation = new SimulationOptions { Days = 10 } };
        var plan = StaffingSearch.Find(scenario, options);
        plan.IsMet.ShouldBeTrue();
        plan.IsMinimal.ShouldBeTrue();
        plan.Result.Queues.ShouldAllBe(queue => queue.ByInterval.All(interval => interval.ServiceLevel.Value >= queue.Goal.Target));
        for (var group = 0; group < 2; group++)
        {
            for (var i = 0; i < 3; i++)
            {
                var fewer = plan.Scenario.Groups[group].Staffing;
                if (fewer[i] > 0)
                {
                    var without = plan.Scenario with { Groups = plan.Scenario.Groups.SetItem(group, plan.Scenario.Groups[group] with { Staffing = fewer.SetItem(i, fewer[i] - 1) }) };
                    Simulator.Run(without, options.Simulation).Queues.ShouldContain(queue => queue.ByInterval.Any(interval => interval.ServiceLevel.Value < queue.Goal.Target));
                }
            }
        }
    }

    [Fact]
    public void It_stops_when_its_simulations_are_used_up_and_says_so()
    {
        var plan = StaffingSearch.Find(Running.StationaryTests.Steady(1, 200, TimeSpan.FromMinutes(3)), new StaffingSearchOptions { MostSimulations = 2, Simulation = new SimulationOptions { Days = 1 } });
        plan.IsMinimal.ShouldBeFalse();
        plan.Simulations.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Who_can_serve_is_judged_by_the_widest_ring_and_the_team()
    {
        var scenario = new ScenarioBuilder().Lasting(TimeSpan.FromHours(1))
            .AddQueue("q", q => q.RequireSkill("de", 5).ServiceLevel(50, TimeSpan.FromMinutes(2))
                .Change(s => s with { Rings = [new QueueRing { After = TimeSpan.FromSeconds(10), LowerBy = 2 }], Teams = [new TeamId("north")] }))
            .AddContacts("q", c => c.ArrivingPerHour(30))
            .AddAgents("south", a => a.Skill("de", 9).Count(0))
            .AddAgents("north", a => a.Skill("de", 3).Count(0).Change(g => g with { Settings = g.Settings with { Team = new TeamId("north") } }))
            .Build();
        var plan = StaffingSearch.Find(scenario, Few);
        plan.IsMet.ShouldBeTrue();
        plan.ByGroup["south"].ShouldAllBe(static agents => agents == 0);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("site")]
    [InlineData("type")]
    [InlineData("capacity")]
    public void What_no_group_can_serve_is_named_before_anything_is_simulated(string what)
    {
        var scenario = new ScenarioBuilder()
            .AddQueue("q", q => q.Change(s => what == "team" ? s with { Teams = [new TeamId("north")] } : what == "site" ? s with { Sites = [new SiteId("rome")] } : s))
            .AddContacts("q", c => c.Named("call").ArrivingPerHour(30).Change(t => what == "type" ? t with { Skills = [new SkillLevel(new SkillId("rare"), 1)] } : t))
            .AddAgents("g", a => a.Count(3).Change(g => what == "capacity" ? g with { Settings = g.Settings with { Capacity = 20 } } : g))
            .Build();
        Should.Throw<ScenarioException>(() => StaffingSearch.Find(scenario, Few)).Message.ShouldContain("No group can serve the contact type 'call' in the queue 'q'");
    }

    [Fact]
    public void A_queue_served_only_where_it_overflows_to_is_staffed_there()
    {
        var scenario = new ScenarioBuilder().Lasting(TimeSpan.FromHours(1))
            .AddQueue("front", q => q.RequireSkill("none").Change(s => s with { Overflow = [new OverflowRule(OverflowTrigger.NoAgent, OverflowTarget.Queue) { Queue = new QueueId("back") }] }))
            .AddQueue("back")
            .AddContacts("front", c => c.ArrivingPerHour(30))
            .AddAgents("g", a => a.Count(0))
            .Build();
        StaffingSearch.Find(scenario, Few).IsMet.ShouldBeTrue();
    }

    [Fact]
    public void Where_more_agents_do_not_help_it_stops_and_names_the_queue()
    {
        var scenario = new ScenarioBuilder().Lasting(TimeSpan.FromHours(1))
            .AddQueue("slow", q => q.RequireSkill("de", 5).Change(s => s with { Rings = [new QueueRing { After = TimeSpan.FromMinutes(5), LowerBy = 2 }] }))
            .AddContacts("slow", c => c.ArrivingPerHour(30))
            .AddAgents("g", a => a.Skill("de", 3).Count(0))
            .Build();
        var plan = StaffingSearch.Find(scenario, Few with { MostSimulations = 1_000 });
        plan.IsMet.ShouldBeFalse();
        plan.Simulations.ShouldBeLessThan(60);
        plan.OutOfReach.ShouldBe(["slow"]);
    }

    [Fact]
    public void A_queue_nobody_can_serve_is_named() =>
        Should.Throw<ScenarioException>(() => StaffingSearch.Find(new ScenarioBuilder()
            .AddQueue("q", q => q.RequireSkill("gas", 3)).AddContacts("q", c => c.ArrivingPerHour(1)).AddAgents("a", a => a.Skill("gas", 2).Count(1)).Build()))
            .Message.ShouldContain("No group can serve the contact type 'q' in the queue 'q'");
}
