using System.Numerics;

namespace ContactCenter.Channels.Voice.Sound;

/// <summary>
/// How one listener hears one speaker: a place in the speaker's ring that follows both clocks. Where the speaker is too fast a few milliseconds are left out, where
/// the speaker is too slow some are heard twice, both where the sound before is most like the sound after. What waits is bounded, and a speaker who falls silent
/// (nothing comes at all) is faded out after 60 ms. Used by the listener's thread alone.
/// </summary>
internal sealed class VoicePath
{
    private const int StallMs = 60;
    private const int BoundMs = 60;
    private const double SpareMs = 12.5;
    private const double LeastSlipMs = 2.5;
    private const int SlipMs = 10;
    private const int RampMs = 5;

    private readonly VoiceRing _ring;
    private readonly int _rate;
    private readonly int _ramp;
    private bool _isRunning;
    private bool _isPriming;
    private bool _isWanted = true;
    private long _seen;
    private long _cursor;
    private int _stalled;
    private long _least = long.MaxValue;
    private int _window;
    private float _gain;
    private float _step;
    private int _stepLeft;

    public VoicePath(Seat speaker, VoiceRing ring, int sampleRate)
    {
        (Speaker, _ring, _rate, _ramp) = (speaker, ring, sampleRate, sampleRate * RampMs / 1_000);
        _seen = ring.Written;
    }

    public Seat Speaker { get; }

    /// <summary>Whether nothing of the speaker is heard.</summary>
    public bool IsSilent => Volatile.Read(ref _gain) == 0;

    /// <summary>How often the path left something out or said something twice.</summary>
    public long Slips { get; private set; }

    /// <summary>What waited in the ring after the last frame, in samples.</summary>
    public int Waiting { get; private set; }

    /// <summary>Adds what the speaker said to a mix.</summary>
    /// <param name="mix">The mix.</param>
    /// <param name="isHeard">Whether the listener is to hear the speaker.</param>
    /// <param name="scratch">As long as the mix, or longer.</param>
    /// <returns>Whether there was anything.</returns>
    public bool AddTo(Span<float> mix, bool isHeard, Span<short> scratch)
    {
        var begins = isHeard && !_isWanted;
        _isWanted = isHeard;
        if (_gain == 0 && (!isHeard || begins))
        {
            // What was said before the listener was to hear it is not heard after.
            _isRunning = _isPriming = false;
            _seen = _ring.Written;
            return false;
        }

        var frame = scratch[..mix.Length];
        var goesOn = Read(frame);
        if (!_isRunning)
        {
            return false;
        }

        Add(frame, mix, isHeard && goesOn ? 1 : 0);
        _isRunning &= goesOn;
        return true;
    }

    private void Add(ReadOnlySpan<short> frame, Span<float> mix, float target)
    {
        var (gain, by, done) = (_gain, 1f / _ramp, 0);
        for (; done < frame.Length && gain != target; done++)
        {
            gain = gain < target ? Math.Min(target, gain + by) : Math.Max(target, gain - by);
            mix[done] += frame[done] * gain;
        }

        Volatile.Write(ref _gain, gain);
        if (gain != 0)
        {
            AddWhole(frame[done..], mix[done..]);
        }
    }

    // At its full level, as nearly always.
    private static void AddWhole(ReadOnlySpan<short> frame, Span<float> mix)
    {
        var done = 0;
        for (; done <= frame.Length - Vector<short>.Count; done += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(frame[done..]), out var low, out var high);
            Add(low, mix[done..]);
            Add(high, mix[(done + Vector<float>.Count)..]);
        }

        for (; done < frame.Length; done++)
        {
            mix[done] += frame[done];
        }

        static void Add(Vector<int> samples, Span<float> to) => (new Vector<float>(to) + Vector.ConvertToSingle(samples)).CopyTo(to);
    }

    // False when this is the last frame for now; the caller fades it out.
    private bool Read(Span<short> frame)
    {
        using var ring = _ring.Open();
        var isNew = ring.Written != _seen;
        _seen = ring.Written;
        if (!_isRunning && !Start(ring, isNew, frame.Length))
        {
            return false;
        }

        _stalled = isNew ? 0 : _stalled + frame.Length;
        Keep(ring, frame.Length);
        ring.CopyTo(_cursor, frame);
        _cursor += frame.Length;
        Waiting = (int)(ring.Written - _cursor);
        _least = Math.Min(_least, Waiting);
        _window += frame.Length;
        Smooth(frame);
        return _stalled <= Math.Max(_rate * StallMs / 1_000, 2 * ring.LastFrame);
    }

    private bool Start(in VoiceRing.Reading ring, bool isNew, int length)
    {
        if (isNew && !_isPriming)
        {
            (_isPriming, _cursor) = (true, ring.Written - ring.LastFrame);
        }

        if (!_isPriming || ring.Written - _cursor < length)
        {
            return false;
        }

        _cursor = Math.Max(_cursor, ring.Written - Math.Max(length, ring.LastFrame));
        (_isRunning, _isPriming, _stepLeft, _stalled) = (true, false, 0, 0);
        BeginWindow();
        Volatile.Write(ref _gain, 0);
        return true;
    }

    private void Keep(in VoiceRing.Reading ring, int length)
    {
        var waiting = ring.Written - _cursor;
        var (most, slip) = (Math.Max(_rate * BoundMs / 1_000, length + ring.LastFrame), _rate * SlipMs / 1_000);
        if (waiting < length)
        {
            Slip(ring, -(int)(length - waiting) - slip, -(int)(length - waiting));
        }
        else if (waiting > most)
        {
            // Back to what is needed at once; a listener who was away is not told the past.
            var over = (int)Math.Min(waiting - length, int.MaxValue);
            _cursor = over > ring.Capacity / 2 ? ring.Written - length : _cursor;
            over = (int)(ring.Written - _cursor - length);
            Slip(ring, Math.Max(0, over - slip), over);
        }
        else if (_window >= _rate && _least > _rate * SpareMs / 1_000)
        {
            Slip(ring, (int)(_rate * LeastSlipMs / 1_000), (int)Math.Min(slip, _least - (_rate * LeastSlipMs / 1_000)));
        }
        else if (_window < _rate)
        {
            return;
        }

        BeginWindow();
    }

    private void BeginWindow() => (_window, _least) = (0, long.MaxValue);

    // The place among those from least to most where the last 10 ms are most like what is before the cursor now.
    private void Slip(in VoiceRing.Reading ring, int least, int most)
    {
        var length = _rate / 100;
        var (best, bestLikeness) = (Math.Abs(least) < Math.Abs(most) ? least : most, double.NegativeInfinity);
        for (var by = least; by <= most; by++)
        {
            long product = 0, energy = 1;
            for (var i = 1; i <= length; i++)
            {
                int there = ring[_cursor + by - i];
                product += there * ring[_cursor - i];
                energy += there * there;
            }

            var likeness = product / Math.Sqrt(energy);
            if (likeness > bestLikeness)
            {
                (best, bestLikeness) = (by, likeness);
            }
        }

        // What step is left is spread over the next 2.5 ms.
        _step = ring[_cursor - 1] - ring[_cursor + best - 1];
        _stepLeft = _rate / 400;
        _cursor += best;
        Slips++;
    }

    private void Smooth(Span<short> frame)
    {
        var length = _rate / 400;
        for (var i = 0; i < frame.Length && _stepLeft > 0; i++, _stepLeft--)
        {
            frame[i] = (short)Math.Clamp(frame[i] + (_step * _stepLeft / length), short.MinValue, short.MaxValue);
        }
    }
}
