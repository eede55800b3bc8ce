using System.Collections.Immutable;

namespace ContactCenter.Sip.Audio;

/// <summary>What a tone of the network tells a caller.</summary>
public enum CallProgress
{
    /// <summary>Dial now.</summary>
    Dial,

    /// <summary>It rings at the other end.</summary>
    Ringback,

    /// <summary>The other end is busy.</summary>
    Busy,

    /// <summary>The network is busy.</summary>
    Congestion,

    /// <summary>The call cannot be made as dialled (special information tone): three rising tones. ITU-T E.180 clause 6.</summary>
    SpecialInformation,
}

/// <summary>The tones of the network by country, after the list of national tones in ITU-T E.180 Supplement 2; each tone has -13 dBm0.</summary>
/// <remarks>Immutable; safe to use from any thread.</remarks>
public static class CallProgressTones
{
    private const double Level = -13;

    // E.180 clause 6: 950, 1400 and 1800 Hz, a third of a second each, then a second of silence.
    private static readonly TonePattern Sit = Cycle((330, [950]), (330, [1_400]), (330, [1_800]), (1_000, []));

    private static readonly ImmutableDictionary<(string, CallProgress), TonePattern> Patterns = ImmutableDictionary.CreateRange(
        new (string Country, CallProgress Tone, TonePattern Pattern)[]
        {
            ("IT", CallProgress.Dial, Cycle((200, [425]), (200, []), (600, [425]), (1_000, []))),
            ("IT", CallProgress.Ringback, Cycle((1_000, [425]), (4_000, []))),
            ("IT", CallProgress.Busy, Cycle((500, [425]), (500, []))),
            ("IT", CallProgress.Congestion, Cycle((200, [425]), (200, []))),
            ("US", CallProgress.Dial, Constant(350, 440)),
            ("US", CallProgress.Ringback, Cycle((2_000, [440, 480]), (4_000, []))),
            ("US", CallProgress.Busy, Cycle((500, [480, 620]), (500, []))),
            ("US", CallProgress.Congestion, Cycle((250, [480, 620]), (250, []))),
            ("GB", CallProgress.Dial, Constant(350, 440)),
            ("GB", CallProgress.Ringback, Cycle((400, [400, 450]), (200, []), (400, [400, 450]), (2_000, []))),
            ("GB", CallProgress.Busy, Cycle((375, [400]), (375, []))),
            ("GB", CallProgress.Congestion, Cycle((400, [400]), (350, []), (225, [400]), (525, []))),
            ("DE", CallProgress.Dial, Constant(425)),
            ("DE", CallProgress.Ringback, Cycle((1_000, [425]), (4_000, []))),
            ("DE", CallProgress.Busy, Cycle((480, [425]), (480, []))),
            ("DE", CallProgress.Congestion, Cycle((240, [425]), (240, []))),
            ("PL", CallProgress.Dial, Constant(425)),
            ("PL", CallProgress.Ringback, Cycle((1_000, [425]), (4_000, []))),
            ("PL", CallProgress.Busy, Cycle((500, [425]), (500, []))),
            ("PL", CallProgress.Congestion, Cycle((250, [425]), (250, []))),
        }.Select(static p => KeyValuePair.Create((p.Country, p.Tone), p.Pattern)));

    /// <value>The countries whose tones are known, as ISO 3166-1 names them: DE, GB, IT, PL, US.</value>
    public static ImmutableArray<string> Countries { get; } = ["DE", "GB", "IT", "PL", "US"];

    /// <summary>A tone as it sounds in a country.</summary>
    /// <param name="country">One of <see cref="Countries"/>, in any case.</param>
    /// <param name="tone">What it tells.</param>
    /// <returns>A pattern that repeats; it is played by a <see cref="TonePlayer"/>.</returns>
    /// <exception cref="ArgumentException">The country is not known, or there is no such tone.</exception>
    public static TonePattern Of(string country, CallProgress tone)
    {
        ArgumentNullException.ThrowIfNull(country);
        var known = Countries.FirstOrDefault(c => string.Equals(c, country, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"The tones of '{country}' are not known; use one of {string.Join(", ", Countries)}, or a TonePattern of your own.", nameof(country));
        return tone == CallProgress.SpecialInformation ? Sit
            : Patterns.TryGetValue((known, tone), out var pattern) ? pattern
            : throw new ArgumentOutOfRangeException(nameof(tone), tone, $"There is no tone {tone}.");
    }

    private static TonePattern Constant(params ImmutableArray<double> frequencies) => new(repeats: true, new ToneStep(Timeout.InfiniteTimeSpan, Tones(frequencies)));

    private static TonePattern Cycle(params ImmutableArray<(int Milliseconds, ImmutableArray<double> Frequencies)> steps) =>
        new(repeats: true, [.. steps.Select(static s => ToneStep.Sound(s.Milliseconds, Tones(s.Frequencies)))]);

    private static ImmutableArray<Tone> Tones(ImmutableArray<double> frequencies) => [.. frequencies.Select(static f => new Tone(f, Level))];
}
