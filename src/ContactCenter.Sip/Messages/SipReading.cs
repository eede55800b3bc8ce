using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ContactCenter.Sip.Messages;

/// <summary>The reading of one message. After a fault it goes on, as far as it can, for the headers the answer needs.</summary>
internal ref struct SipReading(ReadOnlySpan<byte> given, SipLimits limits, bool isStream)
{
    private static readonly SipUri Unreadable = SipUri.Parse("sip:unreadable.invalid");

    private readonly ReadOnlySpan<byte> _given = given;
    private readonly SipLimits _limits = limits;
    private readonly bool _isStream = isStream;

    private FirstLines _first;
    private SipHeader[]? _more;
    private int _count;
    private byte[] _copy = [];
    private SipHeaderCheck _check = new(limits);
    private SipFaultCode? _fault;
    private string _faultMessage = "";
    private int _faultOffset;
    private int _faultStatus;

    public bool TryRead([NotNullWhen(true)] out SipMessage? message, [NotNullWhen(false)] out SipFault? fault)
    {
        (message, fault) = (null, null);
        var start = _given.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (start < 0)
        {
            fault = new SipFault(SipFaultCode.Empty, 0, "There is nothing but line ends.", 400, null);
            return false;
        }

        var text = _given[start..];
        if (text.Length > _limits.MessageBytes)
        {
            Fault(SipFaultCode.Limit, start, $"The message has {text.Length} bytes, {_limits.MessageBytes} at most.", 513);
            text = text[.._limits.MessageBytes];
        }

        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            fault = new SipFault(SipFaultCode.StartLine, start, $"'{SipText.Shown(text)}' has no line end.", 400, null);
            return false;
        }

        var line = SipStartLine.Read(end > 0 && text[end - 1] == (byte)'\r' ? text[..(end - 1)] : text[..end], _limits);
        if (line.Fault is { } code)
        {
            Fault(code, start, line.FaultMessage!, line.FaultStatus);
            if (line.Method is null)
            {
                fault = Faulty(null);
                return false;
            }
        }

        _copy = text[(end + 1)..].ToArray();
        var headStart = start + end + 1;
        var bodyStart = ReadHeaders(headStart);
        _check.End(line.Method, ref this, headStart + bodyStart);
        var body = ReadBody(bodyStart, headStart);
        if (_fault is not null)
        {
            fault = Faulty(line.Method is { } asked && asked != SipMethod.Ack && _check.HasVia ? new SipRequest(asked, line.Uri ?? Unreadable, Lines(), default) : null);
            return false;
        }

        message = line.Method is { } method ? new SipRequest(method, line.Uri!, Lines(), body) : new SipResponse(line.Status, line.Reason!, Lines(), body);
        return true;
    }

    /// <summary>The first fault counts.</summary>
    public void Fault(SipFaultCode code, int offset, string message, int status = 400)
    {
        if (_fault is null)
        {
            (_fault, _faultOffset, _faultMessage, _faultStatus) = (code, offset, message, status);
        }
    }

    /// <summary>Reads lines up to the empty one.</summary>
    /// <returns>Where the body begins in the copy.</returns>
    private int ReadHeaders(int headStart)
    {
        var at = 0;
        while (at < _copy.Length)
        {
            var rest = _copy.AsSpan(at);
            var feed = rest.IndexOf((byte)'\n');
            if (feed < 0)
            {
                break;
            }

            if (feed == 0 || (feed == 1 && rest[0] == (byte)'\r'))
            {
                return at + feed + 1;
            }

            var length = SipLines.Length(rest, feed, out var next);
            if (at + next > _limits.HeadBytes || _count == _limits.HeaderLines)
            {
                Fault(SipFaultCode.Limit, headStart + at, $"The headers are more than {_limits.HeaderLines} lines or {_limits.HeadBytes} bytes.", 513);
                return _copy.Length;
            }

            ReadLine(at, length, headStart);
            at += next;
        }

        // A datagram that ends with a whole line has said all it wanted.
        if (at < _copy.Length || _count == 0 || _isStream)
        {
            Fault(SipFaultCode.Truncated, headStart + at, "The headers do not end with an empty line.");
        }

        return _copy.Length;
    }

    private void ReadLine(int at, int length, int headStart)
    {
        var line = _copy.AsSpan(at, length);
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : SipText.TrimEnd(line[..colon]);
        if (colon < 0 || !SipText.IsToken(name))
        {
            Fault(SipFaultCode.HeaderLine, headStart + at, $"'{SipText.Shown(line)}' is no header; it is Name: value.");
            return;
        }

        var value = SipText.TrimStart(line[(colon + 1)..]);
        var start = at + length - value.Length;
        value = SipText.TrimEnd(value);
        var known = SipHeaderName.Find(name) ?? new SipHeaderName(SipText.Decoded(name));
        if (value.Length > _limits.HeaderBytes)
        {
            Fault(SipFaultCode.Limit, headStart + at, $"{SipText.Shown(name)} has {value.Length} bytes, {_limits.HeaderBytes} at most.", 513);
            return;
        }

        if (SipLines.HasBareControl(value))
        {
            Fault(SipFaultCode.HeaderLine, headStart + at, $"{SipText.Shown(name)} has a control character: '{SipText.Shown(value)}'.");
            return;
        }

        // Written again with the right number, so it is not kept.
        if (!_check.Read(known, value, headStart + at, ref this) || ReferenceEquals(known, SipHeaderName.ContentLength))
        {
            return;
        }

        Keep(new SipHeader(known, _copy.AsMemory(start, value.Length)));
    }

    private ReadOnlyMemory<byte> ReadBody(int bodyStart, int headStart)
    {
        var there = _copy.Length - bodyStart;
        if (_check.ContentLength is not { } length)
        {
            if (_isStream)
            {
                Fault(SipFaultCode.ContentLength, headStart, "There is no Content-Length, and a stream needs it.");
            }

            length = there;
        }

        if (length > _limits.BodyBytes)
        {
            Fault(SipFaultCode.BodyTooLarge, headStart + bodyStart, $"The body has {length} bytes, {_limits.BodyBytes} at most.", 413);
        }
        else if (_isStream && headStart + bodyStart + length > _limits.MessageBytes)
        {
            Fault(SipFaultCode.Limit, headStart + bodyStart, $"The message has more than {_limits.MessageBytes} bytes.", 513);
        }
        else if (length > there)
        {
            Fault(SipFaultCode.ContentLength, headStart + bodyStart, $"Content-Length is {length} and {there} bytes are there.");
        }

        return _fault is null ? _copy.AsMemory(bodyStart, length) : default;
    }

    private void Keep(in SipHeader header)
    {
        if (_count < FirstLines.Length)
        {
            _first[_count++] = header;
            return;
        }

        _more ??= new SipHeader[32];
        if (_count - FirstLines.Length == _more.Length)
        {
            Array.Resize(ref _more, _more.Length * 2);
        }

        _more[_count++ - FirstLines.Length] = header;
    }

    private SipHeader[] Lines()
    {
        var lines = new SipHeader[_count];
        var first = Math.Min(_count, FirstLines.Length);
        ((ReadOnlySpan<SipHeader>)_first)[..first].CopyTo(lines);
        _more?.AsSpan(0, _count - first).CopyTo(lines.AsSpan(first));
        return lines;
    }

    private readonly SipFault Faulty(SipRequest? request) => new(_fault!.Value, _faultOffset, _faultMessage, _faultStatus, request);

    /// <summary>Lines on the stack: most messages have no more.</summary>
    [InlineArray(Length)]
    private struct FirstLines
    {
        public const int Length = 32;
        private SipHeader _line;
    }
}
