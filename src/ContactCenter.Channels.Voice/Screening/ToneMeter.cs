namespace ContactCenter.Channels.Voice.Screening;

/// <summary>
/// Finds a single tone in 20 ms of sound: the Goertzel algorithm at every 50 Hz from 350 to 2,250, and the share of the whole energy that the loudest of them and its neighbours have.
/// Allocates nothing. Not thread-safe.
/// </summary>
internal sealed class ToneMeter
{
    private const int First = 350;
    private const int Step = 50;
    private const int Last = 2_250;

    /// <summary>The share from which it is a tone. A tone between two places of the scale has 0.98 with the neighbours; voiced speech spreads over the multiples of its pitch.</summary>
    private const double Share = 0.9;

    private readonly double[] _coefficients = new double[((Last - First) / Step) + 1];
    private readonly double[] _powers = new double[((Last - First) / Step) + 1];
    private readonly double[] _window;

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
    }

    /// <summary>How many samples it looks at.</summary>
    public int Length { get; }

    /// <summary>The tone in hertz, to the next 50; 0 where there is none.</summary>
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
        return 2 * held / Length >= Share * energy ? First + (best * Step) : 0;
    }
}
