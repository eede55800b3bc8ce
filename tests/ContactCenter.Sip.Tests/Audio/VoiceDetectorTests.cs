using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class VoiceDetectorTests
{
    [Theory, InlineData(-70), InlineData(-55), InlineData(-45)]
    public void A_voice_is_told_from_the_noise_of_the_line(double noise)
    {
        var detector = new VoiceDetector(8_000);
        Share(detector, Signals.Noise(noise, 3)).ShouldBeLessThan(0.02);
        Share(detector, Signals.Sum(Signals.Voice(5), Signals.Noise(noise, 5, seed: 2))).ShouldBeGreaterThan(0.75);
        Share(detector, Signals.Noise(noise, 3, seed: 3).AsSpan(3_200).ToArray()).ShouldBeLessThan(0.1);
        detector.NoiseDbm0.ShouldBe(noise, 4);
    }

    [Fact]
    public void Noise_that_gets_louder_is_a_voice_for_some_seconds_only()
    {
        var detector = new VoiceDetector(8_000);
        Share(detector, Signals.Noise(-60, 2));
        Share(detector, Signals.Noise(-35, 10)).ShouldBeInRange(0.3, 0.9);
        detector.IsVoice.ShouldBeFalse();
    }

    [Fact]
    public void The_end_of_a_word_is_heard_200_ms_longer()
    {
        var detector = new VoiceDetector(8_000);
        Share(detector, Signals.Silence(1));
        Share(detector, Signals.Tone(300, -20, 0.3)).ShouldBe(1);
        Share(detector, Signals.Silence(0.18)).ShouldBe(1);
        Share(detector, Signals.Silence(0.2));
        detector.IsVoice.ShouldBeFalse();
    }

    [Fact]
    public void A_short_greeting_is_a_person_a_long_one_a_machine_and_nothing_is_silence()
    {
        var noise = Signals.Noise(-60, 10);
        Answerer Of(params short[][] line)
        {
            var detector = new AnsweringMachineDetector(8_000);
            Frames(Signals.Sum(Signals.Join(line), noise), f => detector.Process(f));
            return detector.Answerer;
        }

        Of(Signals.Silence(0.6), Signals.Voice(0.9, seed: 4)).ShouldBe(Answerer.Person);
        Of(Signals.Silence(0.4), Signals.Voice(6, seed: 4)).ShouldBe(Answerer.Machine);
        Of(Signals.Silence(5)).ShouldBe(Answerer.Silence);
        Of(Signals.Silence(0.6), Signals.Voice(0.9, seed: 4), Signals.Silence(1.5), Signals.Tone(1_000, -15, 0.4)).ShouldBe(Answerer.Machine);
    }

    [Fact]
    public void It_is_too_early_to_tell_within_a_word_and_a_beep_that_ended_is_told()
    {
        var detector = new AnsweringMachineDetector(8_000);
        Frames(Signals.Join(Signals.Silence(0.2), Signals.Voice(0.6, seed: 4)), f => detector.Process(f));
        detector.Answerer.ShouldBe(Answerer.Unknown);
        Frames(Signals.Tone(1_400, -15, 0.4), f => detector.Process(f));
        detector.HasBeeped.ShouldBeFalse();
        Frames(Signals.Silence(0.1), f => detector.Process(f));
        detector.HasBeeped.ShouldBeTrue();
    }

    [Fact]
    public void Listening_allocates_nothing()
    {
        var (detector, frame) = (new AnsweringMachineDetector(8_000), Signals.Noise(-30, 0.02));
        Allocated.By(() => detector.Process(frame)).ShouldBe(0);
    }

    private static double Share(VoiceDetector detector, short[] line)
    {
        var (voice, all) = (0, 0);
        Frames(line, f => (voice, all) = (voice + (detector.Process(f) ? 1 : 0), all + 1));
        return (double)voice / all;
    }

    private static void Frames(short[] line, Action<short[]> each)
    {
        foreach (var frame in line.Chunk(160))
        {
            each(frame);
        }
    }
}
