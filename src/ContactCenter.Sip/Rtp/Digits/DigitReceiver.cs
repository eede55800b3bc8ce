namespace ContactCenter.Sip.Rtp.Digits;

/// <summary>
/// Hears digits: all packets with one source and timestamp are one digit, whichever of them come. A start that was lost is found by any later packet,
/// a lost end by the next digit or by time. RFC 4733 sections 2.5.1 and 2.5.2.
/// </summary>
/// <remarks>
/// Some peers (sipp) send each digit under another source: the source belongs to a digit's identity and is not compared with that of the sound.
/// Not safe for two threads at a time; allocates nothing after it is made.
/// </remarks>
internal sealed class DigitReceiver(int clockRate, TimeSpan timeout)
{
    private const int Remembered = 8;
    private const int MostPending = 8;

    private readonly (uint Ssrc, uint Timestamp)[] _done = new (uint, uint)[Remembered];
    private readonly Queue<DigitEvent> _events = new(MostPending);
    private int _doneCount;
    private bool _hasNews;
    private bool _isPressed;
    private TelephoneEvent _digit;
    private uint _ssrc;
    private uint _timestamp;
    private long _before; // what earlier segments of a long digit lasted
    private TimeSpan _heardAt;

    /// <value>Whether a digit is being pressed.</value>
    public bool IsPressed => _isPressed;

    /// <value>Whether there is an event to tell. May be asked from any thread.</value>
    public bool HasNews => Volatile.Read(ref _hasNews);

    /// <summary>The next event to tell, in order.</summary>
    public bool TryNext(out DigitEvent digit)
    {
        var any = _events.TryDequeue(out digit);
        Volatile.Write(ref _hasNews, _events.Count > 0);
        return any;
    }

    /// <summary>A packet of the digits' payload type came.</summary>
    /// <returns>Whether it was one we can read.</returns>
    public bool Take(uint ssrc, uint timestamp, ReadOnlySpan<byte> payload, TimeSpan now)
    {
        if (!TelephoneEvent.TryRead(payload, out var digit) || !TelephoneEvent.TryGetKey(digit.Code, out _))
        {
            return false;
        }

        if (IsDone(ssrc, timestamp))
        {
            return true; // the end is sent three times, and packets of one that is over may come late
        }

        if (_isPressed && ssrc == _ssrc && digit.Code == _digit.Code && timestamp - _timestamp == ushort.MaxValue)
        {
            // A digit longer than 16 bits can tell goes on in another segment. RFC 4733 section 2.5.1.3.
            Remember();
            _before += ushort.MaxValue;
            _timestamp = timestamp;
            _digit = digit;
        }
        else if (_isPressed && (ssrc != _ssrc || timestamp != _timestamp))
        {
            if (ssrc == _ssrc && (int)(timestamp - _timestamp) < 0)
            {
                return true; // older than the one being pressed, and never heard of until now: its turn is over
            }

            End();
        }

        _heardAt = now;
        if (!_isPressed)
        {
            (_isPressed, _ssrc, _timestamp, _digit, _before) = (true, ssrc, timestamp, digit, 0);
            Tell(hasEnded: false);
        }
        else if (digit.Duration > _digit.Duration || digit.IsEnd)
        {
            _digit = digit;
        }

        if (digit.IsEnd)
        {
            End();
        }

        return true;
    }

    /// <summary>Time passes: a digit of which nothing was heard for the time-out is over.</summary>
    public void Elapse(TimeSpan now)
    {
        if (_isPressed && now - _heardAt >= timeout)
        {
            End();
        }
    }

    /// <summary>A key was found in the sound.</summary>
    public void Heard(DigitEvent digit)
    {
        if (_events.Count < MostPending)
        {
            _events.Enqueue(digit);
            Volatile.Write(ref _hasNews, true);
        }
    }

    private void End()
    {
        Tell(hasEnded: true);
        Remember();
        _isPressed = false;
    }

    private void Tell(bool hasEnded)
    {
        TelephoneEvent.TryGetKey(_digit.Code, out var key);
        Heard(new DigitEvent(key, hasEnded, TimeSpan.FromSeconds((double)(_before + _digit.Duration) / clockRate)));
    }

    private void Remember() => _done[_doneCount++ % Remembered] = (_ssrc, _timestamp);

    private bool IsDone(uint ssrc, uint timestamp)
    {
        for (var i = 0; i < Math.Min(_doneCount, Remembered); i++)
        {
            if (_done[i] == (ssrc, timestamp))
            {
                return true;
            }
        }

        return false;
    }
}
