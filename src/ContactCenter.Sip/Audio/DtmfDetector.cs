namespace ContactCenter.Sip.Audio;

/// <summary>A digit that begins or has ended.</summary>
/// <param name="Digit">One of <see cref="Dtmf.Digits"/>.</param>
/// <param name="IsEnd">Whether it has ended; each digit is told twice.</param>
/// <param name="At">When it began, from the first sample on; to 10 ms.</param>
/// <param name="Duration">How long it has sounded; to 15 ms.</param>
/// <param name="LevelDbm0">The level of both tones together.</param>
public readonly record struct DtmfSignal(char Digit, bool IsEnd, TimeSpan At, TimeSpan Duration, double LevelDbm0);

/// <summary>
/// Finds digits in audio, within the limits of ITU-T Q.24: from 40 ms on, from -25 to 0 dBm0 a tone, 1.5 % beside the frequency, the higher tone 8 dB
/// weaker to 4 dB stronger, 15 dB above noise. Speech is told apart by the share of everything that is the two tones, by how exactly their phases go on,
/// and by the second harmonic of the higher tone.
/// </summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. It allocates nothing after its construction.</remarks>
public sealed class DtmfDetector
{
    private const int BlocksToBegin = 4;
    private const int BlocksToEnd = 3;
    private const int MaxWaiting = 32;

    private readonly int _rate;
    private readonly int _hop;
    private readonly float[] _block;
    private readonly DtmfSpectrum _spectrum;
    private readonly DtmfSignal[] _waiting = new DtmfSignal[MaxWaiting];
    private int _filled;
    private int _first;
    private int _count;
    private long _samples;

    private char _candidate;
    private int _streak;
    private char _digit;
    private int _misses;
    private long _begin;
    private long _end;
    private double _level;

    /// <summary>For a stream of which nothing has been heard.</summary>
    /// <param name="sampleRate">8,000 to 48,000 samples a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another rate.</exception>
    public DtmfDetector(int sampleRate)
    {
        _rate = SampleRates.Require(sampleRate, nameof(sampleRate));
        _hop = (int)Math.Round(sampleRate * 0.006375);
        _block = new float[2 * _hop];
        _spectrum = new DtmfSpectrum(sampleRate, _block.Length);
    }

    /// <summary>Listens to the next samples. What is found waits for <see cref="TryTake"/>; of more than 32 signals the oldest are lost.</summary>
    public void Process(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(samples.Length, _block.Length - _filled)];
            Samples.ToFloat(part, _block.AsSpan(_filled));
            _filled += part.Length;
            _samples += part.Length;
            samples = samples[part.Length..];
            if (_filled == _block.Length)
            {
                Judge();
                _block.AsSpan(_hop).CopyTo(_block);
                _filled = _block.Length - _hop;
            }
        }
    }

    /// <summary>Takes the next signal found.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out DtmfSignal signal)
    {
        signal = _count > 0 ? _waiting[_first] : default;
        if (_count == 0)
        {
            return false;
        }

        (_first, _count) = ((_first + 1) % MaxWaiting, _count - 1);
        return true;
    }

    private void Judge()
    {
        var found = _spectrum.Find(_block, out var goesOn, out var isSteady);
        if (_digit != '\0' && found != _digit)
        {
            if (++_misses == BlocksToEnd)
            {
                Tell(isEnd: true);
                _digit = '\0';
            }
        }
        else if (_digit != '\0')
        {
            (_misses, _end) = (0, _samples);
        }

        // The first block of a digit has no phase to compare with, the second no change of it.
        _streak = found == '\0' ? 0 : found != _candidate || _streak == 0 || !goesOn ? 1 : isSteady ? _streak + 1 : 2;
        _candidate = found;
        if (_streak >= BlocksToBegin && found != _digit)
        {
            if (_digit != '\0')
            {
                Tell(isEnd: true);
            }

            (_digit, _misses, _level) = (found, 0, _spectrum.LevelDbm0);
            (_begin, _end) = (_samples - _block.Length - ((BlocksToBegin - 1) * _hop), _samples);
            Tell(isEnd: false);
        }
    }

    private void Tell(bool isEnd)
    {
        if (_count == MaxWaiting)
        {
            (_first, _count) = ((_first + 1) % MaxWaiting, _count - 1);
        }

        _waiting[(_first + _count++) % MaxWaiting] = new DtmfSignal(
            _digit, isEnd, TimeSpan.FromSeconds((double)_begin / _rate), TimeSpan.FromSeconds((double)(_end - _begin) / _rate), _level);
    }
}
