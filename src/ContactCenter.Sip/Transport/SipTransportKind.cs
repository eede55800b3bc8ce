namespace ContactCenter.Sip.Transport;

/// <summary>What SIP messages travel on. RFC 3261 section 18, RFC 7118.</summary>
public enum SipTransportKind
{
    /// <summary>Datagrams, one message each; port 5060.</summary>
    Udp,

    /// <summary>A connection, messages framed by Content-Length; port 5060.</summary>
    Tcp,

    /// <summary>TCP inside TLS; port 5061.</summary>
    Tls,

    /// <summary>A WebSocket, one message a frame; port 80. RFC 7118.</summary>
    WebSocket,

    /// <summary>A WebSocket inside TLS; port 443. RFC 7118.</summary>
    SecureWebSocket,
}

/// <summary>What follows from the kind of a transport.</summary>
public static class SipTransportKinds
{
    /// <summary>Whether the transport keeps what is sent: nothing is repeated on it.</summary>
    public static bool IsReliable(this SipTransportKind kind) => kind != SipTransportKind.Udp;

    /// <summary>Whether what travels on it cannot be read on the way.</summary>
    public static bool IsSecure(this SipTransportKind kind) => kind is SipTransportKind.Tls or SipTransportKind.SecureWebSocket;

    /// <summary>The port where none is named. RFC 3261 section 19.1.2, RFC 7118 section 5.</summary>
    public static int DefaultPort(this SipTransportKind kind) => kind switch
    {
        SipTransportKind.Tls => 5061,
        SipTransportKind.WebSocket => 80,
        SipTransportKind.SecureWebSocket => 443,
        _ => 5060,
    };

    /// <summary>Its name in a Via: <c>UDP</c>, <c>TCP</c>, <c>TLS</c>, <c>WS</c>, <c>WSS</c>.</summary>
    public static string InVia(this SipTransportKind kind) => kind switch
    {
        SipTransportKind.Udp => "UDP",
        SipTransportKind.Tcp => "TCP",
        SipTransportKind.Tls => "TLS",
        SipTransportKind.WebSocket => "WS",
        _ => "WSS",
    };

    /// <summary>Reads the <c>transport</c> parameter of a URI; case does not count. RFC 3261 section 19.1.1, RFC 7118 section 5.4.</summary>
    /// <returns>False for a transport there is not here.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out SipTransportKind kind)
    {
        for (kind = SipTransportKind.Udp; kind <= SipTransportKind.SecureWebSocket; kind++)
        {
            if (name.Equals(kind.InVia(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        kind = default;
        return false;
    }
}
