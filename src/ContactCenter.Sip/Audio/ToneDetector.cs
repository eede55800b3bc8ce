namespace ContactCenter.Sip.Audio;

/// <summary>Listens for one tone with its rhythm: ringback, busy, the tones of fax machines.</summary>
/// <remarks>
/// <para>
/// A block sounds when four fifths of its energy are explained by the tone's frequencies together, when each of them is needed for that, and when it
/// is filled: neither half is much quieter. The blocks overlap by half; two in a row that say otherwise change from sound to pause and back.
/// </para>
/// <para>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</para>
/// </remarks>
public sealed class ToneDetector
{
    private const double LeastDbm0 = -43;
    private const float LeastShare = 0.8f;
    private const float LeastPart = 0.08f;

    private readonly ToneTarget _target;
    private readonly int _rate;
    private readonly int _hop;
    private readonly float _least;
    private readonly float[] _block;
    private readonly ToneBasis _all;
    private readonly ToneBasis[] _without;
    private readonly TimeSpan[] _runs;
    private int _filled;
    private int _known;
    private bool _isSound;
    private int _against;
    private long _run;
    private bool _isTold;

    /// <summary>For a stream of which nothing has been heard.</summary>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <param name="target">What to listen for.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rate.</exception>
    public ToneDetector(int sampleRate, ToneTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        _rate = SampleRates.Require(sampleRate, nameof(sampleRate));
        _target = target;

        // As long as the frequencies may be off by a fifth of what the block can tell apart; 5 to 40 ms.
        _hop = (int)(_rate * Math.Clamp(0.2 / target.ToleranceHz, 0.005, 0.04) / 2);
        _block = new float[2 * _hop];
        var amplitude = AudioLevel.AmplitudeOfDbm0(LeastDbm0);
        _least = (float)(amplitude * amplitude / 2 * _block.Length);
        _all = new ToneBasis(target.Frequencies, _rate, _block.Length);
        _without = target.Frequencies.Length == 1 ? [] : [.. target.Frequencies.Select(f => new ToneBasis(target.Frequencies.Remove(f), _rate, _block.Length))];
        _runs = new TimeSpan[target.Rhythm.Length];
    }

    /// <value>What is listened for.</value>
    public ToneTarget Target => _target;

    /// <summary>Whether the tone sounds now, whatever its rhythm.</summary>
    public bool IsSounding => _isSound;

    /// <summary>Listens to the next samples.</summary>
    /// <returns>How often the rhythm was completed in them; mostly 0.</returns>
    public int Process(ReadOnlySpan<short> samples)
    {
        var found = 0;
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, _block.Length - _filled)];
            Samples.ToFloat(part, _block.AsSpan(_filled));
            _filled += part.Length;
            samples = samples[part.Length..];
            if (_filled == _block.Length)
            {
                found += Judge(Sounds()) ? 1 : 0;
                _block.AsSpan(_hop).CopyTo(_block);
                _filled = _hop;
            }
        }

        return found;
    }

    private bool Sounds()
    {
        ReadOnlySpan<float> block = _block;
        var (first, second) = (DotProduct.Of(block[.._hop], block), DotProduct.Of(block[_hop..], block[_hop..]));
        var energy = first + second;
        if (energy < _least || Math.Min(first, second) < energy / 5)
        {
            return false;
        }

        var explained = _all.Explains(block);
        if (explained < energy * LeastShare)
        {
            return false;
        }

        foreach (var basis in _without)
        {
            if (explained - basis.Explains(block) < explained * LeastPart)
            {
                return false;
            }
        }

        return true;
    }

    // A run ends with the second block that says otherwise; both of those belong to the next.
    private bool Judge(bool sounds)
    {
        _run++;
        if (sounds == _isSound)
        {
            _against = 0;
            return IsLastLongEnough();
        }

        if (++_against < 2)
        {
            return false;
        }

        _runs.AsSpan(1).CopyTo(_runs);
        _runs[^1] = Time(_run - 2);
        _known = Math.Min(_known + 1, _runs.Length);
        var isFound = !_isTold && _isSound == IsLastSound && _known == _runs.Length && Matches(_runs);
        (_isSound, _run, _against, _isTold) = (sounds, 2, 0, false);
        return isFound;
    }

    private bool IsLastSound => _runs.Length % 2 == 1;

    private TimeSpan Time(long blocks) => TimeSpan.FromSeconds((double)blocks * _hop / _rate);

    private bool IsLastLongEnough()
    {
        var last = _target.Rhythm[^1];
        if (_isTold || _isSound != IsLastSound || last.Most != Timeout.InfiniteTimeSpan || _known < _runs.Length - 1 || Time(_run) < last.Least
            || !Matches(_runs.AsSpan(1)))
        {
            return false;
        }

        return _isTold = true;
    }

    private bool Matches(ReadOnlySpan<TimeSpan> runs)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            if (!_target.Rhythm[i].Holds(runs[i]))
            {
                return false;
            }
        }

        return true;
    }
}
