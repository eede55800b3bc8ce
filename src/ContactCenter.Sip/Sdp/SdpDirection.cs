namespace ContactCenter.Sip.Sdp;

/// <summary>Which way media flows, seen by one of the two ends. RFC 8866 section 6.7.</summary>
[Flags]
public enum SdpDirection
{
    /// <summary>Neither way: <c>inactive</c>.</summary>
    Inactive = 0,

    /// <summary>This end sends only: <c>sendonly</c>.</summary>
    SendOnly = 1,

    /// <summary>This end receives only: <c>recvonly</c>.</summary>
    ReceiveOnly = 2,

    /// <summary>Both ways: <c>sendrecv</c>.</summary>
    SendReceive = SendOnly | ReceiveOnly,
}

/// <summary>What directions mean for one another.</summary>
public static class SdpDirections
{
    /// <summary>The same flow, seen by the other end.</summary>
    /// <param name="direction">Seen by one end.</param>
    public static SdpDirection Mirrored(this SdpDirection direction) => direction switch
    {
        SdpDirection.SendOnly => SdpDirection.ReceiveOnly,
        SdpDirection.ReceiveOnly => SdpDirection.SendOnly,
        _ => direction,
    };

    /// <summary>Whether this end may send.</summary>
    /// <param name="direction">Seen by this end.</param>
    public static bool Sends(this SdpDirection direction) => (direction & SdpDirection.SendOnly) != SdpDirection.Inactive;

    /// <summary>Whether this end may receive.</summary>
    /// <param name="direction">Seen by this end.</param>
    public static bool Receives(this SdpDirection direction) => (direction & SdpDirection.ReceiveOnly) != SdpDirection.Inactive;

    /// <summary>The attribute's name: <c>sendrecv</c>, <c>sendonly</c>, <c>recvonly</c> or <c>inactive</c>.</summary>
    /// <param name="direction">Seen by the maker of the description.</param>
    public static string ToAttribute(this SdpDirection direction) => (direction & SdpDirection.SendReceive) switch
    {
        SdpDirection.SendOnly => "sendonly",
        SdpDirection.ReceiveOnly => "recvonly",
        SdpDirection.SendReceive => "sendrecv",
        _ => "inactive",
    };

    internal static SdpDirection? Find(string name) =>
        name.Equals("sendrecv", StringComparison.OrdinalIgnoreCase) ? SdpDirection.SendReceive
        : name.Equals("sendonly", StringComparison.OrdinalIgnoreCase) ? SdpDirection.SendOnly
        : name.Equals("recvonly", StringComparison.OrdinalIgnoreCase) ? SdpDirection.ReceiveOnly
        : name.Equals("inactive", StringComparison.OrdinalIgnoreCase) ? SdpDirection.Inactive
        : null;
}
