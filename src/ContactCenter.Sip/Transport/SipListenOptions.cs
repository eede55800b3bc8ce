using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ContactCenter.Sip.Transport;

/// <summary>One address an endpoint listens on.</summary>
/// <param name="Kind">The transport.</param>
/// <param name="Address">The address; port 0 takes a free one.</param>
public sealed record SipListenOptions(SipTransportKind Kind, IPEndPoint Address);

/// <summary>Certificates of an endpoint, and whom it believes.</summary>
public sealed class SipTlsOptions
{
    /// <value>Shown to whoever connects, and to who asks for one when we connect; needed to listen on TLS.</value>
    public X509Certificate2? Certificate { get; set; }

    /// <value>The certificates between <see cref="Certificate"/> and a root that peers know, in any order; they are sent along. Empty by default.</value>
    public X509Certificate2Collection Intermediates { get; } = [];

    /// <value>Whether whoever connects must show a certificate that is believed; false by default.</value>
    public bool RequiresClientCertificate { get; set; }

    /// <value>
    /// Judges a peer's certificate; null by default: the machine's roots, and the name of the URI's host (RFC 5922). One that believes everybody lets anybody listen in.
    /// </value>
    public RemoteCertificateValidationCallback? Judge { get; set; }
}
