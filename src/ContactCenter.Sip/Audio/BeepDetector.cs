using System.Numerics;

namespace ContactCenter.Sip.Audio;

/// <summary>
/// Finds the beep of an answering machine: one steady tone of any frequency from 350 to 2,600 Hz, 120 ms or longer. In a block of 20 ms the next
/// sample of a tone follows from the two before, which tells its frequency; the phases of both halves tell it better; nine tenths of the energy must be there.
/// </summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</remarks>
public sealed class BeepDetector
{
    private const double LeastDbm0 = -40;
    private const double LeastShare = 0.9;
    private const double MostChangeHz = 12;
    private const double MostChangeDb = 1.5;
    private const int LeastBlocks = 6;

    private readonly int _rate;
    private readonly short[] _block;
    private int _filled;
    private int _blocks;
    private double _frequency;
    private double _level;

    /// <summary>For a stream of which nothing has been heard.</summary>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rate.</exception>
    public BeepDetector(int sampleRate)
    {
        _rate = SampleRates.Require(sampleRate, nameof(sampleRate));
        _block = new short[_rate / 50];
    }

    /// <value>The frequency of the last tone heard, in Hz; 0 before.</value>
    public double Frequency { get; private set; }

    /// <value>Whether such a tone sounds now.</value>
    public bool IsSounding => _blocks >= LeastBlocks;

    /// <summary>Listens to the next samples.</summary>
    /// <returns>Whether a beep has ended in them: now the message may be spoken.</returns>
    public bool Process(ReadOnlySpan<short> samples)
    {
        var hasEnded = false;
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, _block.Length - _filled)];
            part.CopyTo(_block.AsSpan(_filled));
            _filled += part.Length;
            samples = samples[part.Length..];
            if (_filled == _block.Length)
            {
                _filled = 0;
                hasEnded |= Judge();
            }
        }

        return hasEnded;
    }

    private bool Judge()
    {
        var wasSounding = IsSounding;
        if (!IsTone(out var frequency, out var level))
        {
            _blocks = 0;
            return wasSounding;
        }

        var isSame = _blocks > 0 && Math.Abs(frequency - _frequency) < MostChangeHz && Math.Abs(level - _level) < MostChangeDb;
        (_blocks, _frequency, _level) = (isSame ? _blocks + 1 : 1, frequency, level);
        if (IsSounding)
        {
            Frequency = frequency;
        }

        return wasSounding && !IsSounding;
    }

    private bool IsTone(out double frequency, out double level)
    {
        frequency = 0;
        var energy = Samples.Energy(_block);
        level = AudioLevel.DbovOfPower(energy / _block.Length) + AudioLevel.Dbm0OfDbov;
        if (level < LeastDbm0)
        {
            return false;
        }

        var half = _block.Length / 2;
        var angle = Guess();
        var (first, second) = (At(angle, 0, half), At(angle, half, half));
        angle += Math.IEEERemainder(second.Phase - first.Phase, 2 * Math.PI) / half;
        frequency = angle * _rate / (2 * Math.PI);
        return frequency is >= 350 and <= 2_600 && At(angle, 0, _block.Length).Magnitude is var found && found * found * 2 / _block.Length >= energy * LeastShare;
    }

    // x[n] + x[n-2] = 2 cos(w) x[n-1] for a tone: the w that fits best.
    private double Guess()
    {
        var (energy, common) = (0.0, 0.0);
        for (var i = 2; i < _block.Length; i++)
        {
            double middle = _block[i - 1];
            energy += middle * middle;
            common += middle * (_block[i] + _block[i - 2]);
        }

        return Math.Acos(Math.Clamp(common / Math.Max(energy, 1) / 2, -1, 1));
    }

    // What there is of a frequency in a part of the block, its phase as from the begin of the block.
    private Complex At(double angle, int from, int count)
    {
        var (turn, wave, sum) = (Complex.FromPolarCoordinates(1, -angle), Complex.FromPolarCoordinates(1, -angle * from), Complex.Zero);
        foreach (var sample in _block.AsSpan(from, count))
        {
            sum += sample * wave;
            wave *= turn;
        }

        return sum;
    }
}
