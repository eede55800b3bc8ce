namespace ContactCenter.Sip.Audio;

/// <summary>
/// Looks at the eight frequencies of DTMF in one block of 12.75 ms, overlapping the one before by half: Goertzel's question, with the processor's
/// vectors. Which digit it may be, and whether its phases go on from the block before as the frequencies demand.
/// </summary>
internal sealed class DtmfSpectrum
{
    private const double LeastDbm0 = -30;
    private const float LeastShare = 0.75f;
    private const float Selectivity = 2.5f;
    private const float MostHarmonic = 0.2f;
    private const double MostDeviation = 0.028;
    private const double MostChangeHz = 14;

    // The higher tone 12 dB weaker to 7 dB stronger: Q.24's limits, and what a block this short cannot tell.
    private const float LeastTwist = 0.06f;
    private const float MostTwist = 5;

    private readonly int _rate;
    private readonly int _length;
    private readonly float _least;
    private readonly float[] _waves;
    private readonly float[] _power = new float[8];
    private readonly double[] _phases = new double[8];
    private readonly double[] _before = new double[8];
    private double _rowOff;
    private double _columnOff;

    public DtmfSpectrum(int rate, int length)
    {
        (_rate, _length) = (rate, length);
        var amplitude = AudioLevel.AmplitudeOfDbm0(LeastDbm0);
        _least = (float)(amplitude * amplitude / 2 * length);

        // Cosine and sine of each of the eight, then of the second harmonics of the columns. Rows are too near to one another for a window; columns are not,
        // and Hann's keeps a strong row out of them.
        _waves = new float[12 * 2 * length];
        for (var i = 0; i < 12; i++)
        {
            var w = 2 * Math.PI * (i < 8 ? Frequency(i) : 2 * Dtmf.Columns[i - 8]) / rate;
            for (var n = 0; n < length; n++)
            {
                var window = i < 4 ? 1 : 1 - Math.Cos(2 * Math.PI * (n + 0.5) / length);
                Wave(2 * i)[n] = (float)(window * Math.Cos(w * n));
                Wave((2 * i) + 1)[n] = (float)(window * Math.Sin(w * n));
            }
        }
    }

    /// <summary>The level of the two tones of the last digit found.</summary>
    public double LevelDbm0 { get; private set; }

    /// <summary>The digit in this block, or NUL.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="goesOn">Whether both phases go on from the block before, to 2.8 % of the frequency.</param>
    /// <param name="isSteady">Whether they do as they did in the block before: a voice's pitch moves.</param>
    public char Find(ReadOnlySpan<float> block, out bool goesOn, out bool isSteady)
    {
        (goesOn, isSteady) = (false, false);
        var energy = DotProduct.Of(block, block);
        if (energy < 2 * _least)
        {
            return '\0';
        }

        _phases.CopyTo(_before, 0);
        for (var i = 0; i < 8; i++)
        {
            _power[i] = Power(block, i, out _phases[i]);
        }

        var (row, column) = (Strongest(0), Strongest(4));
        var (low, high) = (_power[row], _power[column]);
        if (low < _least || high < _least
            || high < low * LeastTwist || high > low * MostTwist
            || low + high < energy * LeastShare
            || !IsAlone(row, 0) || !IsAlone(column, 4)
            || Power(block, column + 4, out _) > high * MostHarmonic)
        {
            return '\0';
        }

        var (rowOff, columnOff) = (Off(row), Off(column));
        goesOn = Math.Abs(rowOff) <= Frequency(row) * MostDeviation && Math.Abs(columnOff) <= Frequency(column) * MostDeviation;
        isSteady = goesOn && Math.Abs(rowOff - _rowOff) <= MostChangeHz && Math.Abs(columnOff - _columnOff) <= MostChangeHz;
        (_rowOff, _columnOff) = (rowOff, columnOff);
        LevelDbm0 = AudioLevel.DbovOfPower((low + high) / _length) + AudioLevel.Dbm0OfDbov;
        return Dtmf.Keys[(row * 4) + column - 4];
    }

    private static double Frequency(int i) => i < 4 ? Dtmf.Rows[i] : Dtmf.Columns[i - 4];

    private Span<float> Wave(int i) => _waves.AsSpan(i * _length, _length);

    // As the energy of a sine: the sum of its squares.
    private float Power(ReadOnlySpan<float> block, int i, out double phase)
    {
        var (re, im) = (DotProduct.Of(block, Wave(2 * i)), -DotProduct.Of(block, Wave((2 * i) + 1)));
        phase = Math.Atan2(im, re);
        return ((re * re) + (im * im)) * 2 / _length;
    }

    private int Strongest(int from)
    {
        var best = from;
        for (var i = from + 1; i < from + 4; i++)
        {
            best = _power[i] > _power[best] ? i : best;
        }

        return best;
    }

    private bool IsAlone(int best, int from)
    {
        for (var i = from; i < from + 4; i++)
        {
            if (i != best && _power[i] * Selectivity > _power[best])
            {
                return false;
            }
        }

        return true;
    }

    // How far the phase is from where the frequency would have turned it since the block before, in Hz.
    private double Off(int i)
    {
        var hop = _length / 2;
        var turned = (_phases[i] - _before[i] - (2 * Math.PI * Frequency(i) * hop / _rate)) / (2 * Math.PI);
        return (turned - Math.Round(turned)) * _rate / hop;
    }
}
