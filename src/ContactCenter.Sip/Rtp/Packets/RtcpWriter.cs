using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>Writes a compound RTCP datagram packet by packet, each padded to whole words. RFC 3550 section 6.</summary>
/// <param name="buffer">Where it goes; 512 octets hold whatever a party of two says.</param>
internal ref struct RtcpWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    /// <value>The octets written so far.</value>
    public int Length { get; private set; }

    /// <summary>A report of one who sends. RFC 3550 section 6.4.1.</summary>
    public void SenderReport(SenderInfo sender, ReportBlock? report)
    {
        var body = Begin(RtcpType.SenderReport, report is null ? 0 : 1, 24 + (report is null ? 0 : ReportBlock.Size));
        BinaryPrimitives.WriteUInt32BigEndian(body, sender.Ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(body[4..], sender.Ntp);
        BinaryPrimitives.WriteUInt32BigEndian(body[12..], sender.Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(body[16..], sender.Packets);
        BinaryPrimitives.WriteUInt32BigEndian(body[20..], sender.Octets);
        report?.Write(body[24..]);
    }

    /// <summary>A report of one who only listens. RFC 3550 section 6.4.2.</summary>
    public void ReceiverReport(uint ssrc, ReportBlock? report)
    {
        var body = Begin(RtcpType.ReceiverReport, report is null ? 0 : 1, 4 + (report is null ? 0 : ReportBlock.Size));
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        report?.Write(body[4..]);
    }

    /// <summary>The canonical name of a source. RFC 3550 section 6.5.</summary>
    /// <param name="ssrc">The source.</param>
    /// <param name="canonicalName">Octets of UTF-8; the first 255 are written.</param>
    public void Description(uint ssrc, ReadOnlySpan<byte> canonicalName)
    {
        canonicalName = canonicalName[..Math.Min(canonicalName.Length, 255)];
        // At least one octet of 0 ends the items.
        var body = Begin(RtcpType.Description, 1, (4 + 2 + canonicalName.Length + 4) & ~3);
        body.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        (body[4], body[5]) = (1, (byte)canonicalName.Length);
        canonicalName.CopyTo(body[6..]);
    }

    /// <summary>The source ends. RFC 3550 section 6.6.</summary>
    public void Bye(uint ssrc) => BinaryPrimitives.WriteUInt32BigEndian(Begin(RtcpType.Bye, 1, 4), ssrc);

    /// <summary>An application's packet. RFC 3550 section 6.7.</summary>
    /// <param name="ssrc">The source.</param>
    /// <param name="subtype">0 to 31.</param>
    /// <param name="name">Four letters.</param>
    /// <param name="data">A whole number of words.</param>
    public void Application(uint ssrc, int subtype, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (name.Length != 4 || data.Length % 4 != 0)
        {
            throw new ArgumentException($"An application's packet has a name of {name.Length} octets and data of {data.Length}; give 4 and a multiple of 4.", nameof(name));
        }

        var body = Begin(RtcpType.Application, subtype, 8 + data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        name.CopyTo(body[4..]);
        data.CopyTo(body[8..]);
    }

    private Span<byte> Begin(RtcpType type, int count, int bodySize)
    {
        var packet = _buffer.Slice(Length, 4 + bodySize);
        Length += packet.Length;
        packet[0] = (byte)(0x80 | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(bodySize / 4));
        return packet[4..];
    }
}
