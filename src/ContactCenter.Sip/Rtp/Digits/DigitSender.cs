namespace ContactCenter.Sip.Rtp.Digits;

/// <summary>A packet of a digit to send.</summary>
/// <param name="Timestamp">When the digit, or this segment of it, began.</param>
/// <param name="Marker">Whether it is the digit's first packet.</param>
/// <param name="Event">The payload.</param>
internal readonly record struct DigitPacket(uint Timestamp, bool Marker, TelephoneEvent Event);

/// <summary>
/// Sends digits one after the other, a packet each frame: the start with the marker, updates of the duration, the end three times; no sound until the
/// pause after it is over. RFC 4733 section 2.5.1.
/// </summary>
/// <remarks>Not safe for two threads at a time; allocates nothing for a packet, and room for digits when they wait.</remarks>
internal sealed class DigitSender(int clockRate)
{
    /// <summary>Digits that may wait; a card number with its check digits is 19.</summary>
    public const int MostWaiting = 64;

    private const int Ends = 3;
    private const byte Volume = 10; // dBm0 below 0, as telephones have it

    private readonly Queue<(byte Code, long Duration, long Pause)> _waiting = [];
    private bool _isPressed;
    private byte _code;
    private long _duration;
    private long _pause;
    private long _sent; // of the digit, earlier segments included
    private long _segment; // where in the digit the segment begins
    private uint _timestamp;
    private int _endsSent;
    private long _quiet; // left of the pause

    /// <value>Whether a digit is being sent or waits.</value>
    public bool IsBusy => _isPressed || _quiet > 0 || _waiting.Count > 0;

    /// <summary>Puts a digit behind those that wait.</summary>
    /// <returns><see langword="false"/> when <see cref="MostWaiting"/> wait already.</returns>
    public bool TryAdd(byte code, TimeSpan duration, TimeSpan pause)
    {
        if (_waiting.Count >= MostWaiting)
        {
            return false;
        }

        _waiting.Enqueue((code, Units(duration), Units(pause)));
        return true;
    }

    /// <summary>Those that wait and the one being sent end without another packet but its end.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _duration = Math.Min(_duration, _sent);
    }

    /// <summary>What a frame carries.</summary>
    /// <param name="timestamp">The frame's first sample.</param>
    /// <param name="frame">Its length in units of the clock.</param>
    /// <param name="packet">The packet to send, or <see langword="null"/> in the pause.</param>
    /// <returns>Whether the frame belongs to a digit: then it carries no sound.</returns>
    public bool Next(uint timestamp, int frame, out DigitPacket? packet)
    {
        packet = null;
        if (!_isPressed)
        {
            if (_quiet > 0)
            {
                _quiet -= frame;
                return true;
            }

            if (!_waiting.TryDequeue(out var next))
            {
                return false;
            }

            (_code, _duration, _pause) = next;
            (_isPressed, _timestamp, _sent, _segment, _endsSent) = (true, timestamp, 0, 0, 0);
        }

        packet = _endsSent > 0 ? Packet(isEnd: true, marker: false) : Longer(frame);
        if (packet.Value.Event.IsEnd && ++_endsSent == Ends)
        {
            _isPressed = false;
            _quiet = _pause - ((Ends - 1) * frame); // the ends sent again are part of the pause
        }

        return true;
    }

    private DigitPacket Longer(int frame)
    {
        var isFirst = _sent == 0;
        _sent = Math.Min(_sent + frame, Math.Max(_duration, 1));
        if (_sent - _segment > ushort.MaxValue)
        {
            _segment += ushort.MaxValue;
            _timestamp += ushort.MaxValue;
        }

        return Packet(isEnd: _sent >= _duration, isFirst);
    }

    private DigitPacket Packet(bool isEnd, bool marker) =>
        new(_timestamp, marker, new TelephoneEvent(_code, isEnd, Volume, (ushort)(_sent - _segment)));

    private long Units(TimeSpan time) => time.Ticks * clockRate / TimeSpan.TicksPerSecond;
}
