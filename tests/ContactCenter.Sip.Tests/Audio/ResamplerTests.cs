using ContactCenter.Sip.Audio;
using Xunit.Abstractions;

namespace ContactCenter.Sip.Tests.Audio;

public sealed class ResamplerTests(ITestOutputHelper output)
{
    private static readonly int[] Rates = [8_000, 16_000, 24_000, 48_000];

    public static IEnumerable<object[]> Pairs => Rates.SelectMany(static from => Rates.Where(to => to != from).Select(to => new object[] { from, to }));

    [Theory, MemberData(nameof(Pairs))]
    public void Tones_of_the_pass_band_keep_frequency_and_level(int from, int to)
    {
        var (lower, worst) = (Math.Min(from, to), 0.0);
        foreach (var frequency in (double[])[200, 1_000, 0.25 * lower, 0.4 * lower, 0.42 * lower])
        {
            var heard = Resample(Signals.Tone(frequency, -10, 0.5, from), from, to).AsSpan(to / 10);
            ToneAnalysis.Frequency(heard, to).ShouldBe(frequency, 0.5);
            var level = ToneAnalysis.LevelAt(heard, frequency, to);
            level.ShouldBe(-10, 0.1, $"{frequency} Hz");
            worst = Math.Max(worst, Math.Abs(level + 10));
            ToneAnalysis.SignalToRest(heard, frequency, to).ShouldBeGreaterThan(55, $"{frequency} Hz: images and noise");
        }

        output.WriteLine($"measured: {from} to {to}: pass band to {0.42 * lower:F0} Hz within {worst:F3} dB");
    }

    [Theory, MemberData(nameof(Pairs))]
    public void What_would_alias_is_suppressed_by_more_than_55_dB(int from, int to)
    {
        if (to > from)
        {
            // The images of a tone, at the multiples of the rate it came with.
            var heard = Resample(Signals.Tone(0.4 * from, -10, 0.5, from), from, to).AsSpan(to / 10);
            foreach (var image in Enumerable.Range(1, to / from).SelectMany(k => (double[])[(k - 0.4) * from, (k + 0.4) * from]).Where(f => f < to / 2.0))
            {
                ToneAnalysis.LevelAt(heard, image, to).ShouldBeLessThan(-65, $"{image} Hz");
            }

            return;
        }

        var worst = double.MinValue;
        foreach (var frequency in (double[])[0.502 * to, 0.53 * to, 0.6 * to, 0.9 * to, Math.Min(1.1 * to, 0.49 * from)])
        {
            var level = ToneAnalysis.Level(Resample(Signals.Tone(frequency, 0, 0.5, from), from, to).AsSpan(to / 10));
            level.ShouldBeLessThan(-55, $"{frequency} Hz");
            worst = Math.Max(worst, level);
        }

        output.WriteLine($"measured: {from} to {to}: the loudest alias {worst:F1} dB");
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Frames_of_10_20_and_30_ms_are_the_same_stream_without_a_seam(int from, int to)
    {
        var voice = Signals.Voice(0.6, from);
        var whole = Resample(voice, from, to, voice.Length);
        foreach (var milliseconds in (int[])[10, 20, 30])
        {
            var frame = from * milliseconds / 1_000;
            var resampler = new Resampler(from, to);
            var into = new short[to * milliseconds / 1_000];
            for (var at = 0; at < voice.Length; at += frame)
            {
                resampler.Process(voice.AsSpan(at, frame), into).ShouldBe(into.Length, "a frame of 10 ms is a frame of 10 ms");
                into.ShouldBe(whole[(int)((long)at * to / from)..][..into.Length]);
            }
        }
    }

    [Theory, InlineData(8_000, 16_000), InlineData(48_000, 8_000), InlineData(16_000, 24_000), InlineData(44_100, 8_000)]
    public void Frames_of_any_length_are_the_same_stream(int from, int to)
    {
        var voice = Signals.Voice(0.5, from);
        var whole = Resample(voice, from, to, voice.Length);
        var (random, resampler, heard) = (new Random(2), new Resampler(from, to), new List<short>());
        for (var at = 0; at < voice.Length;)
        {
            var frame = Math.Min(voice.Length - at, random.Next(0, 900));
            var into = new short[resampler.MaxSamples(frame)];
            heard.AddRange(into.AsSpan(0, resampler.Process(voice.AsSpan(at, frame), into)));
            at += frame;
        }

        heard.ToArray().ShouldBe(whole);
    }

    [Theory, InlineData(8_000, 16_000), InlineData(48_000, 8_000), InlineData(24_000, 16_000)]
    public void The_delay_is_what_it_says(int from, int to)
    {
        var resampler = new Resampler(from, to);
        var pulse = new short[from / 10];
        pulse[from / 50] = 20_000;
        var heard = Resample(pulse, from, to);
        var peak = Array.IndexOf(heard, heard.Max());
        (peak - (to / 50.0)).ShouldBe(resampler.Delay.TotalSeconds * to, 1);
        resampler.Delay.ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(3));
    }

    [Fact]
    public void The_loudest_square_is_clamped_and_does_not_wrap_around()
    {
        var square = Signals.Make(0.2, 8_000, static i => i / 40 % 2 == 0 ? 32_767 : -32_768);
        var heard = Resample(square, 8_000, 16_000);
        Enumerable.Range(400, heard.Length - 400).ShouldAllBe(i => Math.Abs(heard[i] - heard[i - 1]) < 40_000);
        heard.Max().ShouldBe(short.MaxValue);
    }

    [Fact]
    public void Rates_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new Resampler(7_999, 8_000)).Message.ShouldContain("from is 7999");
        Should.Throw<ArgumentException>(static () => new Resampler(8_001, 48_000)).Message.ShouldContain("use rates whose ratio is simpler");
        Should.Throw<ArgumentException>(static () => new Resampler(8_000, 16_000).Process(new short[160], new short[319])).Message.ShouldContain("320 are needed");
    }

    [Fact]
    public void Resampling_a_frame_allocates_nothing()
    {
        var (resampler, frame, into) = (new Resampler(48_000, 8_000), new short[960], new short[160]);
        Allocated.By(() => resampler.Process(frame, into)).ShouldBe(0);
    }

    private static short[] Resample(short[] samples, int from, int to, int frame = 480)
    {
        var resampler = new Resampler(from, to);
        var heard = new List<short>();
        var into = new short[resampler.MaxSamples(frame)];
        for (var at = 0; at < samples.Length; at += frame)
        {
            heard.AddRange(into.AsSpan(0, resampler.Process(samples.AsSpan(at, Math.Min(frame, samples.Length - at)), into)));
        }

        return [.. heard];
    }
}
