namespace ContactCenter.Sip.Sdp;

/// <summary>Whether media are encrypted with keys in the description. RFC 4568.</summary>
public enum SrtpPolicy
{
    /// <summary>Never: RTP/SAVP is refused.</summary>
    Never,

    /// <summary>
    /// Where the other end does, too: RTP/SAVP is accepted, and so is plain RTP. Our offers are RTP/AVP with keys beside, which is no RFC's but what many devices do:
    /// those that do not know it pass over the keys and answer plainly.
    /// </summary>
    Optional,

    /// <summary>Always: RTP/SAVP is offered, and RTP/AVP refused.</summary>
    Required,
}

/// <summary>What this end can do, whatever the call.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpCapabilities
{
    /// <summary>The defaults.</summary>
    public static SdpCapabilities Default { get; } = new();

    /// <value>
    /// The codecs of audio, best first, each with the number it is offered under; PCMA, PCMU and telephone-event 0 to 15 under 101 by default. Empty: no audio is offered
    /// or taken.
    /// </value>
    /// <exception cref="ArgumentException">Two have one number.</exception>
    public SdpList<SdpPayload> Audio
    {
        get;
        init => field = ((IEnumerable<SdpPayload>)value).DistinctBy(static p => p.Type).Count() == value.Count
            ? value
            : throw new ArgumentException($"Audio has two codecs under one payload type ({string.Join(", ", ((IEnumerable<SdpPayload>)value).Select(static p => p.Type))}); give each its own.", nameof(value));
    }

    = [new(8, SdpCodec.Pcma), new(0, SdpCodec.Pcmu), new(101, SdpCodec.TelephoneEvent, "0-15")];

    /// <value>Whether an answer puts codecs in our order; by default in the offer's, as RFC 3264 section 6.1 advises.</value>
    public bool PrefersOwnOrder { get; init; }

    /// <value>Whether an answer names the best common codec alone (and its telephone-event); by default all common ones.</value>
    public bool AnswersOneCodec { get; init; }

    /// <value>Whether media are encrypted; optional by default.</value>
    public SrtpPolicy Srtp { get; init; } = SrtpPolicy.Optional;

    /// <value>The suites we encrypt with, best first; AES_CM_128_HMAC_SHA1_80, its 32-bit sister and AEAD_AES_128_GCM by default.</value>
    /// <exception cref="ArgumentException">One is not known.</exception>
    public SdpList<string> SrtpSuites
    {
        get;
        init => field = ((IEnumerable<string>)value).FirstOrDefault(static s => SrtpSuite.Sizes(s) is null) is { } unknown
            ? throw new ArgumentException($"SrtpSuites has {unknown}; give the names in SrtpSuite.", nameof(value))
            : value;
    }

    = [SrtpSuite.AesCm128HmacSha1Tag80, SrtpSuite.AesCm128HmacSha1Tag32, SrtpSuite.AeadAes128Gcm];

    /// <value>The time of media in a packet where the other end asks for none that we can do, in ms; 20 by default, 10 to 200.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int PacketTime { get; init => field = (int)SdpText.InRange(value, nameof(PacketTime), 10, 200); } = 20;

    /// <value>The longest time of media in a packet we send when asked to, in ms; 60 by default, 10 to 200.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxPacketTime { get; init => field = (int)SdpText.InRange(value, nameof(MaxPacketTime), 10, 200); } = 60;

    /// <value>Whether RTP and RTCP share a port where the other end offers it; true by default. RFC 5761.</value>
    public bool TakesRtcpMux { get; init; } = true;

    /// <value>Whether our offers ask for it; false by default.</value>
    public bool OffersRtcpMux { get; init; }

    /// <value>Who takes m-lines other than plain audio, asked in this order before audio is; none by default.</value>
    public IReadOnlyList<ISdpMediaClaim> Claims { get; init; } = [];

    /// <summary>The time of media in our packets for an end that asks for <paramref name="theirs"/>.</summary>
    internal int PacketTimeFor(SdpMedia theirs)
    {
        var asked = theirs.PacketTime is { } time && time >= 10 && time <= MaxPacketTime && time % 10 == 0 ? time : PacketTime;
        return theirs.MaxPacketTime is { } most && asked > most ? Math.Max(10, most / 10 * 10) : asked;
    }
}

/// <summary>What this end brings to one negotiation.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpLocal
{
    /// <value>Our address, to which media are sent and which o= and c= name.</value>
    public required System.Net.IPAddress Address { get; init; }

    /// <value>Our port of audio; 0 offers and takes none.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public required int AudioPort { get; init => field = (int)SdpText.InRange(value, nameof(AudioPort), 0, 65_535); }

    /// <value>Our port of RTCP; null for the one after <see cref="AudioPort"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int? RtcpPort { get; init => field = value is { } port ? (int)SdpText.InRange(port, nameof(RtcpPort), 1, 65_535) : null; }

    /// <value>What names the session on this machine, such as a random number; not used where there is a <see cref="Previous"/> one.</value>
    public required ulong SessionId { get; init; }

    /// <value>Which way we want media to flow, seen by us; both ways by default. To hold a call: sendonly with music, inactive without.</value>
    public SdpDirection Direction { get; init; } = SdpDirection.SendReceive;

    /// <value>Our last description in this dialog, offer or answer; null for the first.</value>
    public SdpSession? Previous { get; init; }

    /// <value>
    /// The other end's last description in this dialog; null for the first. A payload type that stood for a codec in it stands for no other in our next offer. RFC 3264
    /// section 8.3.2.
    /// </value>
    public SdpSession? PreviousTheirs { get; init; }

    /// <value>
    /// Random octets to make keys of: 30 for an answer, 30 for each suite for an offer. May be empty when nothing is encrypted. Keys of <see cref="Previous"/> go on
    /// being used.
    /// </value>
    public ReadOnlyMemory<byte> KeyMaterial { get; init; }
}
