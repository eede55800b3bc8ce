using System.Net;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Registrations;

/// <summary>Where a user is: one phone of an address of record. RFC 3261 section 10.</summary>
/// <param name="Contact">Where it wants to be reached.</param>
/// <param name="Remote">The address it was seen at.</param>
/// <param name="Transport">What it registered on.</param>
/// <param name="ExpiresAt">When it is forgotten unless it registers again.</param>
/// <param name="UserAgent">What it calls itself; empty where it does not.</param>
public sealed record SipBinding(SipAddress Contact, IPEndPoint Remote, SipTransportKind Transport, DateTimeOffset ExpiresAt, string UserAgent)
{
    /// <summary>The way back to it: its connection, or its address where a router stands between.</summary>
    internal SipFlow? Flow { get; init; }

    internal string CallId { get; init; } = "";

    internal uint CSeq { get; init; }
}
