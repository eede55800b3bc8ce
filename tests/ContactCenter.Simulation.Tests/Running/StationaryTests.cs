using ContactCenter.Routing;

namespace ContactCenter.Simulation.Tests.Running;

/// <summary>The real router at steady state against the closed formulas, and laws that hold whatever the router does.</summary>
public sealed class StationaryTests
{
    private static readonly SimulationOptions Options = new() { Days = 12, Parallelism = 2, Confidence = 0.999 };

    [Fact]
    public void Without_patience_it_is_Erlang_C()
    {
        var result = Simulator.Run(Steady(14, 200, TimeSpan.FromMinutes(3)), Options);
        var c = new ErlangC(14, 200, TimeSpan.FromMinutes(3));
        result.Total.ServiceLevel.Contains(c.ServiceLevel(TimeSpan.FromSeconds(20))).ShouldBeTrue();
        result.Total.MeanWait.Contains(c.MeanWaitSeconds).ShouldBeTrue();
        result.Groups[0].Occupancy.Contains(c.Occupancy).ShouldBeTrue();
        result.QueueLengths[0].Contains(c.QueueLength).ShouldBeTrue();
    }

    [Theory]
    [InlineData(5, 240, 1, 2, 12)]
    [InlineData(50, 3300, 1, 2, 4)] // overload
    public void With_patience_it_is_Erlang_A_by_every_formula(int agents, double perHour, double handling, double patience, int days)
    {
        var result = Simulator.Run(Steady(agents, perHour, TimeSpan.FromMinutes(handling), TimeSpan.FromMinutes(patience)), Options with { Days = days });
        var a = new ErlangA(agents, perHour, TimeSpan.FromMinutes(handling), TimeSpan.FromMinutes(patience));
        result.Total.AbandonedShare.Contains(a.AbandonProbability).ShouldBeTrue();
        result.Total.MeanWait.Contains(a.MeanWaitSeconds).ShouldBeTrue();
        result.Total.SpeedOfAnswer.Contains(a.ServedMeanWaitSeconds).ShouldBeTrue();
        result.Groups[0].Occupancy.Contains(a.Occupancy).ShouldBeTrue();
        foreach (var formula in Enum.GetValues<ServiceLevelFormula>())
        {
            var exact = a.ServiceLevel(TimeSpan.FromSeconds(20), formula, TimeSpan.FromSeconds(5));
            result.Total.ServiceLevelBy(formula).Contains(exact).ShouldBeTrue($"{formula}: {result.Total.ServiceLevelBy(formula)} against {exact}");
        }
    }

    [Fact]
    public void A_queue_that_is_full_refuses_as_the_formula_says()
    {
        var scenario = Steady(10, 600, TimeSpan.FromMinutes(1));
        scenario = scenario with { Queues = [scenario.Queues[0] with { Settings = scenario.Queues[0].Settings with { MaxLength = 5 } }] };
        var result = Simulator.Run(scenario, Options);
        var exact = new FiniteQueue(10, 5, 600, TimeSpan.FromMinutes(1));
        result.Total.RefusedShare.Contains(exact.BlockingProbability).ShouldBeTrue($"{result.Total.RefusedShare} against {exact.BlockingProbability}");
        result.Total.SpeedOfAnswer.Contains(exact.MeanWaitSeconds).ShouldBeTrue($"{result.Total.SpeedOfAnswer} against {exact.MeanWaitSeconds}");
        result.Total.ServiceLevel.Contains(exact.ServiceLevel(TimeSpan.FromSeconds(20))).ShouldBeTrue();
    }

    [Fact]
    public void What_waits_is_what_comes_times_how_long_it_waits()
    {
        foreach (var patience in new[] { default(TimeSpan?), TimeSpan.FromMinutes(1) })
        {
            var scenario = Steady(10, 560, TimeSpan.FromMinutes(1), patience);
            var result = Simulator.Run(scenario, Options with { Days = 15, Confidence = 0.99 });
            var measured = scenario.Length - scenario.WarmUp;
            var byWaits = result.Total.Arrived.Value / measured.TotalSeconds * result.Total.MeanWait.Value; // λW
            result.QueueLengths[0].Contains(byWaits).ShouldBeTrue($"{result.QueueLengths[0]} against {byWaits}");
            byWaits.ShouldBe(result.QueueLengths[0].Value, byWaits * 0.02); // measured apart: the line over time, and each wait
        }
    }

    [Fact]
    public void Service_levels_by_the_formulas_are_in_order()
    {
        var result = Simulator.Run(Published.PublishedScenarios.MultiSkill(), new SimulationOptions { Days = 10 });
        foreach (var figures in result.Contacts.Append(result.Total))
        {
            var all = figures.ServiceLevelBy(ServiceLevelFormula.All).Value;
            all.ShouldBeLessThanOrEqualTo(figures.ServiceLevelBy(ServiceLevelFormula.WithoutShortAbandons).Value);
            figures.ServiceLevelBy(ServiceLevelFormula.WithoutShortAbandons).Value.ShouldBeLessThanOrEqualTo(figures.ServiceLevelBy(ServiceLevelFormula.LateAbandons).Value);
            figures.ServiceLevelBy(ServiceLevelFormula.LateAbandons).Value.ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Fact]
    public void All_skills_are_Erlang_C_and_two_are_almost_as_good()
    {
        Estimate Wait(int skills) => Simulator.Run(Published.PublishedScenarios.SkillChain(skills), Options with { Days = 4 }).Total.MeanWait;
        var (one, two, six) = (Wait(1).Value, Wait(2).Value, Wait(6));
        six.Contains(new ErlangC(90, 504, TimeSpan.FromMinutes(10)).MeanWaitSeconds).ShouldBeTrue(six.ToString());
        two.ShouldBeInRange(six.Value, six.Value * 1.6);
        one.ShouldBeGreaterThan(two * 4);
    }

    internal static Scenario Steady(int agents, double perHour, TimeSpan handling, TimeSpan? patience = null) => new()
    {
        Length = TimeSpan.FromHours(20),
        WarmUp = TimeSpan.FromHours(2),
        Interval = TimeSpan.FromHours(20),
        Queues = [new ScenarioQueue { Settings = new QueueSettings { Id = new QueueId("q") } }],
        Contacts =
        [
            new ContactType
            {
                Name = "c",
                Queue = new QueueId("q"),
                Arrivals = new Arrivals.Poisson(perHour),
                Handling = new Duration.Exponential(handling),
                Patience = patience is { } mean ? new Duration.Exponential(mean) : null,
            },
        ],
        Groups = [new AgentGroup { Settings = new AgentSettings { Id = new AgentId("a") }, Staffing = [agents] }],
    };
}
