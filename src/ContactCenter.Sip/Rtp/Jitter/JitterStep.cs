namespace ContactCenter.Sip.Rtp.Jitter;

/// <summary>What to play next.</summary>
internal enum JitterStepKind
{
    /// <summary>Nothing: the other side is silent, or the buffer fills.</summary>
    Silence,

    /// <summary>A packet.</summary>
    Packet,

    /// <summary>What a missing packet may have held.</summary>
    Conceal,
}

/// <summary>What to play next, and for how long.</summary>
/// <param name="kind">What.</param>
/// <param name="duration">How long, in units of the RTP clock.</param>
/// <param name="payloadType">Of a packet.</param>
/// <param name="payload">Of a packet; valid until the buffer is used again.</param>
internal readonly ref struct JitterStep(JitterStepKind kind, int duration, byte payloadType = 0, ReadOnlySpan<byte> payload = default)
{
    public JitterStepKind Kind { get; } = kind;

    public int Duration { get; } = duration;

    public byte PayloadType { get; } = payloadType;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}

/// <summary>What became of a packet put into the buffer.</summary>
internal enum JitterVerdict
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>Its turn is over.</summary>
    Late,

    /// <summary>It is there already.</summary>
    Duplicate,

    /// <summary>It is longer than a slot.</summary>
    TooLong,
}
