namespace ContactCenter.Simulation.Tests.Chance;

public sealed class ChanceTests
{
    [Fact]
    public void Logarithm_and_exponential_are_right_to_the_last_bits()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.37)
        {
            PortableMath.Log(x).ShouldBe(Math.Log(x), Math.Abs(Math.Log(x)) * 4e-16);
        }

        for (var x = -700.0; x < 700; x += 0.737)
        {
            PortableMath.Exp(x).ShouldBe(Math.Exp(x), Math.Exp(x) * 1e-15);
        }

        PortableMath.Log(1).ShouldBe(0);
        PortableMath.Exp(0).ShouldBe(1);
        (PortableMath.Exp(-1_000), PortableMath.Exp(1_000)).ShouldBe((0, double.PositiveInfinity));
    }

    [Fact]
    public void A_stream_is_the_same_on_every_machine()
    {
        var stream = RandomStream.For(1, 2, "arrivals/faults", 3);
        var drawn = Enumerable.Range(0, 3).Select(_ => BitConverter.DoubleToInt64Bits(stream.NextDouble()))
            .Concat(Enumerable.Range(0, 3).Select(_ => BitConverter.DoubleToInt64Bits(stream.NextGamma(0.7))))
            .Concat(Enumerable.Range(0, 3).Select(_ => BitConverter.DoubleToInt64Bits(stream.NextGamma(28.7))))
            .Aggregate(17L, (hash, bits) => unchecked((hash * 31) + bits));
        drawn.ShouldBe(Fingerprint);

        var again = RandomStream.For(1, 2, "arrivals/faults", 3); // as another implementation of the generator draws them
        new[] { again.NextDouble(), again.NextDouble(), again.NextDouble() }.ShouldBe([0.6225112397348123, 0.6553354095343404, 0.7452882633674838]);
    }

    [Fact]
    public void Streams_of_different_purposes_days_and_seeds_differ()
    {
        RandomStream[] streams =
        [
            RandomStream.For(1, 0, "a"), RandomStream.For(2, 0, "a"), RandomStream.For(1, 1, "a"), RandomStream.For(1, 0, "b"), RandomStream.For(1, 0, "a", 1),
        ];
        streams.Select(stream => stream.NextDouble()).Distinct().Count().ShouldBe(streams.Length);
    }

    public static TheoryData<Duration, double, double> Durations() => new()
    {
        { new Duration.Exponential(TimeSpan.FromSeconds(100)), 100, 100 },
        { new Duration.Lognormal(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(60)), 100, 60 },
        { new Duration.Gamma(TimeSpan.FromSeconds(100), 4), 100, 50 },
        { new Duration.Gamma(TimeSpan.FromSeconds(100), 0.5), 100, 141.42 },
        { new Duration.Fixed(TimeSpan.FromSeconds(100)), 100, 0 },
        { new Duration.Empirical([TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(150)]), 100, 50 },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public void Each_duration_has_its_mean_and_its_spread(Duration duration, double mean, double deviation)
    {
        var chance = RandomStream.For(1, 0, "test");
        var drawn = Enumerable.Range(0, 200_000).Select(_ => duration.Draw(chance) / 1000.0).ToArray();
        drawn.Average().ShouldBe(mean, 1.5);
        Math.Sqrt(drawn.Average(value => (value - mean) * (value - mean))).ShouldBe(deviation, 0.015 * deviation + 0.01);
        duration.Average.TotalSeconds.ShouldBe(mean, 1e-6);
        duration.FindFault().ShouldBeNull();
    }

    [Fact]
    public void An_exponential_is_memoryless()
    {
        var chance = RandomStream.For(1, 0, "test");
        var drawn = Enumerable.Range(0, 200_000).Select(_ => chance.NextExponential()).ToArray();
        foreach (var limit in new[] { 0.1, 1.0, 3.0 })
        {
            (drawn.Count(value => value > limit) / (double)drawn.Length).ShouldBe(Math.Exp(-limit), 0.004);
        }
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        new Duration.Exponential(TimeSpan.Zero).FindFault().ShouldNotBeNull().ShouldContain("give more than 0");
        new Duration.Gamma(TimeSpan.FromSeconds(1), double.NaN).FindFault().ShouldNotBeNull().ShouldContain("shape");
        new Duration.Empirical([]).FindFault().ShouldNotBeNull().ShouldContain("at least one");
        new Duration.Fixed(TimeSpan.FromDays(31)).FindFault().ShouldNotBeNull();
    }

    private const long Fingerprint = 7872214325403140722;
}
