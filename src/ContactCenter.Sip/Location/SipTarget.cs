using System.Net;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Location;

/// <summary>What a URI says about where to send to.</summary>
/// <param name="Host">A name, or an address in figures, IPv6 without its brackets.</param>
/// <param name="Port">The port, if one is named.</param>
/// <param name="Transport">The transport, if one is named.</param>
/// <param name="IsSecure">A <c>sips</c> URI: only over TLS.</param>
internal readonly record struct SipTarget(string Host, int? Port = null, SipTransportKind? Transport = null, bool IsSecure = false);

/// <summary>One place to try.</summary>
/// <param name="Transport">What to send on.</param>
/// <param name="Address">Where to.</param>
/// <param name="Name">The name a certificate must be for: that of the URI, not what DNS led to. RFC 5922 section 4.</param>
internal readonly record struct SipHop(SipTransportKind Transport, IPEndPoint Address, string Name);
