using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>An RTP packet as it lies in a datagram; reading copies and allocates nothing. RFC 3550 section 5.1.</summary>
internal readonly ref struct RtpPacket
{
    private const int OneByteProfile = 0xBEDE;
    private const int TwoByteProfile = 0x1000;

    private readonly ReadOnlySpan<byte> _datagram;
    private readonly int _extensionAt;
    private readonly int _payloadAt;
    private readonly int _payloadEnd;

    private RtpPacket(ReadOnlySpan<byte> datagram, int extensionAt, int payloadAt, int payloadEnd)
    {
        _datagram = datagram;
        _extensionAt = extensionAt;
        _payloadAt = payloadAt;
        _payloadEnd = payloadEnd;
    }

    public bool Marker => (_datagram[1] & 0x80) != 0;

    public byte PayloadType => (byte)(_datagram[1] & 0x7F);

    public ushort Sequence => BinaryPrimitives.ReadUInt16BigEndian(_datagram[2..]);

    public uint Timestamp => BinaryPrimitives.ReadUInt32BigEndian(_datagram[4..]);

    public uint Ssrc => BinaryPrimitives.ReadUInt32BigEndian(_datagram[8..]);

    /// <value>How many contributing sources there are; 0 to 15.</value>
    public int SourceCount => _datagram[0] & 0x0F;

    /// <value>The octets between the header and the padding.</value>
    public ReadOnlySpan<byte> Payload => _datagram[_payloadAt.._payloadEnd];

    /// <value>The octets before the payload: what SRTP authenticates and does not encrypt. RFC 3711 section 3.1.</value>
    public int HeaderSize => _payloadAt;

    /// <value>Octets of padding, its count included.</value>
    public int PaddingSize => _datagram.Length - _payloadEnd;

    /// <value>Whether there is a header extension, and so a profile.</value>
    public bool HasExtension => _extensionAt != 0;

    /// <value>What the extension's first 16 bits say; 0 without one.</value>
    public int ExtensionProfile => HasExtension ? BinaryPrimitives.ReadUInt16BigEndian(_datagram[_extensionAt..]) : 0;

    /// <value>The extension behind its four octets of profile and length; empty without one.</value>
    public ReadOnlySpan<byte> ExtensionData => HasExtension ? _datagram[(_extensionAt + 4).._payloadAt] : [];

    /// <summary>Reads a datagram.</summary>
    /// <returns>What is wrong with it, and then <paramref name="packet"/> is not to be used.</returns>
    public static RtpFault Read(ReadOnlySpan<byte> datagram, out RtpPacket packet) => Read(datagram, isEncrypted: false, out packet);

    /// <summary>Reads the clear part of an encrypted packet: its padding cannot be seen yet. RFC 3711 section 3.1.</summary>
    public static RtpFault ReadEncrypted(ReadOnlySpan<byte> datagram, out RtpPacket packet) => Read(datagram, isEncrypted: true, out packet);

    /// <summary>The contributing source at <paramref name="index"/>.</summary>
    public uint Source(int index) => index >= 0 && index < SourceCount
        ? BinaryPrimitives.ReadUInt32BigEndian(_datagram[(RtpHeader.Size + (4 * index))..])
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {SourceCount} contributing sources; ask for 0 to {SourceCount - 1}.");

    /// <summary>Finds an element of the extension, in either form of RFC 8285 section 4. Elements nobody asks for are passed over.</summary>
    /// <param name="id">1 to 14 in the short form, 1 to 255 in the long one.</param>
    /// <param name="data">The element's octets; may be empty in the long form.</param>
    public bool TryFindElement(int id, out ReadOnlySpan<byte> data)
    {
        data = [];
        var isLong = (ExtensionProfile & 0xFFF0) == TwoByteProfile;
        if (!isLong && ExtensionProfile != OneByteProfile)
        {
            return false;
        }

        for (var rest = ExtensionData; !rest.IsEmpty;)
        {
            if (rest[0] == 0)
            {
                rest = rest[1..]; // padding between elements
                continue;
            }

            var (found, length, header) = isLong
                ? (rest[0], rest.Length > 1 ? rest[1] : int.MaxValue - 2, 2)
                : (rest[0] >> 4, (rest[0] & 0x0F) + 1, 1);
            if ((!isLong && found == 15) || header + length > rest.Length)
            {
                return false; // 15 ends the short form: nothing behind it is read
            }

            if (found == id)
            {
                data = rest.Slice(header, length);
                return true;
            }

            rest = rest[(header + length)..];
        }

        return false;
    }

    private static RtpFault Read(ReadOnlySpan<byte> datagram, bool isEncrypted, out RtpPacket packet)
    {
        packet = default;
        if (datagram.Length < RtpHeader.Size)
        {
            return RtpFault.Short;
        }

        if (datagram[0] >> 6 != 2)
        {
            return RtpFault.Version;
        }

        var payloadAt = RtpHeader.Size + (4 * (datagram[0] & 0x0F));
        if (payloadAt > datagram.Length)
        {
            return RtpFault.Sources;
        }

        var extensionAt = 0;
        if ((datagram[0] & 0x10) != 0)
        {
            extensionAt = payloadAt;
            if (payloadAt + 4 > datagram.Length)
            {
                return RtpFault.Extension;
            }

            payloadAt += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(datagram[(payloadAt + 2)..]));
            if (payloadAt > datagram.Length)
            {
                return RtpFault.Extension;
            }
        }

        var end = datagram.Length;
        if ((datagram[0] & 0x20) != 0 && !isEncrypted)
        {
            var padding = datagram[^1];
            if (padding == 0 || padding > datagram.Length - payloadAt)
            {
                return RtpFault.Padding;
            }

            end -= padding;
        }

        packet = new RtpPacket(datagram, extensionAt, payloadAt, end);
        return RtpFault.None;
    }
}
