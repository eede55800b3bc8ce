using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>A response. RFC 3261 section 7.2.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SipResponse : SipMessage
{
    internal SipResponse(int status, string reason, SipHeader[] headers, ReadOnlyMemory<byte> body)
        : base(headers, body) => (Status, Reason) = (status, reason);

    /// <value>100 to 699.</value>
    public int Status { get; }

    /// <value>The phrase for people; may be empty.</value>
    public string Reason { get; }

    /// <value>True for 1xx.</value>
    public bool IsProvisional => Status < 200;

    /// <value>True for 2xx.</value>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <value>True for 2xx to 6xx.</value>
    public bool IsFinal => Status >= 200;

    internal override string StartLine => $"SIP/2.0 {Status} {Reason}";

    /// <summary>
    /// The response to a request: its Via, From, To, Call-ID, CSeq and Timestamp (RFC 3261 section 8.2.6), and its Record-Route where the response
    /// makes or confirms a dialog (section 12.1.1).
    /// </summary>
    /// <param name="request">As it came, stamped by <see cref="SipRequest.ReceivedFrom"/>.</param>
    /// <param name="status">100 to 699.</param>
    /// <param name="reason">Null for the usual phrase.</param>
    /// <param name="toTag">The tag of our side; added where the request's To has none and the status is not 100 (RFC 3261 section 8.2.6.2).</param>
    /// <exception cref="ArgumentException">The reason holds CR, LF or NUL, or the tag is no token.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is outside 100 to 699.</exception>
    public static SipResponse For(SipRequest request, int status, string? reason = null, string? toTag = null) => Answer(request, status, reason, toTag).Build(isChecked: false);

    /// <summary>A builder that begins with <see cref="For"/>.</summary>
    public static SipResponseBuilder Answer(SipRequest request, int status, string? reason = null, string? toTag = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (toTag is not null && !SipText.IsToken(toTag))
        {
            throw new ArgumentException($"'{SipText.Shown(toTag)}' is no tag; write a token.", nameof(toTag));
        }

        var builder = new SipResponseBuilder(status, reason);
        var routes = status is > 100 and < 300 && (request.Method == SipMethod.Invite || request.Method == SipMethod.Subscribe || request.Method == SipMethod.Refer || request.Method == SipMethod.Notify);
        foreach (ref readonly var line in request.Lines)
        {
            var name = line.Name;
            if (ReferenceEquals(name, SipHeaderName.To))
            {
                builder.Lines.Add(toTag is null || status == 100 ? line : Tagged(line, toTag));
            }
            else if (ReferenceEquals(name, SipHeaderName.Via) || ReferenceEquals(name, SipHeaderName.From) || ReferenceEquals(name, SipHeaderName.CallId)
                || ReferenceEquals(name, SipHeaderName.CSeq) || ReferenceEquals(name, SipHeaderName.Timestamp) || (routes && ReferenceEquals(name, SipHeaderName.RecordRoute)))
            {
                builder.Lines.Add(line);
            }
        }

        return builder;
    }

    /// <summary>A builder that begins with this response.</summary>
    public SipResponseBuilder ToBuilder() => new(this);

    /// <summary>This response with one more Via before all others.</summary>
    public SipResponse WithTopVia(SipVia via)
    {
        ArgumentNullException.ThrowIfNull(via);
        return new SipResponse(Status, Reason, WithOneMoreVia(via), Body);
    }

    private static SipHeader Tagged(in SipHeader to, string tag)
    {
        var text = to.Bytes.Span;
        if (!SipAddress.TryScan(text, out _, out _, out var parameters))
        {
            return to;
        }

        for (var scanner = new SipParameterScanner(parameters); scanner.MoveNext();)
        {
            if (Ascii.EqualsIgnoreCase(scanner.Name, "tag"u8))
            {
                return to;
            }
        }

        // A semicolon at the end was taken; another one would be a parameter without a name.
        return new SipHeader(to.Name, (byte[])[.. text.TrimEnd(";"u8), .. ";tag="u8, .. Encoding.ASCII.GetBytes(tag)]);
    }
}
