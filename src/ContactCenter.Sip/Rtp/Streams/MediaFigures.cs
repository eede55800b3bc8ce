namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>What a stream has done so far.</summary>
public readonly record struct MediaFigures
{
    /// <value>RTP packets sent.</value>
    public long PacketsSent { get; init; }

    /// <value>Octets of payload sent.</value>
    public long OctetsSent { get; init; }

    /// <value>Packets of sound and digits received, each once.</value>
    public long PacketsReceived { get; init; }

    /// <value>Octets of payload received.</value>
    public long OctetsReceived { get; init; }

    /// <value>Packets that never came.</value>
    public long Lost { get; init; }

    /// <value>Packets that came after their turn.</value>
    public long Late { get; init; }

    /// <value>Packets that came twice.</value>
    public long Duplicates { get; init; }

    /// <value>Packets that came after a later one.</value>
    public long Reordered { get; init; }

    /// <value>Missing packets that were filled in for.</value>
    public long Concealed { get; init; }

    /// <value>Packets refused because they came from elsewhere than the stream's source.</value>
    public long Refused { get; init; }

    /// <value>Datagrams that were no packet, and packets of a payload type nobody agreed on.</value>
    public long Malformed { get; init; }

    /// <value>Encrypted packets whose tag was not of the key.</value>
    public long Forged { get; init; }

    /// <value>Encrypted packets that came before, or too late to tell.</value>
    public long Replayed { get; init; }

    /// <value>The mean deviation of the time between packets. RFC 3550 section 6.4.1.</value>
    public TimeSpan Jitter { get; init; }

    /// <value>The delay of the jitter buffer.</value>
    public TimeSpan BufferDelay { get; init; }

    /// <value>The time to the other side and back, from its last report; <see langword="null"/> before one. RFC 3550 section 6.4.1.</value>
    public TimeSpan? RoundTrip { get; init; }

    /// <value>How much of what we send the other side misses, by its last report, 0 to 1; <see langword="null"/> before one.</value>
    public double? PeerLoss { get; init; }

    /// <value>How it likely sounds to us, 1 (bad) to 4.5 (best): the mean opinion score the E-model of ITU-T G.107 estimates from loss, bursts and delay.</value>
    public double Score { get; init; }
}
