using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class AudioLevelTests
{
    [Fact]
    public void A_full_scale_sine_has_0_dBFS_of_peak_minus_3_dBov_and_3_14_dBm0()
    {
        var sine = Signals.Make(1, 8_000, static i => 32_768 * Math.Sin(i * 0.7));
        AudioLevel.PeakDbfs(sine).ShouldBe(0, 0.001);
        AudioLevel.Dbov(sine).ShouldBe(-3.01, 0.01);
        AudioLevel.Dbm0(sine).ShouldBe(3.14, 0.01);
    }

    [Theory, InlineData(0), InlineData(-10), InlineData(-40)]
    public void A_tone_has_the_level_it_was_made_with(double dbm0)
    {
        AudioLevel.Dbm0(Signals.Tone(1_000, dbm0, 1)).ShouldBe(dbm0, 0.05);
        AudioLevel.AmplitudeOfDbm0(dbm0).ShouldBe(Signals.Amplitude(dbm0), 1e-6);
    }

    [Fact]
    public void Silence_nothing_and_the_loudest_square_have_their_levels()
    {
        AudioLevel.Dbov(new short[160]).ShouldBe(-127);
        AudioLevel.Dbov([]).ShouldBe(-127);
        AudioLevel.PeakDbfs(new short[160]).ShouldBe(-127);
        AudioLevel.Dbov(Enumerable.Repeat(short.MinValue, 100_001).ToArray()).ShouldBe(0, 1e-9);
        AudioLevel.PeakDbfs([short.MinValue]).ShouldBe(0, 1e-9);
    }
}
