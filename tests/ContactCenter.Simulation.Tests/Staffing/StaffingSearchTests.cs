namespace ContactCenter.Simulation.Tests.Staffing;

public sealed class StaffingSearchTests
{
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
    public void A_queue_nobody_can_serve_is_named() =>
        Should.Throw<ScenarioException>(() => StaffingSearch.Find(new ScenarioBuilder()
            .AddQueue("q", q => q.RequireSkill("gas", 3)).AddContacts("q", c => c.ArrivingPerHour(1)).AddAgents("a", a => a.Skill("gas", 2).Count(1)).Build()))
            .Message.ShouldContain("No group has the skills of the queue 'q'");
}
