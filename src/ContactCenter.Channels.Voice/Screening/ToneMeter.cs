namespace ContactCenter.Channels.Voice.Screening;

/// <summary>
/// Finds a single tone in 20 ms of sound: the Goertzel algorithm at every 50 Hz from 350 to 2,250, and the share of the whole energy that the loudest of them and its neighbours have;
/// and the pair of North America's busy tone. Allocates nothing after it was made. Not thread-safe.
/// </summary>
internal sealed class ToneMeter
{
    private const int First = 350;
    private const int Step = 50;
    private const int Last = 2_250;

    /// <summary>The share from which it is a tone. A tone between two places of the scale has 0.98 with the neighbours; voiced speech spreads over the multiples of its pitch.</summary>
    private const double Share = 0.9;

    /// <summary>Busy and congestion in North America, 480 and 620 Hz together, as this: ITU-T E.180 supplement 2.</summary>
    private const int Pair = 550;

    /// <summary>The share from which it is that pair: what 1.5 % beside the frequencies and 20 dB above the noise leave of it. A voice whose harmonics lie there has others.</summary>
    private const double ShareOfPair = 0.95;

    private const double Twist = 4; // how many times one of the two may have the other's energy: 6 dB

    private readonly double[] _coefficients = new double[((Last - First) / Step) + 1];
    private readonly double[] _powers = new double[((Last - First) / Step) + 1];
    private readonly double[] _window;
    private readonly double[][] _pair; // both frequencies and phases under the window, made orthogonal and of length one

    public ToneMeter(int sampleRate)
    {
        Length = sampleRate / 50;
        for (var i = 0; i < _coefficients.Length; i++)
        {
            _coefficients[i] = 2 * Math.Cos(2 * Math.PI * (First + (i * Step)) / sampleRate);
        }

        _window = new double[Length];
        for (var i = 0; i < Length; i++)
        {
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / Length));
        }

        _pair = Orthonormal([Wave(480, 0), Wave(480, Math.PI / 2), Wave(620, 0), Wave(620, Math.PI / 2)]);

        double[] Wave(int frequency, double phase) => [.. _window.Select((w, i) => w * Math.Cos((2 * Math.PI * frequency * i / sampleRate) - phase))];
    }

    /// <summary>How many samples it looks at.</summary>
    public int Length { get; }

    /// <summary>The tone in hertz, to the next 50; 0 where there is none. The pair is 550.</summary>
    public int Find(ReadOnlySpan<short> samples)
    {
        double energy = 0, windowed = 0;
        for (var i = 0; i < Length; i++)
        {
            var x = samples[i] * _window[i];
            energy += x * x;
            windowed += _window[i] * _window[i];
        }

        if (energy < windowed * 100 * 100)
        {
            return 0; // too quiet to be meant
        }

        var best = 0;
        for (var k = 0; k < _coefficients.Length; k++)
        {
            double one = 0, two = 0;
            var c = _coefficients[k];
            for (var i = 0; i < Length; i++)
            {
                var next = (samples[i] * _window[i]) + (c * one) - two;
                (two, one) = (one, next);
            }

            _powers[k] = (one * one) + (two * two) - (c * one * two);
            best = _powers[k] > _powers[best] ? k : best;
        }

        // By Parseval a tone's energy is what its place and the neighbours hold, twice over for the negative frequencies.
        var held = _powers[best] + (best > 0 ? _powers[best - 1] : 0) + (best < _powers.Length - 1 ? _powers[best + 1] : 0);
        return 2 * held / Length >= Share * energy ? First + (best * Step) : IsPair(samples, energy) ? Pair : 0;
    }

    private bool IsPair(ReadOnlySpan<short> samples, double energy)
    {
        Span<double> parts = stackalloc double[4];
        for (var k = 0; k < parts.Length; k++)
        {
            var wave = _pair[k];
            for (var i = 0; i < Length; i++)
            {
                parts[k] += samples[i] * _window[i] * wave[i];
            }

            parts[k] *= parts[k];
        }

        var (low, high) = (parts[0] + parts[1], parts[2] + parts[3]);
        return low + high >= ShareOfPair * energy && low <= Twist * high && high <= Twist * low;
    }

    /// <summary>By Gram and Schmidt.</summary>
    private static double[][] Orthonormal(double[][] waves)
    {
        for (var k = 0; k < waves.Length; k++)
        {
            foreach (var before in waves[..k])
            {
                var part = Dot(waves[k], before);
                waves[k] = [.. waves[k].Zip(before, (x, y) => x - (part * y))];
            }

            var length = Math.Sqrt(Dot(waves[k], waves[k]));
            waves[k] = [.. waves[k].Select(x => x / length)];
        }

        return waves;

        static double Dot(double[] one, double[] other) => one.Zip(other, static (x, y) => x * y).Sum();
    }
}
