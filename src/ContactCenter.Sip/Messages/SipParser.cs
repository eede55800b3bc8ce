using System.Diagnostics.CodeAnalysis;

namespace ContactCenter.Sip.Messages;

/// <summary>Bytes to messages. Whatever comes, there is a message or a fault, and never an exception.</summary>
/// <remarks>
/// Time is linear in the bytes; memory is a copy of them and about as much again at most. What is taken although the RFC does not have it is listed in
/// docs/sip.md. Safe for many threads.
/// </remarks>
public static class SipParser
{
    /// <summary>Reads one datagram, or one frame of a WebSocket. RFC 3261 section 18.3, RFC 7118 section 5.</summary>
    /// <param name="datagram">All of it; it is copied. Beyond what Content-Length says it is ignored.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="message">What was read. From, To, Call-ID, CSeq and the Vias of it are there and can be read; so are Contact, Route and Record-Route where they are there.</param>
    /// <param name="fault">Why nothing was read, and the answer that is due.</param>
    public static bool TryParse(ReadOnlySpan<byte> datagram, SipLimits limits, [NotNullWhen(true)] out SipMessage? message, [NotNullWhen(false)] out SipFault? fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var reading = new SipReading(datagram, limits, isStream: false);
        return reading.TryRead(out message, out fault);
    }
}
