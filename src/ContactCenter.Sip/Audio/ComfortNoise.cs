namespace ContactCenter.Sip.Audio;

/// <summary>
/// The noise of a silent line: what it is like is told in a few octets, and made again from them. RFC 3389: a level, and reflection coefficients
/// of a filter for its color.
/// </summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</remarks>
public sealed class ComfortNoise
{
    /// <summary>The static payload type of comfort noise at 8 kHz. RFC 3551 section 6.</summary>
    public const int PayloadType = 13;

    /// <summary>The most coefficients that are used: 12. More of a payload are ignored, as RFC 3389 section 3.3 allows.</summary>
    public const int MaxOrder = 12;

    private readonly float[] _reflections = new float[MaxOrder];
    private readonly float[] _backward = new float[MaxOrder + 1];
    private int _order;
    private float _gain;
    private uint _noise;

    /// <summary>Silence, until something else is taken in.</summary>
    /// <param name="random">Where the noise begins; one number is drawn.</param>
    public ComfortNoise(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _noise = (uint)random.Next(1, int.MaxValue);
        LevelDbov = (int)AudioLevel.Floor;
    }

    /// <value>The level of the noise in dBov, -127 (silence) to 0.</value>
    public int LevelDbov { get; private set; }

    /// <summary>White noise of a level.</summary>
    /// <param name="dbov">-127 (silence) to 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A level outside these limits.</exception>
    public void SetLevel(int dbov)
    {
        if (dbov is < -127 or > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(dbov), dbov, $"dbov is {dbov}; set it to -127 up to 0.");
        }

        Span<byte> payload = [(byte)-dbov];
        TryTake(payload);
    }

    /// <summary>Takes in what a packet says of the noise.</summary>
    /// <returns>Whether it says anything: an empty payload does not.</returns>
    public bool TryTake(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return false;
        }

        LevelDbov = -(payload[0] & 0x7F);
        _order = Math.Min(MaxOrder, payload.Length - 1);
        var power = 1.0;
        for (var i = 0; i < _order; i++)
        {
            // RFC 3389 section 3.2: k = 258 (N - 127) / 32768. The filter is stable below 1.
            _reflections[i] = Math.Clamp(258 * (payload[i + 1] - 127) / 32_768f, -0.99f, 0.99f);
            power *= 1 - ((double)_reflections[i] * _reflections[i]);
        }

        _backward.AsSpan().Clear();
        // Noise between -1 and 1 has a power of a third, and the filter divides what it is given by the product above.
        _gain = LevelDbov <= AudioLevel.Floor ? 0 : (float)(32_768 * Math.Pow(10, LevelDbov / 20.0) * Math.Sqrt(3 * power));
        return true;
    }

    /// <summary>Writes the next samples of the noise.</summary>
    public void Read(Span<short> samples)
    {
        if (_gain == 0)
        {
            samples.Clear();
            return;
        }

        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = Samples.Saturate(Filter(_gain * Next()));
        }
    }

    /// <summary>Tells what a piece of background noise is like.</summary>
    /// <param name="samples">The noise, 10 ms or more.</param>
    /// <param name="payload">Where it goes: an octet for the level, and one for each coefficient there is room for, 12 at most.</param>
    /// <returns>The octets written.</returns>
    /// <exception cref="ArgumentException">There is no room, or there are no samples.</exception>
    public static int Describe(ReadOnlySpan<short> samples, Span<byte> payload)
    {
        if (payload.IsEmpty || samples.IsEmpty)
        {
            throw new ArgumentException("Comfort noise is told from at least one sample in at least one octet.", nameof(payload));
        }

        payload[0] = (byte)-(int)Math.Round(AudioLevel.Dbov(samples));
        var order = Math.Min(MaxOrder, payload.Length - 1);
        Span<double> likeness = stackalloc double[MaxOrder + 1];
        for (var lag = 0; lag <= order; lag++)
        {
            likeness[lag] = 0;
            for (var i = lag; i < samples.Length; i++)
            {
                likeness[lag] += (double)samples[i] * samples[i - lag];
            }
        }

        Span<double> reflections = stackalloc double[MaxOrder];
        Levinson(likeness[..(order + 1)], reflections);
        for (var i = 0; i < order; i++)
        {
            payload[i + 1] = (byte)Math.Clamp((int)Math.Round(reflections[i] * 32_768 / 258) + 127, 0, 254);
        }

        return order + 1;
    }

    // The recursion of Levinson and Durbin: reflection coefficients of the autocorrelation. k[0] of a low-pass signal is negative.
    private static void Levinson(ReadOnlySpan<double> likeness, Span<double> reflections)
    {
        Span<double> a = stackalloc double[MaxOrder + 1];
        Span<double> next = stackalloc double[MaxOrder + 1];
        a.Clear();
        a[0] = 1;
        var error = likeness[0] * 1.0001;
        for (var m = 1; m < likeness.Length; m++)
        {
            var sum = 0.0;
            for (var i = 0; i < m; i++)
            {
                sum += a[i] * likeness[m - i];
            }

            var k = error > 0 ? -sum / error : 0;
            reflections[m - 1] = k;
            for (var i = 0; i <= m; i++)
            {
                next[i] = a[i] + (k * a[m - i]);
            }

            next.CopyTo(a);
            error *= 1 - (k * k);
        }
    }

    // The all-pole lattice: the forward error goes down the stages, the backward errors go up.
    private float Filter(float forward)
    {
        for (var i = _order - 1; i >= 0; i--)
        {
            forward -= _reflections[i] * _backward[i];
            _backward[i + 1] = _backward[i] + (_reflections[i] * forward);
        }

        _backward[0] = forward;
        return forward;
    }

    // Marsaglia's xorshift: uniform between -1 and 1.
    private float Next()
    {
        _noise ^= _noise << 13;
        _noise ^= _noise >> 17;
        _noise ^= _noise << 5;
        return (int)_noise / 2_147_483_648f;
    }
}
