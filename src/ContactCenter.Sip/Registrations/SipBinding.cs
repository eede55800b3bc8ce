using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Registrations;

/// <summary>Where a user is: one phone of an address of record. RFC 3261 section 10.</summary>
/// <param name="Contact">Where it wants to be reached.</param>
/// <param name="ReturnPath">The way it registered; a call to it takes it, since a router may stand between.</param>
/// <param name="ExpiresAt">When it is forgotten unless it registers again.</param>
/// <param name="UserAgent">What it calls itself; empty where it does not.</param>
public sealed record SipBinding(SipAddress Contact, SipReturnPath ReturnPath, DateTimeOffset ExpiresAt, string UserAgent)
{
    internal string CallId { get; init; } = "";

    internal uint CSeq { get; init; }
}
