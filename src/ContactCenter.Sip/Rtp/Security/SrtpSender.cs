using System.Buffers.Binary;
using ContactCenter.Sip.Rtp.Packets;

namespace ContactCenter.Sip.Rtp.Security;

/// <summary>Protects what we send with one master key, for one source: a key of ours, whose packets carry no number. RFC 3711 sections 3.3 and 3.4.</summary>
/// <remarks>Not safe for two threads at a time; allocates nothing after it is made.</remarks>
internal sealed class SrtpSender(SrtpKeys keys) : IDisposable
{
    private const uint MostRtcp = 0x7FFF_FFFF;

    private readonly SrtpTransform _transform = SrtpTransform.Create(keys);
    private ulong _newest;
    private long _sent;
    private uint _rtcpIndex;

    /// <summary>Where counting goes on; a test begins near the end of a key's life.</summary>
    internal SrtpSender(SrtpKeys keys, ulong newest, uint rtcpIndex)
        : this(keys)
    {
        (_newest, _rtcpIndex) = (newest, rtcpIndex);
        _sent = 1;
    }

    /// <value>The octets a buffer needs behind the packet.</value>
    public int Room => SrtpTransform.MostOverhead;

    /// <summary>Protects an RTP packet in place.</summary>
    /// <param name="buffer">The packet and behind it <see cref="Room"/> octets.</param>
    /// <param name="length">The packet's octets.</param>
    /// <returns>The octets to send, or 0 when the key's life is over. RFC 3711 section 9.2.</returns>
    public int ProtectRtp(Span<byte> buffer, int length)
    {
        if (RtpPacket.ReadEncrypted(buffer[..length], out var packet) != RtpFault.None)
        {
            return 0;
        }

        var index = _sent == 0 ? packet.Sequence : PacketIndex.Estimate(_newest, packet.Sequence);
        if (_sent >= keys.Lifetime || index > PacketIndex.Last)
        {
            return 0;
        }

        _sent++;
        _newest = Math.Max(_newest, index);
        _transform.ProtectRtp(buffer, packet.HeaderSize, length, packet.Ssrc, index);
        return length + _transform.RtpOverhead;
    }

    /// <summary>Protects an RTCP compound in place; as above. Its index has 31 bits. RFC 3711 section 3.4.</summary>
    public int ProtectRtcp(Span<byte> buffer, int length)
    {
        if (length < 8 || _rtcpIndex >= MostRtcp)
        {
            return 0;
        }

        _transform.ProtectRtcp(buffer, length, BinaryPrimitives.ReadUInt32BigEndian(buffer[4..]), ++_rtcpIndex);
        return length + _transform.RtcpOverhead;
    }

    public void Dispose() => _transform.Dispose();
}
