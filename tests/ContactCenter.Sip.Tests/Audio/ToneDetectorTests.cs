using System.Collections.Concurrent;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class ToneDetectorTests
{
    private static readonly ConcurrentDictionary<(string Country, CallProgress Tone), short[]> Lines = new();
    private static readonly CallProgress[] Tones = [CallProgress.Dial, CallProgress.Ringback, CallProgress.Busy, CallProgress.Congestion];

    public static IEnumerable<object[]> OfCountries => CallProgressTones.Countries.SelectMany(static c => Tones.Select(t => new object[] { c, t }));

    [Theory, MemberData(nameof(OfCountries))]
    public void A_tone_of_the_network_is_found_in_noise_and_taken_for_no_other_of_its_country(string country, CallProgress tone)
    {
        foreach (var other in Tones)
        {
            var found = new ToneDetector(8_000, ToneTarget.Of(country, tone)).Process(Line(country, other));
            if (other == tone)
            {
                found.ShouldBeGreaterThan(0);
            }
            else
            {
                found.ShouldBe(0, $"{other} is not {tone}");
            }
        }
    }

    private static short[] Line(string country, CallProgress tone) => Lines.GetOrAdd((country, tone), static of =>
    {
        var heard = new short[12 * 8_000];
        new TonePlayer(8_000, CallProgressTones.Of(of.Country, of.Tone)).Read(heard);
        return Signals.Sum(Signals.Join(Signals.Silence(0.217), heard), Signals.Noise(-33, 12));
    });

    [Theory, InlineData(1_100, 0.5, 1), InlineData(1_138, 0.43, 1), InlineData(1_062, 0.57, 1), InlineData(1_100, 0.2, 0), InlineData(1_100, 1, 0), InlineData(1_200, 0.5, 0), InlineData(1_000, 0.5, 0)]
    public void The_call_of_a_fax_machine_is_found(double frequency, double seconds, int times)
    {
        var line = Signals.Join(Signals.Silence(0.3), Signals.Tone(frequency, -20, seconds), Signals.Silence(1));
        new ToneDetector(8_000, ToneTarget.FaxCalling).Process(Signals.Sum(line, Signals.Noise(-40, 2.5))).ShouldBe(times);
    }

    [Theory, InlineData(2_100, 3, 1), InlineData(2_115, 3, 1), InlineData(2_085, 3, 1), InlineData(2_100, 0.8, 0), InlineData(2_225, 3, 0), InlineData(2_000, 3, 0)]
    public void The_answer_of_a_fax_machine_is_found_once_after_a_second(double frequency, double seconds, int times)
    {
        var detector = new ToneDetector(16_000, ToneTarget.FaxAnswering);
        detector.Process(Signals.Join(Signals.Silence(0.3, 16_000), Signals.Tone(frequency, -30, seconds, 16_000))).ShouldBe(times);
        detector.IsSounding.ShouldBe(Math.Abs(frequency - 2_100) <= 15);
    }

    [Fact]
    public void A_voice_is_no_tone()
    {
        var voice = Signals.Voice(20, seed: 5);
        foreach (var target in (ToneTarget[])[ToneTarget.FaxCalling, ToneTarget.FaxAnswering, ToneTarget.Of("IT", CallProgress.Busy), ToneTarget.Of("US", CallProgress.Ringback)])
        {
            new ToneDetector(8_000, target).Process(voice).ShouldBe(0, target.Name);
        }
    }

    [Fact]
    public void One_of_two_frequencies_alone_is_not_the_tone()
    {
        var target = ToneTarget.Of("US", CallProgress.Busy);
        foreach (var frequency in target.Frequencies)
        {
            var detector = new ToneDetector(8_000, target);
            detector.Process(Signals.Tone(frequency, -10, 1));
            detector.IsSounding.ShouldBeFalse();
        }
    }

    [Theory, InlineData(425), InlineData(800), InlineData(1_000), InlineData(1_400), InlineData(2_450)]
    public void The_beep_of_an_answering_machine_is_found_with_its_frequency_after_a_greeting_in_noise(double frequency)
    {
        var detector = new BeepDetector(8_000);
        var line = Signals.Sum(Signals.Join(Signals.Voice(5, seed: 2), Signals.Tone(frequency, -15, 0.3), Signals.Silence(0.5)), Signals.Noise(-40, 5.8));
        detector.Process(line.AsSpan(0, 40_000)).ShouldBeFalse("a voice is no beep");
        detector.Process(line.AsSpan(40_000, 2_000)).ShouldBeFalse("it has not ended");
        detector.IsSounding.ShouldBeTrue();
        detector.Process(line.AsSpan(42_000)).ShouldBeTrue();
        detector.Frequency.ShouldBe(frequency, 10);
    }

    [Fact]
    public void Voices_noise_two_tones_and_short_tones_are_no_beep()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            new BeepDetector(8_000).Process(Signals.Voice(20, seed: seed)).ShouldBeFalse();
        }

        new BeepDetector(8_000).Process(Signals.Noise(-10, 5)).ShouldBeFalse();
        new BeepDetector(8_000).Process(Signals.Join(Signals.Tone(1_000, -10, 0.1), Signals.Silence(0.2))).ShouldBeFalse();
        new BeepDetector(8_000).Process(Signals.Join(Signals.Sum(Signals.Tone(697, -10, 0.5), Signals.Tone(1_209, -10, 0.5)), Signals.Silence(0.2))).ShouldBeFalse();
    }

    [Fact]
    public void What_cannot_be_listened_for_is_refused()
    {
        Should.Throw<ArgumentException>(static () => new ToneTarget("x", [], 10, ToneSpan.AtLeast(100))).Message.ShouldContain("1 to 3 frequencies");
        Should.Throw<ArgumentException>(static () => new ToneTarget("x", [400, 420], 10, ToneSpan.AtLeast(100))).Message.ShouldContain("30 Hz or more");
        Should.Throw<ArgumentException>(static () => new ToneTarget("x", [400], 1, ToneSpan.AtLeast(100))).Message.ShouldContain("toleranceHz is 1");
        Should.Throw<ArgumentException>(static () => new ToneTarget("x", [400], 10)).Message.ShouldContain("1 to 15 parts");
        Should.Throw<ArgumentException>(static () => ToneTarget.Of("IT", CallProgress.SpecialInformation)).Message.ShouldContain("three sounds");
    }

    [Fact]
    public void Listening_allocates_nothing()
    {
        var (tone, beep) = (new ToneDetector(8_000, ToneTarget.Of("US", CallProgress.Busy)), new BeepDetector(8_000));
        var line = Signals.Sum(Signals.Tone(480, -10, 0.5), Signals.Tone(620, -10, 0.5));
        Allocated.By(() =>
        {
            tone.Process(line);
            beep.Process(line);
        }).ShouldBe(0);
    }
}
