using ContactCenter.Channels.Voice.Sound;

namespace ContactCenter.Channels.Voice.Tests;

public sealed class ClipTests
{
    [Theory]
    [InlineData(8_000, 8_000, 1)]
    [InlineData(24_000, 16_000, 1.5)]
    public void It_lasts_as_long_as_its_samples(int samples, int rate, double seconds) =>
        new Clip(new short[samples], rate).Length.ShouldBe(TimeSpan.FromSeconds(seconds));
}
