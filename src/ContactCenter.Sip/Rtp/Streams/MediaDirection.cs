namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>Which way media flows, seen from us. RFC 8866 section 6.7.</summary>
[Flags]
public enum MediaDirection
{
    /// <summary>Neither way; reports go on.</summary>
    Inactive = 0,

    /// <summary>We send and do not listen.</summary>
    SendOnly = 1,

    /// <summary>We listen and do not send.</summary>
    ReceiveOnly = 2,

    /// <summary>Both ways.</summary>
    SendReceive = SendOnly | ReceiveOnly,
}
