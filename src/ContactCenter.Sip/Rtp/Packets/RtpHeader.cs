using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>The fixed header of a packet we send. RFC 3550 section 5.1.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Sequence">Counts packets, modulo 2^16.</param>
/// <param name="Timestamp">Counts the codec's clock, modulo 2^32.</param>
/// <param name="Ssrc">The source.</param>
/// <param name="Marker">The first packet of a talk spurt, or of a digit.</param>
internal readonly record struct RtpHeader(byte PayloadType, ushort Sequence, uint Timestamp, uint Ssrc, bool Marker)
{
    /// <summary>The octets of the header, without contributing sources and extension.</summary>
    public const int Size = 12;

    /// <summary>Writes the <see cref="Size"/> octets of the header; the payload follows them.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is shorter than that.</exception>
    public void Write(Span<byte> to)
    {
        to[11] = 0; // bounds are checked once
        to[0] = 0x80;
        to[1] = (byte)((Marker ? 0x80 : 0) | (PayloadType & 0x7F));
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], Ssrc);
    }
}
