using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>A codec by its registered name. Names are compared without regard to case. RFC 8866 section 6.6.</summary>
/// <param name="Encoding">Such as <c>PCMU</c>.</param>
/// <param name="ClockRate">Of the RTP timestamp, in Hz.</param>
/// <param name="Channels">1 by default.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpCodec(string Encoding, int ClockRate, int Channels = 1)
{
    /// <summary>G.711 µ-law, payload type 0.</summary>
    public static SdpCodec Pcmu { get; } = new("PCMU", 8_000);

    /// <summary>G.711 A-law, payload type 8.</summary>
    public static SdpCodec Pcma { get; } = new("PCMA", 8_000);

    /// <summary>G.722, payload type 9: 16,000 samples a second, and a clock of 8,000 all the same. RFC 3551 section 4.5.2.</summary>
    public static SdpCodec G722 { get; } = new("G722", 8_000);

    /// <summary>Comfort noise, payload type 13. RFC 3389.</summary>
    public static SdpCodec ComfortNoise { get; } = new("CN", 8_000);

    /// <summary>Digits and other events as packets, with the clock of the audio at 8,000 Hz. RFC 4733.</summary>
    public static SdpCodec TelephoneEvent { get; } = new("telephone-event", 8_000);

    /// <value>The registered name.</value>
    /// <exception cref="ArgumentException">It is no word, or has a slash.</exception>
    public string Encoding { get; init => field = SdpText.Word(value, nameof(Encoding), without: '/'); } = SdpText.Word(Encoding, nameof(Encoding), without: '/');

    /// <value>In Hz; above 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int ClockRate { get; init => field = (int)SdpText.InRange(value, nameof(ClockRate), 1, int.MaxValue); } = (int)SdpText.InRange(ClockRate, nameof(ClockRate), 1, int.MaxValue);

    /// <value>1 to 255.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int Channels { get; init => field = (int)SdpText.InRange(value, nameof(Channels), 1, 255); } = (int)SdpText.InRange(Channels, nameof(Channels), 1, 255);

    /// <value>Whether it carries events rather than sound.</value>
    public bool IsTelephoneEvent => Encoding.Equals("telephone-event", StringComparison.OrdinalIgnoreCase);

    /// <value>Whether it carries noise for silence rather than speech.</value>
    public bool IsComfortNoise => Encoding.Equals("CN", StringComparison.OrdinalIgnoreCase);

    /// <value>Whether a call can be held with it alone.</value>
    internal bool IsSound => !IsTelephoneEvent && !IsComfortNoise && !Encoding.Equals("red", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(SdpCodec? other) =>
        other is not null && ClockRate == other.ClockRate && Channels == other.Channels && Encoding.Equals(other.Encoding, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ClockRate, Channels, Encoding.GetHashCode(StringComparison.OrdinalIgnoreCase));

    /// <summary>As an rtpmap has it: <c>PCMU/8000</c>, <c>opus/48000/2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Encoding}/{ClockRate}{(Channels > 1 ? "/" + Channels.ToString(CultureInfo.InvariantCulture) : "")}");
}

/// <summary>A codec under the number it has in one m-line.</summary>
/// <param name="Type">The payload type, 0 to 127.</param>
/// <param name="Codec">What it stands for.</param>
/// <param name="Parameters">The fmtp's, as they came; null without.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SdpPayload(int Type, SdpCodec Codec, string? Parameters = null)
{
    private static readonly SdpCodec?[] Statics = Table();

    /// <value>0 to 127.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int Type { get; init => field = (int)SdpText.InRange(value, nameof(Type), 0, 127); } = (int)SdpText.InRange(Type, nameof(Type), 0, 127);

    /// <value>The fmtp's parameters; null without.</value>
    /// <exception cref="ArgumentException">They have a line end, a NUL or half a character.</exception>
    public string? Parameters { get; init => field = value is null ? null : SdpText.Line(value, nameof(Parameters)); } = Parameters is null ? null : SdpText.Line(Parameters, nameof(Parameters));

    /// <value>The events of a telephone-event; 0 to 15 when it names none, as RFC 4733 section 2.4.1 has it.</value>
    public SdpEvents Events => Parameters is not null && SdpEvents.TryParse(Parameters, out var events) ? events : SdpEvents.Digits;

    /// <summary>The codec of a payload type that needs no rtpmap; null when it has none. RFC 3551 section 6.</summary>
    /// <param name="type">The payload type.</param>
    public static SdpCodec? Static(int type) => type >= 0 && type < Statics.Length ? Statics[type] : null;

    internal static bool TryType(ReadOnlySpan<char> text, out int type) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out type) && type <= 127;

    internal static (int Type, SdpCodec? Codec) ReadMap(string value)
    {
        var rest = value.AsSpan();
        if (!TryType(SdpText.NextWord(ref rest), out var type))
        {
            return default;
        }

        Span<Range> parts = stackalloc Range[4];
        var word = SdpText.NextWord(ref rest);
        var count = word.Split(parts, '/');
        var channels = 1;
        return count is 2 or 3 && SdpText.IsWord(word[parts[0]])
            && int.TryParse(word[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var clock) && clock > 0
            && (count == 2 || (int.TryParse(word[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out channels) && channels is >= 1 and <= 255))
            ? (type, new SdpCodec(word[parts[0]].ToString(), clock, channels))
            : (type, null);
    }

    private static SdpCodec?[] Table()
    {
        var table = new SdpCodec?[35];
        (table[0], table[8], table[9], table[13]) = (SdpCodec.Pcmu, SdpCodec.Pcma, SdpCodec.G722, SdpCodec.ComfortNoise);
        foreach (var (type, name, clock, channels) in ((int, string, int, int)[])
        [
            (3, "GSM", 8_000, 1), (4, "G723", 8_000, 1), (5, "DVI4", 8_000, 1), (6, "DVI4", 16_000, 1), (7, "LPC", 8_000, 1), (10, "L16", 44_100, 2), (11, "L16", 44_100, 1),
            (12, "QCELP", 8_000, 1), (14, "MPA", 90_000, 1), (15, "G728", 8_000, 1), (16, "DVI4", 11_025, 1), (17, "DVI4", 22_050, 1), (18, "G729", 8_000, 1),
            (25, "CelB", 90_000, 1), (26, "JPEG", 90_000, 1), (28, "nv", 90_000, 1), (31, "H261", 90_000, 1), (32, "MPV", 90_000, 1), (33, "MP2T", 90_000, 1), (34, "H263", 90_000, 1),
        ])
        {
            table[type] = new SdpCodec(name, clock, channels);
        }

        return table;
    }
}
