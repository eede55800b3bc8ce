using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>One packet of a compound; what it does not hold is refused by <c>false</c>. RFC 3550 section 6.</summary>
internal readonly ref struct RtcpPacket(ReadOnlySpan<byte> packet)
{
    private const int SenderSize = 28;

    private readonly ReadOnlySpan<byte> _packet = packet;

    public RtcpType Type => (RtcpType)_packet[1];

    /// <value>Report blocks, chunks or sources, or the subtype; 0 to 31.</value>
    public int Count => _packet[0] & 0x1F;

    /// <summary>The source that sent it; the first one of a description or of a BYE, <see langword="null"/> when there is none.</summary>
    public uint? Ssrc => _packet.Length >= 8 ? Word(4) : null;

    /// <summary>What the sender tells of its own stream. RFC 3550 section 6.4.1.</summary>
    public bool TryGetSender(out SenderInfo sender)
    {
        sender = default;
        if (Type != RtcpType.SenderReport || _packet.Length < SenderSize)
        {
            return false;
        }

        sender = new SenderInfo(Word(4), ((ulong)Word(8) << 32) | Word(12), Word(16), Word(20), Word(24));
        return true;
    }

    /// <summary>The report about <paramref name="ssrc"/>, whichever block it is. RFC 3550 section 6.4.1.</summary>
    public bool TryGetReport(uint ssrc, out ReportBlock report)
    {
        report = default;
        var at = Type switch { RtcpType.SenderReport => SenderSize, RtcpType.ReceiverReport => 8, _ => int.MaxValue };
        for (var i = 0; i < Count && at <= _packet.Length - ReportBlock.Size; i++, at += ReportBlock.Size)
        {
            if (Word(at) == ssrc)
            {
                report = ReportBlock.Read(_packet[at..]);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a BYE of <paramref name="ssrc"/>. RFC 3550 section 6.6.</summary>
    public bool SaysBye(uint ssrc)
    {
        if (Type != RtcpType.Bye)
        {
            return false;
        }

        for (var i = 0; i < Count && 8 + (4 * i) <= _packet.Length; i++)
        {
            if (Word(4 + (4 * i)) == ssrc)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The canonical name of the first source of a description, as octets of UTF-8. RFC 3550 section 6.5.1.</summary>
    public bool TryGetCanonicalName(out ReadOnlySpan<byte> name)
    {
        name = [];
        if (Type != RtcpType.Description || Count == 0 || _packet.Length < 8)
        {
            return false;
        }

        for (var rest = _packet[8..]; rest.Length >= 2 && rest[0] != 0 && rest[1] <= rest.Length - 2; rest = rest[(2 + rest[1])..])
        {
            if (rest[0] == 1)
            {
                name = rest.Slice(2, rest[1]);
                return true;
            }
        }

        return false;
    }

    /// <summary>An application's packet: its four letters and its data. RFC 3550 section 6.7.</summary>
    public bool TryGetApplication(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> data)
    {
        name = [];
        data = [];
        if (Type != RtcpType.Application || _packet.Length < 12)
        {
            return false;
        }

        name = _packet.Slice(8, 4);
        data = _packet[12..];
        return true;
    }

    private uint Word(int at) => BinaryPrimitives.ReadUInt32BigEndian(_packet[at..]);
}
