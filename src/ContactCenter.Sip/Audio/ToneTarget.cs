using System.Collections.Immutable;

namespace ContactCenter.Sip.Audio;

/// <summary>How long a part of a tone's rhythm lasts.</summary>
/// <param name="Least">At least this long.</param>
/// <param name="Most">At most, or <see cref="Timeout.InfiniteTimeSpan"/>: then it is enough that it has lasted <paramref name="Least"/>.</param>
public readonly record struct ToneSpan(TimeSpan Least, TimeSpan Most)
{
    /// <summary>From so many milliseconds to so many.</summary>
    public static ToneSpan Between(int least, int most) => new(TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most));

    /// <summary>So many milliseconds or more.</summary>
    public static ToneSpan AtLeast(int least) => new(TimeSpan.FromMilliseconds(least), Timeout.InfiniteTimeSpan);

    internal bool Holds(TimeSpan time) => time >= Least && (Most == Timeout.InfiniteTimeSpan || time <= Most);
}

/// <summary>A tone to listen for: what sounds together, and its rhythm.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class ToneTarget
{
    /// <summary>The fax machine that calls: 1,100 Hz for half a second every 3.5 s. ITU-T T.30 clause 4.3.3.</summary>
    public static ToneTarget FaxCalling { get; } = new("CNG", [1_100], toleranceHz: 38, ToneSpan.Between(380, 620));

    /// <summary>The fax machine or modem that answers: 2,100 Hz for 2.6 s or more; a second is enough to know it. ITU-T T.30 clause 4.3.1.</summary>
    public static ToneTarget FaxAnswering { get; } = new("CED", [2_100], toleranceHz: 15, ToneSpan.AtLeast(1_000));

    /// <summary>A tone to listen for.</summary>
    /// <param name="name">What it is called when it is found.</param>
    /// <param name="frequencies">1 to 3 frequencies in Hz that sound together, at least 30 Hz from one another.</param>
    /// <param name="toleranceHz">How far each may be off, 2 to 50 Hz.</param>
    /// <param name="rhythm">Sound, pause, sound and so on; 1 to 15 of them. It is found when the last has ended, or has lasted long enough.</param>
    /// <exception cref="ArgumentException">A value outside its limits.</exception>
    public ToneTarget(string name, ImmutableArray<double> frequencies, double toleranceHz, params ImmutableArray<ToneSpan> rhythm)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (frequencies.IsDefault || frequencies.Length is 0 or > 3 || frequencies.Any(static f => !(f is >= 100 and <= 3_800)))
        {
            throw new ArgumentException($"Tone '{name}' needs 1 to 3 frequencies of 100 to 3800 Hz.", nameof(frequencies));
        }

        if (frequencies.Any(f => frequencies.Any(o => f != o && Math.Abs(f - o) < 30)) || frequencies.Distinct().Count() != frequencies.Length)
        {
            throw new ArgumentException($"The frequencies of tone '{name}' must be 30 Hz or more from one another.", nameof(frequencies));
        }

        if (!(toleranceHz is >= 2 and <= 50))
        {
            throw new ArgumentOutOfRangeException(nameof(toleranceHz), toleranceHz, $"toleranceHz is {toleranceHz}; set it to 2 up to 50.");
        }

        if (rhythm.IsDefaultOrEmpty || rhythm.Length > 15)
        {
            throw new ArgumentException($"The rhythm of tone '{name}' has 1 to 15 parts.", nameof(rhythm));
        }

        (Name, Frequencies, ToleranceHz, Rhythm) = (name, frequencies, toleranceHz, rhythm);
    }

    /// <value>What it is called when it is found.</value>
    public string Name { get; }

    /// <value>What sounds together, in Hz.</value>
    public ImmutableArray<double> Frequencies { get; }

    /// <value>How far each frequency may be off, in Hz.</value>
    public double ToleranceHz { get; }

    /// <value>Sound, pause, sound and so on.</value>
    public ImmutableArray<ToneSpan> Rhythm { get; }

    /// <summary>A tone of a country's network to listen for: its rhythm once, and the sound after it for short ones; a constant tone from 1.5 s on.</summary>
    /// <param name="country">One of <see cref="CallProgressTones.Countries"/>.</param>
    /// <param name="tone">All but <see cref="CallProgress.SpecialInformation"/>, whose steps sound differently.</param>
    /// <exception cref="ArgumentException">The country is not known, or the tone is the special information tone.</exception>
    public static ToneTarget Of(string country, CallProgress tone)
    {
        if (tone == CallProgress.SpecialInformation)
        {
            throw new ArgumentException("The special information tone has three sounds; listen for each with a ToneTarget of its own.", nameof(tone));
        }

        var steps = CallProgressTones.Of(country, tone).Steps;
        ImmutableArray<ToneSpan> rhythm = steps is [{ Duration: var only }] && only == Timeout.InfiniteTimeSpan
            ? [ToneSpan.AtLeast(1_500)]
            : [.. steps[..^1].Select(Near), .. steps.Length == 2 && steps[1].Duration < TimeSpan.FromSeconds(2) ? [Near(steps[1]), Near(steps[0])] : Array.Empty<ToneSpan>()];
        var frequencies = steps[0].Tones;
        return new ToneTarget($"{country.ToUpperInvariant()} {tone}", [.. frequencies.Select(static t => t.Frequency)], frequencies.Length > 1 ? 7 : 10, rhythm);
    }

    // A fifth more or less, and 40 ms at least.
    private static ToneSpan Near(ToneStep step)
    {
        var room = Math.Max(step.Duration.TotalMilliseconds / 5, 40);
        return ToneSpan.Between((int)(step.Duration.TotalMilliseconds - room), (int)(step.Duration.TotalMilliseconds + room));
    }
}
