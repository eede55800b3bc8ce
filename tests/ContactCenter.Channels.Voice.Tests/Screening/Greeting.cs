namespace ContactCenter.Channels.Voice.Tests.Screening;

/// <summary>What is heard at the beginning of a call, put together from silence, tones and what sounds like words.</summary>
internal sealed class Greeting(int rate = 8_000)
{
    private readonly List<short> _samples = [];
    private readonly Random _chance = new(1);

    public int Rate => rate;

    public ReadOnlyMemory<short> Samples => _samples.ToArray();

    public Greeting Silence(int milliseconds, int noise = 20) => Add(milliseconds, _ => _chance.Next(-noise, noise + 1));

    /// <summary>A word: a buzz of a voice with noise over it, that swells and fades as syllables do.</summary>
    public Greeting Word(int milliseconds, int pitch = 130, int level = 6_000)
    {
        var syllables = Math.Max(1, milliseconds / 180);
        var length = milliseconds * rate / 1_000;
        return Add(milliseconds, i =>
        {
            var t = (double)i / rate;
            var swell = 0.35 + (0.65 * Math.Abs(Math.Sin(Math.PI * syllables * i / length)));
            var glide = pitch * (1 + (0.15 * Math.Sin(2 * Math.PI * 2.3 * t))); // no voice holds its pitch
            double buzz = 0;
            for (var harmonic = 1; harmonic <= 12; harmonic++)
            {
                buzz += Math.Sin(2 * Math.PI * glide * harmonic * t) / Math.Sqrt(harmonic);
            }

            return (int)(level * swell * ((buzz / 3) + ((_chance.NextDouble() - 0.5) * 0.6)));
        });
    }

    /// <summary>Several words of about this length with pauses between.</summary>
    public Greeting Words(int count, int milliseconds, int pause = 90)
    {
        for (var i = 0; i < count; i++)
        {
            Word(milliseconds + ((i % 3) * 40), 110 + (i * 17 % 60)).Silence(pause + ((i % 2) * 30));
        }

        return this;
    }

    public Greeting Tone(double frequency, int milliseconds, int level = 8_000) => Add(milliseconds, i => (int)(level * Math.Sin(2 * Math.PI * frequency * i / rate)));

    public Greeting Pair(double low, double high, int milliseconds, int lowLevel = 5_000, int highLevel = 5_000) =>
        Add(milliseconds, i => (int)((lowLevel * Math.Sin(2 * Math.PI * low * i / rate)) + (highLevel * Math.Sin(2 * Math.PI * high * i / rate)) + _chance.Next(-50, 51)));

    public Greeting Sound(ReadOnlySpan<short> samples)
    {
        _samples.AddRange(samples);
        return this;
    }

    private Greeting Add(int milliseconds, Func<int, int> sample)
    {
        for (var i = 0; i < milliseconds * rate / 1_000; i++)
        {
            _samples.Add((short)Math.Clamp(sample(i), short.MinValue, short.MaxValue));
        }

        return this;
    }
}
