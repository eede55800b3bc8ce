namespace ContactCenter.Sip.Tests.Audio;

/// <summary>The instruments measure what they are given; other tests rely on them.</summary>
public sealed class ToneAnalysisTests
{
    [Theory, InlineData(350.3, -10.0, 8_000), InlineData(1_004, 0.0, 8_000), InlineData(7_123.4, -25.0, 48_000)]
    public void Frequency_and_level_of_a_tone_are_measured(double frequency, double level, int rate)
    {
        var tone = Signals.Tone(frequency, level, 0.2, rate);
        ToneAnalysis.Frequency(tone, rate).ShouldBe(frequency, 0.2);
        ToneAnalysis.LevelAt(tone, frequency, rate).ShouldBe(level, 0.05);
        ToneAnalysis.Level(tone).ShouldBe(level, 0.05);
        ToneAnalysis.LevelAt(tone, frequency * 0.6, rate).ShouldBeLessThan(level - 60);
    }

    [Theory, InlineData(0), InlineData(37), InlineData(400)]
    public void The_delay_of_a_voice_is_found_in_noise(int delay)
    {
        var sent = Signals.Voice(1);
        var received = Signals.Sum(Signals.Join(new short[delay], sent), Signals.Noise(-40, 1.1));
        ToneAnalysis.Delay(sent, received, 800).ShouldBe(delay);
    }

    [Fact]
    public void Gaps_are_found_where_they_are()
    {
        var heard = Signals.Join(Signals.Tone(440, -10, 0.5), Signals.Silence(0.04), Signals.Tone(440, -10, 0.3), Signals.Silence(0.02), Signals.Tone(440, -10, 0.2));
        var gaps = ToneAnalysis.Gaps(heard, 8_000);
        gaps.Count.ShouldBe(2);
        gaps[0].ShouldBe((4_000, 320));
        gaps[1].ShouldBe((6_720, 160));
    }
}
