namespace ContactCenter.Sip.Calls;

/// <summary>Why a call is over.</summary>
public enum SipCallEnd
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>We hung up, or called it off, or refused it.</summary>
    ByUs,

    /// <summary>They hung up, or called it off.</summary>
    ByThem,

    /// <summary>They refused it.</summary>
    Refused,

    /// <summary>Nobody answered our request, or acknowledged our answer or reliable provisional response, for 64 × T1.</summary>
    NoResponse,

    /// <summary>Nothing could be sent to where it goes.</summary>
    Unreachable,

    /// <summary>The session's time was over and nobody had refreshed it. RFC 4028 section 10.</summary>
    Expired,

    /// <summary>The other side does not know this call any more. RFC 5057 section 5.1.</summary>
    Lost,

    /// <summary>Another call has taken its place: <see cref="SipCall.Replaces"/>. RFC 3891.</summary>
    Replaced,
}
