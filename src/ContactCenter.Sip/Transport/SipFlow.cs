using System.Net;
using ContactCenter.Sip.Messages;

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

    /// <summary>Our host as Via and Contact name it; IPv6 in brackets.</summary>
    public abstract string SentByHost { get; }

    /// <summary>Our port as Via and Contact name it: the one that listens.</summary>
    public abstract int SentByPort { get; }

    /// <summary>False when nothing can be sent on it any more.</summary>
    public virtual bool IsOpen => true;

    /// <summary>Completes when nothing can be sent on it any more; never, over datagrams.</summary>
    public virtual Task Ended { get; } = new TaskCompletionSource().Task;

    /// <summary>How long a connection may be silent until it is pinged; null: it is not. RFC 5626 section 4.4.1.</summary>
    public TimeSpan? PingsAfter { get; set; }

    /// <summary>Sends, or gives it to who sends. What a datagram's network loses is not told.</summary>
    /// <returns>False when it cannot go out: the connection is gone, or too much waits on it already.</returns>
    public abstract bool Send(ReadOnlyMemory<byte> message);

    /// <summary>Ends a connection at once; a datagram's address has nothing to end.</summary>
    public virtual void Abort()
    {
    }

    /// <summary>What a response goes out on to a request that came on this and has this as its first Via. RFC 3261 section 18.2.2.</summary>
    public virtual SipFlow For(SipVia via) => this;

    public override string ToString() => $"{Kind.InVia()} {Remote}";
}

/// <summary>Who gets what comes in.</summary>
/// <remarks>Called from many threads at once; nothing here waits.</remarks>
internal interface ISipReceiver
{
    /// <summary>A datagram, or a frame of a WebSocket; the bytes are the caller's again when it returns.</summary>
    void Received(SipFlow flow, ReadOnlySpan<byte> message);

    /// <summary>What was found in a stream: a message, or a fault.</summary>
    void Received(SipFlow flow, in SipStreamItem item);

    /// <summary>A connection is gone.</summary>
    void Closed(SipFlow flow);
}
