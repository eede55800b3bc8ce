using System.Net;

namespace ContactCenter.Sip.Transport;

/// <summary>The way something came: its connection, or the address it was seen at. What goes back to a phone behind a router takes it. RFC 5626, RFC 3581.</summary>
/// <remarks>Immutable; safe to share. It leads nowhere any more once its connection is closed; what is sent by it then goes where the URI leads.</remarks>
public sealed class SipReturnPath
{
    internal SipReturnPath(SipFlow flow) => Flow = flow;

    /// <value>The address seen.</value>
    public IPEndPoint Remote => Flow.Remote;

    /// <value>The transport.</value>
    public SipTransportKind Transport => Flow.Kind;

    /// <value>False once its connection is closed; datagrams have none.</value>
    public bool IsOpen => Flow.IsOpen;

    internal SipFlow Flow { get; }

    /// <summary>Transport and address.</summary>
    public override string ToString() => Flow.ToString();
}
