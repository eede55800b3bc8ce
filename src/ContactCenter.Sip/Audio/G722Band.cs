namespace ContactCenter.Sip.Audio;

/// <summary>
/// One of the two bands of G.722: its scale factor and its predictor of two poles and six zeros, which adapt to the codes alone, so that
/// both sides keep the same state. ITU-T G.722 clauses 3.3 to 3.6 and 6.2.1.4 (block 4).
/// </summary>
internal struct G722Band
{
    private const int Zeros = 6;

    private readonly int _logLimit;
    private readonly int _scaleShift;
    private int _log;
    private int _a1, _a2;
    private int _r1, _r2;
    private int _p1, _p2;
    private int _poles;
    private int _zeros;
    private Six _b;
    private Six _d;

    private G722Band(int scale, int logLimit, int scaleShift) => (Scale, _logLimit, _scaleShift) = (scale, logLimit, scaleShift);

    /// <summary>The lower band before its first sample.</summary>
    public static G722Band Low => new(scale: 32, logLimit: 18_432, scaleShift: 8);

    /// <summary>The higher band before its first sample.</summary>
    public static G722Band High => new(scale: 8, logLimit: 22_528, scaleShift: 10);

    /// <summary>The quantizer's step.</summary>
    public int Scale { get; private set; }

    /// <summary>What the next sample of the band will be, as far as one can tell.</summary>
    public int Prediction { get; private set; }

    /// <summary>A sum as 16 bits.</summary>
    public static int Saturate(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>Takes in the difference the code stood for, and the change of the scale that goes with it.</summary>
    public void Adapt(int difference, int scaleStep)
    {
        _log = Math.Clamp((_log * 127 >> 7) + scaleStep, 0, _logLimit);
        var shift = _scaleShift - (_log >> 11);
        var antilog = G722Tables.Antilog[(_log >> 6) & 31];
        Scale = (shift < 0 ? antilog << -shift : antilog >> shift) << 2;
        Predict(difference);
    }

    private void Predict(int d)
    {
        var r = Saturate(Prediction + d);
        var p = Saturate(_zeros + d);
        AdaptPoles(p);
        _zeros = AdaptZeros(d);
        (_r2, _r1, _p2, _p1) = (_r1, r, _p1, p);
        _poles = Saturate((_a1 * Saturate(_r1 * 2) >> 15) + (_a2 * Saturate(_r2 * 2) >> 15));
        Prediction = Saturate(_poles + _zeros);
    }

    private void AdaptPoles(int p)
    {
        var isSame1 = (p ^ _p1) >= 0;
        var isSame2 = (p ^ _p2) >= 0;
        var four = Saturate(_a1 * 4);
        var turn = isSame1 ? Math.Min(-four, short.MaxValue) : four;
        var a2 = Math.Clamp((isSame2 ? 128 : -128) + (turn >> 7) + (_a2 * 32_512 >> 15), -12_288, 12_288);
        var limit = 15_360 - a2;
        _a1 = Math.Clamp((isSame1 ? 192 : -192) + (_a1 * 32_640 >> 15), -limit, limit);
        _a2 = a2;
    }

    // The new coefficients, the delay line, and the sum of both.
    private int AdaptZeros(int d)
    {
        var step = d == 0 ? 0 : 128;
        var sum = 0;
        var newer = d;
        for (var i = 0; i < Zeros; i++)
        {
            var older = _d[i];
            var b = Saturate(((older ^ d) >= 0 ? step : -step) + (_b[i] * 32_640 >> 15));
            (_b[i], _d[i]) = (b, newer);
            sum += b * Saturate(newer * 2) >> 15;
            newer = older;
        }

        return Saturate(sum);
    }

    [System.Runtime.CompilerServices.InlineArray(Zeros)]
    private struct Six
    {
        private int _first;
    }
}
