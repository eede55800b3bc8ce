namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>What a datagram on a port of media is, by its first octets. RFC 5761 section 4 and RFC 7983 section 7.</summary>
internal enum DatagramKind
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>STUN: the first octet is 0 to 3.</summary>
    Stun,

    /// <summary>DTLS: the first octet is 20 to 63.</summary>
    Dtls,

    /// <summary>RTP or SRTP.</summary>
    Rtp,

    /// <summary>RTCP or SRTCP.</summary>
    Rtcp,
}

/// <summary>Tells the kinds apart.</summary>
internal static class Datagrams
{
    /// <summary>The kind of a datagram. A payload type of 64 to 95 with its marker bit is RTCP. RFC 5761 section 4.</summary>
    public static DatagramKind KindOf(ReadOnlySpan<byte> datagram) => datagram.Length < 2
        ? DatagramKind.Other
        : datagram[0] switch
        {
            <= 3 => DatagramKind.Stun,
            >= 20 and <= 63 => DatagramKind.Dtls,
            >= 128 and <= 191 => datagram[1] is >= 192 and <= 223 ? DatagramKind.Rtcp : DatagramKind.Rtp,
            _ => DatagramKind.Other,
        };
}
