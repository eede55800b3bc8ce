namespace ContactCenter.Simulation;

/// <summary>
/// Chance that comes out the same on every machine: xoshiro256** under a key. Each purpose has a stream of its own, so that a change of one thing
/// (more agents, another patience) leaves all other draws as they were, and two runs differ by the change alone (common random numbers).
/// </summary>
internal sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spareNormal = double.NaN;

    private RandomStream(ulong key)
    {
        _s0 = Mix(ref key);
        _s1 = Mix(ref key);
        _s2 = Mix(ref key);
        _s3 = Mix(ref key);
    }

    /// <summary>The stream of one purpose on one day.</summary>
    public static RandomStream For(ulong seed, int day, string purpose, int index = 0)
    {
        var key = seed;
        key = Mix(ref key) ^ (uint)day;
        key = Mix(ref key) ^ (uint)index;
        foreach (var letter in purpose)
        {
            key = (key ^ letter) * 0x100000001B3; // FNV-1a
        }

        return new RandomStream(key);
    }

    /// <summary>Over 0 and under 1.</summary>
    public double NextDouble() => ((NextBits() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -PortableMath.Log(NextDouble());

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        while (true)
        {
            var (x, y) = ((2 * NextDouble()) - 1, (2 * NextDouble()) - 1);
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                var factor = Math.Sqrt(-2 * PortableMath.Log(square) / square);
                _spareNormal = y * factor;
                return x * factor;
            }
        }
    }

    /// <summary>Gamma with mean <paramref name="shape"/> and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1) * PortableMath.Exp(PortableMath.Log(NextDouble()) / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v > 0)
            {
                v = v * v * v;
                if (PortableMath.Log(NextDouble()) < (x * x / 2) + d - (d * v) + (d * PortableMath.Log(v)))
                {
                    return d * v;
                }
            }
        }
    }

    /// <summary>0 to <paramref name="count"/> − 1, each as likely.</summary>
    public int NextIndex(int count) => (int)Math.Min(count - 1, NextDouble() * count);

    private ulong NextBits()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>SplitMix64.</summary>
    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
