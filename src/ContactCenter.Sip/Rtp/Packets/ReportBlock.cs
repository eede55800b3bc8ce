using System.Buffers.Binary;

namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>What a sender tells of its own stream. RFC 3550 section 6.4.1.</summary>
/// <param name="Ssrc">The sender.</param>
/// <param name="Ntp">The time of the report: seconds since 1900 and their fraction, 32 bits each.</param>
/// <param name="Timestamp">The same moment on the RTP clock.</param>
/// <param name="Packets">Packets sent so far, modulo 2^32.</param>
/// <param name="Octets">Octets of payload sent so far, modulo 2^32.</param>
internal readonly record struct SenderInfo(uint Ssrc, ulong Ntp, uint Timestamp, uint Packets, uint Octets)
{
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The NTP timestamp of a time. RFC 5905 section 6; the era is not told.</summary>
    public static ulong ToNtp(DateTimeOffset time)
    {
        var ticks = (UInt128)(ulong)(time - NtpEpoch).Ticks;
        return (ulong)((ticks << 32) / TimeSpan.TicksPerSecond);
    }
}

/// <summary>What a receiver tells of one source. RFC 3550 section 6.4.1.</summary>
/// <param name="Ssrc">The source it is about.</param>
/// <param name="FractionLost">Lost since the last report, in 256ths of what was expected.</param>
/// <param name="Lost">Lost since the beginning; negative when copies outnumber losses. 24 bits with sign.</param>
/// <param name="HighestSequence">The highest sequence number received, with the count of its cycles above it.</param>
/// <param name="Jitter">The interarrival jitter in units of the RTP clock.</param>
/// <param name="LastReport">The middle 32 bits of the NTP time of the last sender report; 0 when there was none.</param>
/// <param name="Delay">The time since that report arrived, in 65,536ths of a second.</param>
internal readonly record struct ReportBlock(uint Ssrc, byte FractionLost, int Lost, uint HighestSequence, uint Jitter, uint LastReport, uint Delay)
{
    public const int Size = 24;
    public const int MostLost = 0x7F_FFFF;

    public static ReportBlock Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt32BigEndian(from),
        from[4],
        (BinaryPrimitives.ReadInt32BigEndian(from[4..]) << 8) >> 8,
        BinaryPrimitives.ReadUInt32BigEndian(from[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(from[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(from[16..]),
        BinaryPrimitives.ReadUInt32BigEndian(from[20..]));

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32BigEndian(to, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(to[4..], (FractionLost << 24) | (int.Clamp(Lost, -MostLost - 1, MostLost) & 0xFF_FFFF));
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(to[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(to[16..], LastReport);
        BinaryPrimitives.WriteUInt32BigEndian(to[20..], Delay);
    }
}
