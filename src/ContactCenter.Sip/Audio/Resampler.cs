using System.Numerics;

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Changes the sample rate of a stream by a windowed sinc in polyphase form. It keeps what is below 0.42 of the lower rate (3.4 kHz at 8 kHz) to 0.1 dB and
/// suppresses what would alias by 60 dB; it delays by <see cref="Delay"/>. Frames follow one another without a seam.
/// </summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</remarks>
public sealed class Resampler
{
    // Of the lower rate: with Kaiser's window of 60 dB, from 0.425 to 0.5 of it the filter falls.
    private const int TapsOfLowerRate = 48;
    private const double KaiserBeta = 5.65;
    private const double Cutoff = 0.4625;
    private const int MaxUp = 1_280;
    private const int Chunk = 480;

    private readonly int _up;
    private readonly int _down;
    private readonly int _taps;
    private readonly float[] _filters;
    private readonly float[] _input;

    // Where the next output lies: the phase between two inputs, and how many inputs must come first.
    private int _phase;
    private int _skip;

    /// <summary>For a stream of which nothing has been heard.</summary>
    /// <param name="from">Samples a second that come, 8,000 to 48,000.</param>
    /// <param name="to">Samples a second that go, 8,000 to 48,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate outside these limits.</exception>
    /// <exception cref="ArgumentException">The rates have so little in common that the filter would be larger than it is worth.</exception>
    public Resampler(int from, int to)
    {
        From = SampleRates.Require(from, nameof(from));
        To = SampleRates.Require(to, nameof(to));
        var common = (int)BigInteger.GreatestCommonDivisor(from, to);
        (_up, _down) = (to / common, from / common);
        if (_up > MaxUp)
        {
            throw new ArgumentException($"{from} to {to} samples a second is {_up}:{_down}; use rates whose ratio is simpler, 1280 at most on a side.", nameof(to));
        }

        _taps = _up == _down ? 1 : Math.Max(TapsOfLowerRate, (int)Math.Ceiling((double)TapsOfLowerRate * from / to));
        _filters = _up == _down ? [] : Design(_up, _taps, Math.Min(1.0, (double)to / from));
        _input = new float[_taps - 1 + Chunk];
    }

    /// <value>Samples a second that come.</value>
    public int From { get; }

    /// <value>Samples a second that go.</value>
    public int To { get; }

    /// <value>How much later a sound leaves than it came: 3 ms when 8 kHz is one of the rates; nothing when both are the same.</value>
    public TimeSpan Delay => _up == _down ? TimeSpan.Zero : TimeSpan.FromSeconds(_taps / 2.0 / From);

    /// <summary>The most samples that come out when <paramref name="samples"/> go in; exactly as many when a frame is a whole number of 10 ms.</summary>
    public int MaxSamples(int samples) => (int)((((long)samples * _up) + _down - 1) / _down);

    /// <summary>Takes in the next samples of the stream.</summary>
    /// <param name="samples">Any number of them.</param>
    /// <param name="resampled">Where they go; at least <see cref="MaxSamples"/> long. It does not overlap <paramref name="samples"/>.</param>
    /// <returns>The samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="resampled"/> is too short.</exception>
    public int Process(ReadOnlySpan<short> samples, Span<short> resampled)
    {
        if (resampled.Length < MaxSamples(samples.Length))
        {
            throw new ArgumentException($"resampled holds {resampled.Length} and {MaxSamples(samples.Length)} are needed; give a longer span.", nameof(resampled));
        }

        if (_up == _down)
        {
            samples.CopyTo(resampled);
            return samples.Length;
        }

        var written = 0;
        while (!samples.IsEmpty)
        {
            var chunk = samples[..Math.Min(samples.Length, Chunk)];
            written += Filter(chunk, resampled[written..]);
            samples = samples[chunk.Length..];
        }

        return written;
    }

    private int Filter(ReadOnlySpan<short> chunk, Span<short> output)
    {
        Samples.ToFloat(chunk, _input.AsSpan(_taps - 1));
        var (written, at) = (0, _skip);
        while (at < chunk.Length)
        {
            var sum = DotProduct.Of(_filters.AsSpan(_phase * _taps, _taps), _input.AsSpan(at));
            output[written++] = Samples.Saturate(sum);
            _phase += _down;
            at += _phase / _up;
            _phase %= _up;
        }

        _skip = at - chunk.Length;
        _input.AsSpan(chunk.Length, _taps - 1).CopyTo(_input);
        return written;
    }

    // For each phase the coefficients in the order of the inputs, the oldest first; each phase passes a constant unchanged.
    private static float[] Design(int up, int taps, double ratio)
    {
        var filters = new float[up * taps];
        for (var phase = 0; phase < up; phase++)
        {
            var filter = filters.AsSpan(phase * taps, taps);
            var sum = 0.0;
            for (var i = 0; i < taps; i++)
            {
                var t = i - (taps / 2.0) + 1 - ((double)phase / up);
                var x = 2 * Cutoff * ratio * t;
                var sinc = Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
                var place = t / (taps / 2.0);
                var window = Math.Abs(place) >= 1 ? 0 : Bessel(KaiserBeta * Math.Sqrt(1 - (place * place)));
                filter[i] = (float)(sinc * window);
                sum += filter[i];
            }

            for (var i = 0; i < taps; i++)
            {
                filter[i] = (float)(filter[i] / sum);
            }
        }

        return filters;
    }

    // The modified Bessel function of the first kind and order 0, by its series.
    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
