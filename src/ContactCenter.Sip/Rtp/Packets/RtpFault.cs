namespace ContactCenter.Sip.Rtp.Packets;

/// <summary>Why a datagram is no RTP packet. RFC 3550 section 5.1 and appendix A.1.</summary>
internal enum RtpFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Fewer than the 12 octets of the header.</summary>
    Short,

    /// <summary>The version is not 2.</summary>
    Version,

    /// <summary>The contributing sources reach past the end.</summary>
    Sources,

    /// <summary>The header extension reaches past the end.</summary>
    Extension,

    /// <summary>The count of padding is 0 or more than there is.</summary>
    Padding,
}
