namespace ContactCenter.Sip.Audio;

/// <summary>The codecs of this package.</summary>
/// <remarks>Safe to use from any thread.</remarks>
public static class AudioCodecs
{
    /// <summary>G.711 µ-law, 64 kbit/s, 8 kHz; static payload type 0.</summary>
    public static IAudioCodec Pcmu { get; } = new G711Codec(isMu: true);

    /// <summary>G.711 A-law, 64 kbit/s, 8 kHz; static payload type 8.</summary>
    public static IAudioCodec Pcma { get; } = new G711Codec(isMu: false);

    /// <summary>G.722 at 64 kbit/s, 16 kHz with a clock of 8 kHz; static payload type 9.</summary>
    public static IAudioCodec G722 { get; } = new G722Codec();

    /// <summary>All of them, the one with the best sound first.</summary>
    public static IReadOnlyList<IAudioCodec> All { get; } = [G722, Pcma, Pcmu];

    /// <summary>The codec with this name and clock rate as in <c>a=rtpmap</c>, or <see langword="null"/>.</summary>
    /// <param name="name">Compared without case. RFC 4855 section 3.</param>
    /// <param name="clockRate">Units of the RTP timestamp in a second.</param>
    public static IAudioCodec? Find(string name, int clockRate) =>
        All.FirstOrDefault(c => c.ClockRate == clockRate && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The codec a static payload type means, or <see langword="null"/>. RFC 3551 section 6.</summary>
    public static IAudioCodec? Find(int payloadType) => payloadType < 0 ? null : All.FirstOrDefault(c => c.PayloadType == payloadType);
}
