using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>The first line of a message, as far as it could be read. RFC 3261 sections 7.1 and 7.2.</summary>
internal readonly ref struct SipStartLine
{
    /// <summary>No method is longer; a longer one is noise.</summary>
    private const int LongestMethod = 64;

    private SipStartLine(SipFaultCode fault, string message, int status, SipMethod? method = null) =>
        (Fault, FaultMessage, FaultStatus, Method) = (fault, message, status, method);

    private SipStartLine(SipMethod method, SipUri uri) => (Method, Uri) = (method, uri);

    private SipStartLine(int status, string reason) => (Status, Reason) = (status, reason);

    /// <summary>Null for a response, and where it could not be read.</summary>
    public SipMethod? Method { get; }

    public SipUri? Uri { get; }

    public int Status { get; }

    public string? Reason { get; }

    public SipFaultCode? Fault { get; }

    public string? FaultMessage { get; }

    public int FaultStatus { get; }

    public static SipStartLine Read(ReadOnlySpan<byte> line, SipLimits limits) =>
        line.Length >= 4 && Ascii.EqualsIgnoreCase(line[..4], "SIP/"u8) ? ReadStatus(line) : ReadRequest(SipText.TrimEnd(line), limits);

    private static SipStartLine ReadRequest(ReadOnlySpan<byte> line, SipLimits limits)
    {
        var (first, last) = (line.IndexOf((byte)' '), line.LastIndexOf((byte)' '));
        if (first <= 0 || last == first || first > LongestMethod || !SipText.IsToken(line[..first]))
        {
            return new(SipFaultCode.StartLine, $"'{SipText.Shown(line)}' is no start line; it is METHOD URI SIP/2.0.", 400);
        }

        var version = line[(last + 1)..];
        if (version.Length < 4 || !Ascii.EqualsIgnoreCase(version[..4], "SIP/"u8))
        {
            return new(SipFaultCode.StartLine, $"The start line ends with '{SipText.Shown(version)}' and not with SIP/2.0.", 400);
        }

        var method = SipMethod.Of(line[..first]);
        if (!version[4..].SequenceEqual("2.0"u8))
        {
            return new(SipFaultCode.Version, $"The version is '{SipText.Shown(version)}'; it is SIP/2.0.", 505, method);
        }

        var text = line[(first + 1)..last];
        if (text.Length > limits.UriBytes)
        {
            return new(SipFaultCode.UriTooLong, $"The Request-URI has {text.Length} bytes, {limits.UriBytes} at most.", 414, method);
        }

        // Headers in a Request-URI are orders of a stranger to make another request. RFC 3261 section 19.1.1.
        return SipUri.TryParse(text, out var uri) && !uri.HasHeaders
            ? new(method, uri)
            : new(SipFaultCode.RequestUri, $"The Request-URI '{SipText.Shown(text)}' is none, or has headers.", 400, method);
    }

    private static SipStartLine ReadStatus(ReadOnlySpan<byte> line)
    {
        var blank = line.IndexOf((byte)' ');
        var version = blank < 0 ? line : line[..blank];
        if (!version[4..].SequenceEqual("2.0"u8))
        {
            return new(SipFaultCode.Version, $"The version is '{SipText.Shown(version)}'; it is SIP/2.0.", 505);
        }

        var rest = blank < 0 ? default : line[(blank + 1)..];
        var digits = rest.IndexOf((byte)' ') is var end and >= 0 ? rest[..end] : rest;
        if (digits.Length != 3 || !SipText.TryNumber(digits, 699, out var status) || status < 100)
        {
            return new(SipFaultCode.StatusCode, $"The status is '{SipText.Shown(digits)}'; it is 100 to 699.", 400);
        }

        var reason = SipText.Trim(rest[3..]);
        if (SipText.IndexOfControl(reason) >= 0)
        {
            return new(SipFaultCode.StartLine, $"The reason '{SipText.Shown(reason)}' has a control character.", 400);
        }

        var usual = SipStatus.Reason((int)status);
        return new((int)status, Ascii.Equals(reason, usual) ? usual : SipText.Decoded(reason));
    }
}
