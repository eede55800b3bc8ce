using System.Net;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>Hears every datagram of a port, whatever it is: the seam for media that is no audio (T.38, text, STUN and DTLS of WebRTC).</summary>
public interface IPacketHook
{
    /// <summary>A datagram came. Called on a thread of media: return at once and keep nothing of the arguments.</summary>
    /// <param name="datagram">Its octets; may be changed in place.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="now">When, on the clock of <see cref="MediaEngine.Now"/>.</param>
    void Received(Span<byte> datagram, SocketAddress source, TimeSpan now);
}
