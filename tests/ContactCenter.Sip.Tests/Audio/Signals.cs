namespace ContactCenter.Sip.Tests.Audio;

/// <summary>Signals to test with: tones, noise, and something like a voice. The same arguments make the same samples.</summary>
internal static class Signals
{
    /// <summary>The amplitude of a sine of so many dBm0: a full-scale one has 3.14.</summary>
    public static double Amplitude(double dbm0) => 32_768 * Math.Pow(10, (dbm0 - 3.14) / 20);

    public static short[] Tone(double frequency, double dbm0, double seconds, int rate = 8_000, double phase = 0) => Make(
        seconds, rate, i => Amplitude(dbm0) * Math.Sin((2 * Math.PI * frequency * i / rate) + phase));

    public static short[] Silence(double seconds, int rate = 8_000) => new short[(int)Math.Round(seconds * rate)];

    /// <summary>White and normally distributed, of so many dBm0.</summary>
    public static short[] Noise(double dbm0, double seconds, int rate = 8_000, int seed = 1)
    {
        var random = new Random(seed);
        var deviation = Amplitude(dbm0) / Math.Sqrt(2);
        return Make(seconds, rate, _ => deviation * Normal(random));
    }

    public static short[] Make(double seconds, int rate, Func<int, double> sample) =>
        [.. Enumerable.Range(0, (int)Math.Round(seconds * rate)).Select(i => Clamp(sample(i)))];

    public static short[] Sum(params short[][] signals) =>
        [.. Enumerable.Range(0, signals.Max(static s => s.Length)).Select(i => Clamp(signals.Sum(s => i < s.Length ? s[i] : 0)))];

    public static short[] Join(params short[][] signals) => [.. signals.SelectMany(static s => s)];

    /// <summary>
    /// Something like speech: syllables of 0.1 to 0.35 s, most of them voiced (a glottal pulse train whose pitch moves between 90 and 260 Hz, through three
    /// formants that glide from vowel to vowel), some hissed, with pauses between words. With <paramref name="temptsDtmf"/> its vowels lie where digits
    /// do, and are as narrow as a voice can be.
    /// </summary>
    public static short[] Voice(double seconds, int rate = 8_000, int seed = 1, double peakDbfs = -6, bool temptsDtmf = false)
    {
        var random = new Random(seed);
        var samples = new double[(int)Math.Round(seconds * rate)];
        var vowel = Vowel(random, temptsDtmf);
        for (var at = 0; at < samples.Length;)
        {
            var length = (int)(rate * (0.1 + (0.25 * random.NextDouble())));
            var next = Vowel(random, temptsDtmf);
            var syllable = samples.AsSpan(at, Math.Min(length, samples.Length - at));
            if (random.Next(5) == 0)
            {
                Hiss(syllable, random);
            }
            else
            {
                Voiced(syllable, rate, vowel, next, random, temptsDtmf ? 50 : 60);
            }

            vowel = next;
            at += length + (random.Next(4) == 0 ? (int)(rate * (0.1 + (0.4 * random.NextDouble()))) : 0);
        }

        var scale = 32_768 * Math.Pow(10, peakDbfs / 20) / samples.Max(Math.Abs);
        return [.. samples.Select(s => Clamp(s * scale))];
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Voiced(Span<double> into, int rate, double[] from, double[] to, Random random, double narrowest)
    {
        var (pitch, glide) = (90 + (150 * random.NextDouble()), 0.85 + (0.3 * random.NextDouble()));
        var states = new double[3, 2];
        var phase = 0.0;
        var pulse = 0.0;
        for (var i = 0; i < into.Length; i++)
        {
            var progress = (double)i / into.Length;
            phase += pitch * Math.Pow(glide, progress) / rate;
            if (phase >= 1)
            {
                phase -= 1;
                pulse = 1;
            }

            var x = (pulse *= 0.75) + (0.01 * Normal(random));
            var sum = 0.0;
            for (var f = 0; f < 3; f++)
            {
                var (frequency, width) = (from[f] + ((to[f] - from[f]) * progress), narrowest + (f < 2 && narrowest < 60 ? 0 : 40 * f));
                var (r, w) = (Math.Exp(-Math.PI * width / rate), 2 * Math.PI * frequency / rate);
                var y = (x * (1 - r)) + (2 * r * Math.Cos(w) * states[f, 0]) - (r * r * states[f, 1]);
                (states[f, 1], states[f, 0]) = (states[f, 0], y);
                sum += f == 1 && narrowest < 60 ? y * 2 : y / (1 + f);
            }

            into[i] = sum * Math.Sin(Math.PI * progress) * 4;
        }
    }

    private static void Hiss(Span<double> into, Random random)
    {
        var last = 0.0;
        for (var i = 0; i < into.Length; i++)
        {
            var x = Normal(random);
            (into[i], last) = ((x - last) * 0.05 * Math.Sin(Math.PI * i / into.Length), x);
        }
    }

    private static double[] Vowel(Random random, bool temptsDtmf) => temptsDtmf
        ? [new[] { 697, 770, 852, 941 }[random.Next(4)], new[] { 1_209, 1_336, 1_477, 1_633 }[random.Next(4)], 3_000]
        : [250 + (600 * random.NextDouble()), 800 + (1_500 * random.NextDouble()), 2_200 + (1_000 * random.NextDouble())];

    private static short Clamp(double value) => (short)Math.Clamp(Math.Round(value), short.MinValue, short.MaxValue);
}
