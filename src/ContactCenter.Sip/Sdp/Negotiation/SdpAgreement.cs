using System.Globalization;
using System.Net;

namespace ContactCenter.Sip.Sdp;

/// <summary>Why an m-line or a whole description is refused.</summary>
/// <param name="Warning">The code for a Warning header field beside 488. RFC 3261 section 20.43.</param>
/// <param name="Reason">In words, of one line and 400 characters at most. It may have words of the other end's in it: a header field's writer quotes it.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpRefusal(int Warning, string Reason)
{
    private const int MaxReason = 400;

    /// <value>In words.</value>
    public string Reason { get; init => field = Cut(value); } = Cut(Reason);

    /// <summary>Incompatible network protocol.</summary>
    internal const int Network = 300;

    /// <summary>Incompatible network address formats.</summary>
    internal const int AddressFormat = 301;

    /// <summary>Incompatible transport protocol.</summary>
    internal const int Transport = 302;

    /// <summary>Media type not available.</summary>
    internal const int MediaType = 304;

    /// <summary>Incompatible media format.</summary>
    internal const int Format = 305;

    /// <summary>Attribute not understood.</summary>
    internal const int Attribute = 306;

    /// <summary>Multicast not available.</summary>
    internal const int Multicast = 330;

    /// <summary>Miscellaneous.</summary>
    internal const int Other = 399;

    /// <summary>The code and the reason.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Warning} {Reason}");

    private static string Cut(string reason) =>
        reason.Length <= MaxReason ? reason : reason[..(char.IsHighSurrogate(reason[MaxReason - 2]) ? MaxReason - 2 : MaxReason - 1)] + "…";
}

/// <summary>What came of an offer and its answer.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpAgreement
{
    /// <value>Our answer to send; null when the offer is refused as a whole, and when the answer was the other end's.</value>
    public SdpSession? Answer { get; init; }

    /// <value>What each m-line came to, in order.</value>
    public SdpList<NegotiatedMedia> Media { get; init; }

    /// <value>Why there is no agreement: the offer is answered by 488, the call with such an answer is ended. Null when there is one.</value>
    public SdpRefusal? Refusal { get; init; }

    /// <value>The m-line of audio that is in use; null without.</value>
    public NegotiatedMedia? Audio => ((IEnumerable<NegotiatedMedia>)Media).FirstOrDefault(static m => m.IsActive && m.Send is not null);
}

/// <summary>What an m-line came to: where to send, and how; what to expect.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record NegotiatedMedia
{
    /// <value>Its place in the description, from 0.</value>
    public required int Index { get; init; }

    /// <value>Our m-line.</value>
    public required SdpMedia Ours { get; init; }

    /// <value>The other end's m-line.</value>
    public required SdpMedia Theirs { get; init; }

    /// <value>Whether it is in use; a held one is.</value>
    public bool IsActive => Ours.Port != 0 && Theirs.Port != 0 && Refusal is null;

    /// <value>Why it is refused; null when it is in use, and when its maker had removed it.</value>
    public SdpRefusal? Refusal { get; init; }

    /// <value>The claim that took it; null for audio and for what nobody took.</value>
    public ISdpMediaClaim? Claim { get; init; }

    /// <value>Which way media flow, seen by us.</value>
    public SdpDirection Direction { get; init; }

    /// <value>The host media go to, an address or a name; null where there is none.</value>
    public string? RemoteHost { get; init; }

    /// <value>Where RTP goes; null when <see cref="RemoteHost"/> is a name to be looked up, or 0.0.0.0.</value>
    public IPEndPoint? RemoteRtp { get; init; }

    /// <value>The host of RTCP.</value>
    public string? RemoteRtcpHost { get; init; }

    /// <value>The port of RTCP; 0 when there is none.</value>
    public int RemoteRtcpPort { get; init; }

    /// <value>Where RTCP goes; null as <see cref="RemoteRtp"/> is.</value>
    public IPEndPoint? RemoteRtcp => RemoteRtcpPort != 0 && Literal(RemoteRtcpHost) is { } ip ? new IPEndPoint(ip, RemoteRtcpPort) : null;

    /// <value>Whether RTP and RTCP share a port.</value>
    public bool RtcpMux { get; init; }

    /// <value>The codec to send, under the other end's number.</value>
    public SdpPayload? Send { get; init; }

    /// <value>The codecs to expect, under our numbers.</value>
    public SdpList<SdpPayload> Receive { get; init; }

    /// <value>Digits to send: number, clock and events; null when the other end takes none, so that they go as tones.</value>
    public SdpPayload? SendEvents { get; init; }

    /// <value>Digits to expect: number, clock and events; null when they come as tones alone.</value>
    public SdpPayload? ReceiveEvents { get; init; }

    /// <value>Comfort noise to send; null for none.</value>
    public SdpPayload? SendNoise { get; init; }

    /// <value>Comfort noise to expect; null for none.</value>
    public SdpPayload? ReceiveNoise { get; init; }

    /// <value>The time of media in our packets, in ms; 0 where it means nothing.</value>
    public int PacketTime { get; init; }

    /// <value>Our key, which encrypts what we send; null when it is not encrypted.</value>
    public SdpCrypto? SendCrypto { get; init; }

    /// <value>The other end's key, which decrypts what we receive; null when it is not encrypted.</value>
    public SdpCrypto? ReceiveCrypto { get; init; }

    internal static IPAddress? Literal(string? host) =>
        host is not null && new SdpAddress("IN", "IP", host) is { Ip: { } ip, IsUnspecified: false } ? ip : null;
}
