namespace ContactCenter.Simulation.Tests.Published;

/// <summary>Thirty seeds, some days each: the mean over the seeds meets the published interval, and most seeds do by themselves.</summary>
public sealed class PublishedTests
{
    private const int Seeds = 30;
    private static readonly Lazy<SimulationResult[]> MultiSkill = new(() => Run(PublishedScenarios.MultiSkill(), days: 4));

    [Fact]
    public void A_single_queue_from_empty_meets_its_published_results()
    {
        var runs = Run(PublishedScenarios.SingleQueue(), days: 4);
        Meets(runs, result => result.Total.ServiceLevel, 0.900, 0.904);
        Meets(runs, result => Minutes(result.Total.SpeedOfAnswer), 0.097, 0.102);
        Meets(runs, result => result.Total.ServedInTime, 1812.6, 1819.7);
    }

    [Fact]
    public void A_single_queue_with_patience_meets_its_published_results()
    {
        var runs = Run(PublishedScenarios.SingleQueue(TimeSpan.FromMinutes(1)), days: 4);
        Meets(runs, result => result.Total.Abandoned, 57.66, 59.56);
        Meets(runs, result => result.Total.ServedInTime, 1903.8, 1908.2);
    }

    [Fact]
    public void Three_types_and_two_groups_meet_their_published_results()
    {
        var runs = MultiSkill.Value;
        Meets(runs, result => result.Total.Served, 4270, 4324);
        Meets(runs, result => result.Total.Abandoned, 876, 945);
        Meets(runs, result => result.Contact("t0p0").ServedInTime, 164, 176);
        Meets(runs, result => result.Contact("t1p1").ServedInTime, 506, 517);
        Meets(runs, result => result.Contact("t2p0").ServedInTime, 250, 269);
        Meets(runs, result => result.Contact("t2p2").ServedInTime, 22, 28);
    }

    [Fact]
    public void A_simulator_of_groups_that_knows_no_router_agrees()
    {
        var runs = MultiSkill.Value;
        var others = Enumerable.Range(1, Seeds).SelectMany(seed =>
        {
            var other = new GroupLevelSimulator(seed);
            return Enumerable.Range(0, 4).Select(_ => other.RunDay());
        }).ToArray();
        Agree(runs, result => result.Total.Served, others, day => day.Served);
        Agree(runs, result => result.Total.Abandoned, others, day => day.Abandoned);
        Agree(runs, result => result.Contact("t0p0").ServedInTime, others, day => day.GoodT0P0);
        Agree(runs, result => result.Contact("t1p1").ServedInTime, others, day => day.GoodT1P1);
        Agree(runs, result => result.Contact("t2p0").ServedInTime, others, day => day.GoodT2P0);
        Agree(runs, result => result.Contact("t2p2").ServedInTime, others, day => day.GoodT2P2);
    }

    private static void Agree(
        SimulationResult[] runs, Func<SimulationResult, Estimate> figure, GroupLevelSimulator.Outcome[] others, Func<GroupLevelSimulator.Outcome, double> otherFigure)
    {
        var own = Estimate.OfMean(Array.ConvertAll(runs, run => figure(run).Value));
        var other = Estimate.OfMean(Array.ConvertAll(others, day => otherFigure(day)));
        own.Overlaps(other.Low, other.High).ShouldBeTrue($"{own} and {other} have nothing in common");
    }

    private static SimulationResult[] Run(Scenario scenario, int days) =>
        [.. Enumerable.Range(1, Seeds).Select(seed => Simulator.Run(scenario, new SimulationOptions { Days = days, Seed = (ulong)seed, Parallelism = 2 }))];

    private static void Meets(SimulationResult[] runs, Func<SimulationResult, Estimate> figure, double low, double high)
    {
        var figures = Array.ConvertAll(runs, run => figure(run));
        var all = Estimate.OfMean(Array.ConvertAll(figures, each => each.Value));
        all.Overlaps(low, high).ShouldBeTrue($"{all} over {Seeds} seeds has nothing in common with {low} to {high}");
        figures.Count(each => each.Overlaps(low, high)).ShouldBeGreaterThan(Seeds / 2);
    }

    private static Estimate Minutes(Estimate seconds) => new(seconds.Value / 60, seconds.HalfWidth / 60, seconds.Days);
}
