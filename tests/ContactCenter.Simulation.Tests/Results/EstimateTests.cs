namespace ContactCenter.Simulation.Tests.Results;

public sealed class EstimateTests
{
    [Theory]
    [InlineData(0.975, 1, 12.7062047364)]
    [InlineData(0.975, 9, 2.2621571628)]
    [InlineData(0.95, 29, 1.6991270265)]
    [InlineData(0.995, 100, 2.6258905214)]
    [InlineData(0.975, 100_000, 1.9599881)]
    public void Quantiles_of_t_are_those_of_the_tables(double probability, int degrees, double expected) =>
        Student.Quantile(probability, degrees).ShouldBe(expected, 1e-6);

    [Fact]
    public void A_mean_has_its_t_interval()
    {
        var estimate = Estimate.OfMean([1, 2, 3, 4, 5]);
        estimate.Value.ShouldBe(3);
        estimate.HalfWidth.ShouldBe(2.7764451052 * Math.Sqrt(2.5 / 5), 1e-6);
        Estimate.OfMean([1, 2, 3, 4, 5], 0.99).HalfWidth.ShouldBeGreaterThan(estimate.HalfWidth);
        double.IsNaN(Estimate.OfMean([1]).HalfWidth).ShouldBeTrue();
        double.IsNaN(Estimate.OfMean([]).Value).ShouldBeTrue();
    }

    [Fact]
    public void A_ratio_is_of_the_sums()
    {
        var estimate = Estimate.OfRatio([1, 90], [10, 100]);
        estimate.Value.ShouldBe(91 / 110.0);
        Estimate.OfRatio([1, 2], [2, 4]).HalfWidth.ShouldBe(0, 1e-12);
        double.IsNaN(Estimate.OfRatio([0, 0], [0, 0]).Value).ShouldBeTrue();
    }

    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        var chance = RandomStream.For(1, 0, "coverage");
        var (means, ratios) = (0, 0);
        const int Trials = 4_000;
        for (var trial = 0; trial < Trials; trial++)
        {
            var below = Enumerable.Range(0, 20).Select(_ => 50 + (10 * chance.NextNormal())).ToArray();
            var above = below.Select(value => (0.8 * value) + (5 * chance.NextNormal())).ToArray();
            means += Estimate.OfMean(below).Contains(50) ? 1 : 0;
            ratios += Estimate.OfRatio(above, below).Contains(0.8) ? 1 : 0;
        }

        (means / (double)Trials).ShouldBe(0.95, 0.012);
        (ratios / (double)Trials).ShouldBe(0.95, 0.015);
    }
}
