using System.Net;

namespace ContactCenter.Sip.Messages;

/// <summary>A request. RFC 3261 section 7.1.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SipRequest : SipMessage
{
    internal SipRequest(SipMethod method, SipUri uri, SipHeader[] headers, ReadOnlyMemory<byte> body)
        : base(headers, body) => (Method, Uri) = (method, uri);

    /// <value>What is asked for.</value>
    public SipMethod Method { get; }

    /// <value>Whom it is asked of: the Request-URI.</value>
    public SipUri Uri { get; }

    internal override string StartLine => $"{Method.Name} {Uri} SIP/2.0";

    /// <summary>Begins a request. Max-Forwards is 70 until it is set otherwise (RFC 3261 section 8.1.1.6); a Via is added when it is sent.</summary>
    /// <exception cref="ArgumentException">The Call-ID is none.</exception>
    public static SipRequestBuilder Create(SipMethod method, SipUri uri, SipAddress from, SipAddress to, string callId, uint cseq)
    {
        var builder = new SipRequestBuilder(method, uri);
        builder.Set(SipHeaderName.MaxForwards, "70")
            .Set(SipHeaderName.From, from)
            .Set(SipHeaderName.To, to)
            .Set(SipHeaderName.CallId, callId)
            .Set(SipHeaderName.CSeq, new SipCSeq(cseq, method).ToString());
        return builder;
    }

    /// <summary>A builder that begins with this request.</summary>
    public SipRequestBuilder ToBuilder() => new(this);

    /// <summary>This request with one more Via before all others. RFC 3261 section 8.1.1.7.</summary>
    public SipRequest WithTopVia(SipVia via)
    {
        ArgumentNullException.ThrowIfNull(via);
        return new SipRequest(Method, Uri, WithOneMoreVia(via), Body);
    }

    /// <summary>
    /// This request with its first Via stamped: <c>received</c> where the sender's host is not the address it came from (RFC 3261 section 18.2.1),
    /// and both <c>received</c> and <c>rport</c> where it asks for the port (RFC 3581 section 4). What a sender wrote there itself is replaced.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no Via.</exception>
    public SipRequest ReceivedFrom(IPEndPoint source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var via = TopVia ?? throw new InvalidOperationException("The request has no Via to stamp.");
        var address = source.Address.IsIPv4MappedToIPv6 ? source.Address.MapToIPv4() : source.Address;
        var stamped = via;
        if (via.WantsRPort || via.Parameters.Has("received") || !address.Equals(SipHost.Address(via.Host)))
        {
            stamped = stamped.With("received", SipHost.Bare(address));
        }

        if (via.WantsRPort)
        {
            stamped = stamped.With("rport", source.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return ReferenceEquals(stamped, via) ? this : new SipRequest(Method, Uri, WithFirstVia(stamped), Body);
    }
}
