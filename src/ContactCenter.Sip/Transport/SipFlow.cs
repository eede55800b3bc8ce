using System.Net;

namespace ContactCenter.Sip.Transport;

/// <summary>A way to one peer: an address over our datagram socket, or a connection. RFC 5626 section 3.1.</summary>
/// <remarks>Safe from any thread; nothing here waits.</remarks>
internal abstract class SipFlow
{
    public abstract SipTransportKind Kind { get; }

    /// <summary>Where what comes from: the address seen, whatever the message says.</summary>
    public abstract IPEndPoint Remote { get; }

    /// <summary>Our side.</summary>
    public abstract IPEndPoint Local { get; }

    /// <summary>False when nothing can be sent on it any more.</summary>
    public virtual bool IsOpen => true;

    /// <summary>Sends, or gives it to who sends. What a datagram's network loses is not told.</summary>
    /// <returns>False when it cannot go out: the connection is gone, or too much waits on it already.</returns>
    public abstract bool Send(ReadOnlyMemory<byte> message);

    public override string ToString() => $"{Kind.InVia()} {Remote}";
}

/// <summary>Who gets what comes in.</summary>
internal interface ISipReceiver
{
    /// <summary>A datagram, or a frame of a WebSocket; the bytes are the caller's again when it returns.</summary>
    void Received(SipFlow flow, ReadOnlySpan<byte> message);
}
