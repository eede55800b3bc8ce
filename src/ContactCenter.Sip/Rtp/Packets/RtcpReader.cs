using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>The types of RTCP packets. RFC 3550 section 12.1; those of feedback are RFC 4585 section 6.1.</summary>
internal enum RtcpType : byte
{
    SenderReport = 200,
    ReceiverReport = 201,
    Description = 202,
    Bye = 203,
    Application = 204,
    TransportFeedback = 205,
    PayloadFeedback = 206,
}

/// <summary>
/// Walks the packets of a compound RTCP datagram. RFC 3550 section 6.1 and appendix A.2. A datagram that begins with another packet than a report is
/// taken, too (reduced size, RFC 5506). It ends at the first packet whose length is wrong; <see cref="IsBroken"/> tells so.
/// </summary>
internal ref struct RtcpReader(ReadOnlySpan<byte> datagram)
{
    /// <summary>What one datagram may hold; the rest of it is not read.</summary>
    public const int MaxPackets = 32;

    private ReadOnlySpan<byte> _rest = datagram;
    private int _read;

    /// <value>Whether reading ended before the datagram did.</value>
    public bool IsBroken { get; private set; }

    /// <summary>Reads the next packet of the compound.</summary>
    public bool TryRead(out RtcpPacket packet)
    {
        packet = default;
        if (_rest.IsEmpty || IsBroken)
        {
            return false;
        }

        if (_read++ == MaxPackets || _rest.Length < 4 || _rest[0] >> 6 != 2 || Size(_rest) is var size && size > _rest.Length)
        {
            IsBroken = true;
            return false;
        }

        var body = _rest[..Size(_rest)];
        var isPadded = (_rest[0] & 0x20) != 0;
        _rest = _rest[body.Length..];
        if (isPadded)
        {
            // Only the last packet of a compound may be padded. RFC 3550 section 6.4.1.
            var padding = body[^1];
            if (padding == 0 || padding % 4 != 0 || padding > body.Length - 4 || !_rest.IsEmpty)
            {
                IsBroken = true;
                return false;
            }

            body = body[..^padding];
        }

        packet = new RtcpPacket(body);
        return true;
    }

    private static int Size(ReadOnlySpan<byte> packet) => 4 * (BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) + 1);
}
