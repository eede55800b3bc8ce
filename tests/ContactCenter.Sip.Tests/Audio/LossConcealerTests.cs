using ContactCenter.Sip.Audio;
using Xunit.Abstractions;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class LossConcealerTests(ITestOutputHelper output)
{
    private const int Frame = 160;

    [Theory, InlineData(5), InlineData(10), InlineData(20)]
    public void What_is_concealed_is_nearer_to_the_voice_than_silence_and_than_the_last_frame_again(int percent)
    {
        var voice = Signals.Voice(20, seed: 3);
        var lost = Lost(voice.Length / Frame, percent);
        var (silence, again, ours) = (Without(voice, lost, (_, f) => f.Clear()), Without(voice, lost, static (last, f) => last.CopyTo(f)), Concealed(voice, lost));
        var figures = new[] { silence, again, ours }.Select(s => SegmentalOfLost(voice, s, lost)).ToArray();
        var spectra = new[] { silence, again, ours }.Select(s => SpectralDistance(voice, s, lost)).ToArray();
        output.WriteLine($"measured: {percent} % lost; segmental SNR of the frames lost: silence {figures[0]:F1}, repetition {figures[1]:F1}, concealed {figures[2]:F1} dB; "
            + $"spectral distance {spectra[0]:F1}, {spectra[1]:F1}, {spectra[2]:F1} dB");
        figures[2].ShouldBeGreaterThan(figures[0] + 0.5);
        figures[2].ShouldBeGreaterThan(figures[1] + 0.5);
        spectra[2].ShouldBeLessThan(spectra[0] - 3, "the last frame again has the spectrum of a voice, too; its phase and its seams are wrong");
    }

    [Fact]
    public void A_steady_tone_goes_on_through_a_gap_of_20_ms_and_is_silent_after_60()
    {
        var concealer = new LossConcealer(8_000);
        var tone = Signals.Tone(200, -10, 0.2);
        concealer.Received(tone.AsSpan(0, 800));
        var gap = new short[1_600];
        concealer.Conceal(gap.AsSpan(0, 400));
        concealer.Conceal(gap.AsSpan(400));
        ToneAnalysis.SignalToNoise(tone.AsSpan(800, 80), gap.AsSpan(0, 80)).ShouldBeGreaterThan(25, "the first 10 ms are as loud");
        ToneAnalysis.Level(gap.AsSpan(160, 80)).ShouldBeInRange(-14, -11.5, "then a fifth quieter every 10 ms");
        gap.AsSpan(480).ToArray().ShouldAllBe(static s => s == 0);
        concealer.IsConcealing.ShouldBeTrue();
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(30)]
    public void Nothing_clicks_where_a_gap_begins_or_ends(int frames)
    {
        var tone = Signals.Tone(310, -10, 2);
        var most = Step(tone);
        var lost = new bool[tone.Length / Frame];
        Array.Fill(lost, true, 20, frames);
        ((double)Step(Concealed(tone, lost))).ShouldBeLessThan(most * 1.5);
    }

    [Fact]
    public void After_a_gap_the_stream_is_its_own_again_within_10_ms()
    {
        var concealer = new LossConcealer(8_000);
        var voice = Signals.Voice(1);
        concealer.Received(voice.AsSpan(0, 4_000).ToArray());
        concealer.Conceal(new short[480]);
        var after = voice.AsSpan(4_480, 320).ToArray();
        concealer.Received(after);
        after.AsSpan(80).ToArray().ShouldBe(voice.AsSpan(4_560, 240).ToArray());
        concealer.IsConcealing.ShouldBeFalse();
    }

    [Fact]
    public void A_gap_before_anything_came_is_silent_however_long()
    {
        var concealer = new LossConcealer(16_000);
        var samples = new short[16_000];
        for (var i = 0; i < 50; i++)
        {
            concealer.Conceal(samples);
            samples.ShouldAllBe(static s => s == 0);
        }
    }

    [Theory, InlineData(8_000), InlineData(16_000), InlineData(48_000)]
    public void The_loudest_noise_in_frames_of_any_length_breaks_nothing(int rate)
    {
        var random = new Random(5);
        var concealer = new LossConcealer(rate);
        for (var i = 0; i < 300; i++)
        {
            var frame = new short[random.Next(rate / 20)];
            Array.ForEach(Enumerable.Range(0, frame.Length).ToArray(), n => frame[n] = random.Next(2) == 0 ? short.MinValue : short.MaxValue);
            if (random.Next(3) == 0)
            {
                concealer.Conceal(frame);
            }
            else
            {
                concealer.Received(frame);
            }
        }

        concealer.Conceal(new short[rate]);
        concealer.IsConcealing.ShouldBeTrue();
    }

    private static bool[] Lost(int frames, int percent)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, frames).Select(i => i > 10 && random.Next(100) < percent)];
    }

    private static short[] Concealed(short[] samples, bool[] lost)
    {
        var concealer = new LossConcealer(8_000);
        var heard = samples.ToArray();
        for (var i = 0; i < lost.Length; i++)
        {
            var frame = heard.AsSpan(i * Frame, Frame);
            if (lost[i])
            {
                concealer.Conceal(frame);
            }
            else
            {
                concealer.Received(frame);
            }
        }

        return heard;
    }

    private delegate void Fill(ReadOnlySpan<short> last, Span<short> frame);

    private static short[] Without(short[] samples, bool[] lost, Fill fill)
    {
        var heard = samples.ToArray();
        for (var i = 1; i < lost.Length; i++)
        {
            if (lost[i])
            {
                fill(heard.AsSpan((i - 1) * Frame, Frame), heard.AsSpan(i * Frame, Frame));
            }
        }

        return heard;
    }

    private static IEnumerable<int> HeardAndLost(short[] voice, bool[] lost) =>
        Enumerable.Range(0, lost.Length).Where(i => lost[i] && ToneAnalysis.Level(voice.AsSpan(i * Frame, Frame)) > -40);

    private static double SegmentalOfLost(short[] voice, short[] heard, bool[] lost) => HeardAndLost(voice, lost)
        .Average(i => Math.Clamp(ToneAnalysis.SignalToNoise(voice.AsSpan(i * Frame, Frame), heard.AsSpan(i * Frame, Frame)), -10, 35));

    // The mean difference of the levels in bands of 100 Hz up to 3.4 kHz, over the frames lost and one before and after.
    private static double SpectralDistance(short[] voice, short[] heard, bool[] lost) => HeardAndLost(voice, lost)
        .Where(i => i > 0 && i < lost.Length - 1)
        .Average(i => Enumerable.Range(2, 32).Average(band => Math.Abs(
            Math.Max(-60, ToneAnalysis.LevelAt(voice.AsSpan(i * Frame, Frame), band * 100, 8_000)) - Math.Max(-60, ToneAnalysis.LevelAt(heard.AsSpan(i * Frame, Frame), band * 100, 8_000)))));

    private static int Step(short[] samples) => Enumerable.Range(1, samples.Length - 1).Max(i => Math.Abs(samples[i] - samples[i - 1]));
}
