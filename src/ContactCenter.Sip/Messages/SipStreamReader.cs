namespace ContactCenter.Sip.Messages;

/// <summary>Which end of a connection reads: it decides what a lone line end means. RFC 5626 section 3.5.1.</summary>
public enum SipStreamSide
{
    /// <summary>The other side opened the connection and pings with two line ends.</summary>
    Accepted,

    /// <summary>We opened it, ping, and get one line end back.</summary>
    Connected,
}

/// <summary>What <see cref="SipStreamReader"/> found.</summary>
public enum SipStreamItemKind
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>Two line ends: answer with one. RFC 5626 section 4.4.1.</summary>
    Ping,

    /// <summary>The answer to our two line ends.</summary>
    Pong,

    /// <summary>Something that is no message; the next one can still be found.</summary>
    Fault,

    /// <summary>Where the next message begins is not known any more: answer what can be answered, and close.</summary>
    Lost,
}

/// <summary>One thing found in a stream.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The message, where it is one.</param>
/// <param name="Fault">What was wrong, where something was.</param>
public readonly record struct SipStreamItem(SipStreamItemKind Kind, SipMessage? Message = null, SipFault? Fault = null);

/// <summary>Finds messages in the bytes of TCP or TLS, however they are cut: by the empty line and Content-Length. RFC 3261 sections 18.3 and 7.5.</summary>
/// <remarks>
/// For one thread. It holds at most one message that is not whole, within <see cref="SipLimits.HeadBytes"/> and <see cref="SipLimits.BodyBytes"/>.
/// How long a sender may take for one is the connection's matter.
/// </remarks>
public sealed class SipStreamReader
{
    private readonly SipLimits _limits;
    private readonly SipStreamSide _side;
    private byte[] _held = [];
    private int _length;
    private int _scanned;
    private int _wanted;
    private int _lineEnds;
    private bool _isLost;

    /// <summary>A reader for one connection.</summary>
    public SipStreamReader(SipLimits limits, SipStreamSide side)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (_limits, _side) = (limits, side);
    }

    /// <value>Bytes of a message that is not whole yet.</value>
    public int HeldBytes => _length;

    /// <summary>Takes from the input up to the end of the next thing in it.</summary>
    /// <param name="input">What was received; what was taken of it is cut off. Once this returns false it is empty.</param>
    /// <param name="item">What was found.</param>
    /// <returns>False where more bytes are needed, and for ever once framing is lost.</returns>
    public bool TryRead(ref ReadOnlySpan<byte> input, out SipStreamItem item)
    {
        item = default;
        if (_isLost)
        {
            input = default;
            return false;
        }

        if (_length == 0 && SkipLineEnds(ref input, out item))
        {
            return true;
        }

        if (input.IsEmpty)
        {
            return false;
        }

        return _length == 0 ? ReadWhole(ref input, out item) : ReadHeld(ref input, out item);
    }

    /// <summary>Line ends before a message. Two are a ping where the other side pings; one is a pong where we do.</summary>
    private bool SkipLineEnds(ref ReadOnlySpan<byte> input, out SipStreamItem item)
    {
        item = default;
        while (!input.IsEmpty && input[0] is (byte)'\r' or (byte)'\n')
        {
            var isEnd = input[0] == (byte)'\n';
            input = input[1..];
            if (!isEnd)
            {
                continue;
            }

            if (_side == SipStreamSide.Connected || ++_lineEnds == 2)
            {
                _lineEnds = 0;
                item = new SipStreamItem(_side == SipStreamSide.Connected ? SipStreamItemKind.Pong : SipStreamItemKind.Ping);
                return true;
            }
        }

        if (!input.IsEmpty)
        {
            _lineEnds = 0;
        }

        return false;
    }

    /// <summary>The usual case: a whole message is in what came, and nothing is copied but by the parser.</summary>
    private bool ReadWhole(ref ReadOnlySpan<byte> input, out SipStreamItem item)
    {
        (_scanned, _wanted) = (0, 0);
        switch (Frame(input))
        {
            case > 0 and var length:
                item = Parsed(input[..length]);
                input = input[length..];
                return true;
            case 0:
                Hold(input);
                input = default;
                item = default;
                return false;
            default:
                item = Lost(input);
                input = default;
                return true;
        }
    }

    private bool ReadHeld(ref ReadOnlySpan<byte> input, out SipStreamItem item)
    {
        // While the head is not whole nobody knows where the message ends: take a little, and what is too much is given back below.
        var before = _length;
        var take = Math.Min(input.Length, _wanted > 0 ? _wanted - _length : Math.Max(1, _limits.HeadBytes + 4 - _length));
        Hold(input[..take]);
        switch (Frame(_held.AsSpan(0, _length)))
        {
            case > 0 and var length:
                item = Parsed(_held.AsSpan(0, length));
                input = input[(length - before)..];
                Release();
                return true;
            case 0:
                input = input[take..];
                if (!input.IsEmpty)
                {
                    return ReadHeld(ref input, out item);
                }

                item = default;
                return false;
            default:
                item = Lost(_held.AsSpan(0, _length));
                input = default;
                Release();
                return true;
        }
    }

    /// <summary>How long the message at the start is; 0 where more is needed, -1 where it cannot be told.</summary>
    private int Frame(ReadOnlySpan<byte> bytes)
    {
        if (_wanted == 0)
        {
            var head = SipFrame.HeadLength(bytes, ref _scanned);
            if (head == 0)
            {
                return bytes.Length > _limits.HeadBytes ? -1 : 0;
            }

            if (head > _limits.HeadBytes || !SipFrame.TryContentLength(bytes[..head], out var body) || body > _limits.BodyBytes || head + body > _limits.MessageBytes)
            {
                return -1;
            }

            _wanted = head + body;
        }

        return bytes.Length >= _wanted ? _wanted : 0;
    }

    private SipStreamItem Parsed(ReadOnlySpan<byte> bytes)
    {
        var reading = new SipReading(bytes, _limits, isStream: true);
        return reading.TryRead(out var message, out var fault)
            ? new SipStreamItem(SipStreamItemKind.Message, message)
            : new SipStreamItem(SipStreamItemKind.Fault, null, fault);
    }

    private SipStreamItem Lost(ReadOnlySpan<byte> bytes)
    {
        _isLost = true;
        var reading = new SipReading(bytes, _limits, isStream: true);
        return new SipStreamItem(SipStreamItemKind.Lost, null, reading.TryRead(out _, out var fault)
            ? new SipFault(SipFaultCode.Limit, 0, "The message is larger than the limits.", 513, null)
            : fault);
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (_held.Length - _length < bytes.Length)
        {
            Array.Resize(ref _held, Math.Max(_length + bytes.Length, Math.Max(1_024, _held.Length * 2)));
        }

        bytes.CopyTo(_held.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>A connection is idle most of its life; it keeps no buffer then.</summary>
    private void Release() => (_held, _length, _scanned, _wanted) = ([], 0, 0, 0);
}
