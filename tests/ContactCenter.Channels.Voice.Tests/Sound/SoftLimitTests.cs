using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests.Sound;

public sealed class SoftLimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    [InlineData(167)]
    public void What_is_rounded_is_the_nearest_sample_within_the_limits_however_long_the_frame(int length)
    {
        var random = new Random(length);
        var sum = Enumerable.Range(0, length).Select(_ => (random.NextSingle() - 0.5f) * 140_000).ToArray();
        (sum[0], sum[^1]) = (3.0e9f, length > 1 ? -40_000 : 3.0e9f);
        sum[length / 2] = length > 2 ? 2.5f : sum[length / 2];
        var samples = new short[length];
        SoftLimit.Round(sum, samples);
        samples.ShouldBe(sum.Select(static value => (short)Math.Clamp(Math.Round((double)value), short.MinValue, short.MaxValue)));
    }
}
