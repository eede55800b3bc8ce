using System.Buffers;

namespace ContactCenter.Sip.Sdp;

/// <summary>A description of a session: who made it, and what it sends and takes. RFC 8866.</summary>
/// <remarks>Immutable with value equality; safe to share. Lines that say nothing of media (i, u, e, p, r, z, k) are not kept.</remarks>
public sealed record SdpSession
{
    /// <summary>Without bounds, as a call is.</summary>
    private static readonly SdpList<SdpTime> Always = [default];

    /// <summary>The description that <paramref name="origin"/> made.</summary>
    /// <param name="origin">Who made it.</param>
    public SdpSession(SdpOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        Origin = origin;
    }

    /// <value>Who made it, and which version it is.</value>
    public SdpOrigin Origin { get; init; }

    /// <value>The session's name; <c>-</c> by default and instead of an empty one. RFC 8866 section 5.3.</value>
    /// <exception cref="ArgumentException">It has a line end, a NUL or half a character.</exception>
    public string Name { get; init => field = value is "" ? "-" : SdpText.Line(value, nameof(Name)); } = "-";

    /// <value>Where media go that have no address of their own; null when each has.</value>
    public SdpAddress? Connection { get; init; }

    /// <value>Limits of the whole session.</value>
    public SdpList<SdpBandwidth> Bandwidths { get; init; }

    /// <value>When the session is; never empty, one time without bounds by default.</value>
    public SdpList<SdpTime> Times { get; init => field = value.Count == 0 ? Always : value; } = Always;

    /// <value>Attributes of the session, in order.</value>
    public SdpList<SdpAttribute> Attributes { get; init; }

    /// <value>The m-lines with what belongs to them, in order.</value>
    public SdpList<SdpMedia> Media { get; init; }

    /// <value>Whether its maker is a lite agent. RFC 8839 section 5.3.</value>
    public bool IsIceLite => Attributes.Has("ice-lite");

    /// <value>Groups of m-lines by their <see cref="SdpMedia.Mid"/>, such as BUNDLE. RFC 5888 section 5.</value>
    public SdpList<SdpGroup> Groups => [.. SdpGroup.Read(Attributes)];

    /// <summary>Where <paramref name="media"/> goes: its own address, otherwise the session's; null when neither has one.</summary>
    /// <param name="media">One of <see cref="Media"/>.</param>
    public SdpAddress? ConnectionOf(SdpMedia media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return media.Connection ?? Connection;
    }

    /// <summary>
    /// Which way <paramref name="media"/> flows, seen by the maker of the description: its own attribute, otherwise the session's, otherwise both ways.
    /// An address of 0.0.0.0 or :: takes the maker's receiving away. RFC 8866 section 6.7, RFC 3264 section 8.4.
    /// </summary>
    /// <param name="media">One of <see cref="Media"/>.</param>
    public SdpDirection DirectionOf(SdpMedia media)
    {
        ArgumentNullException.ThrowIfNull(media);
        var said = media.Attributes.Direction() ?? Attributes.Direction() ?? SdpDirection.SendReceive;
        return ConnectionOf(media) is { IsUnspecified: true } ? said & ~SdpDirection.ReceiveOnly : said;
    }

    /// <summary>The user fragment of ICE: the m-line's own, otherwise the session's; null without. RFC 8839 section 5.4.</summary>
    /// <param name="media">One of <see cref="Media"/>.</param>
    public string? IceUserOf(SdpMedia media) => Inherited(media, "ice-ufrag");

    /// <summary>The password of ICE: the m-line's own, otherwise the session's; null without. RFC 8839 section 5.4.</summary>
    /// <param name="media">One of <see cref="Media"/>.</param>
    public string? IcePasswordOf(SdpMedia media) => Inherited(media, "ice-pwd");

    /// <summary>The role in setting up DTLS: the m-line's own, otherwise the session's; null without. RFC 4145 section 4.</summary>
    /// <param name="media">One of <see cref="Media"/>.</param>
    public SdpSetup? SetupOf(SdpMedia media) => SdpFingerprint.Setup(Inherited(media, "setup"));

    /// <summary>The fingerprints of certificates: the m-line's own, otherwise the session's. Malformed ones are left out. RFC 8122 section 5.</summary>
    /// <param name="media">One of <see cref="Media"/>.</param>
    public SdpList<SdpFingerprint> FingerprintsOf(SdpMedia media)
    {
        ArgumentNullException.ThrowIfNull(media);
        return [.. SdpFingerprint.Read(media.Attributes.Has("fingerprint") ? media.Attributes : Attributes)];
    }

    /// <summary>Writes the description, UTF-8, each line ended by CR LF.</summary>
    /// <param name="writer">Where to; the caller's.</param>
    public void WriteTo(IBufferWriter<byte> writer) => SdpWriter.Write(this, writer);

    /// <summary>The description as octets.</summary>
    public byte[] ToBytes()
    {
        var writer = new ArrayBufferWriter<byte>(512);
        SdpWriter.Write(this, writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>One line for a log, without keys: <c>audio 49170 RTP/AVP 0 8, video 0 RTP/AVP 31</c>.</summary>
    public override string ToString() => string.Join(", ", (IEnumerable<SdpMedia>)Media);

    private string? Inherited(SdpMedia media, string name)
    {
        ArgumentNullException.ThrowIfNull(media);
        return (media.Attributes.ValueOf(name) ?? Attributes.ValueOf(name))?.Trim(' ', '\t');
    }
}
