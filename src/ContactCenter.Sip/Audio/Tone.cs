using System.Collections.Immutable;

namespace ContactCenter.Sip.Audio;

/// <summary>A sine.</summary>
/// <param name="Frequency">Hz; above 0 and below half the sample rate it is played at.</param>
/// <param name="LevelDbm0">dBm0, -60 to 3.14.</param>
public readonly record struct Tone(double Frequency, double LevelDbm0);

/// <summary>Tones that sound together for a while, or a pause.</summary>
/// <param name="Duration">More than 0, or <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
/// <param name="Tones">None for a pause, four at most.</param>
public sealed record ToneStep(TimeSpan Duration, params ImmutableArray<Tone> Tones)
{
    /// <summary>So many milliseconds of nothing.</summary>
    public static ToneStep Pause(int milliseconds) => new(TimeSpan.FromMilliseconds(milliseconds), []);

    /// <summary>So many milliseconds of tones.</summary>
    public static ToneStep Sound(int milliseconds, params ImmutableArray<Tone> tones) => new(TimeSpan.FromMilliseconds(milliseconds), tones);
}

/// <summary>Steps one after the other: what a tone is made of, such as a ringback of a second in five.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class TonePattern
{
    /// <summary>The most steps of a pattern: 256.</summary>
    public const int MaxSteps = 256;

    /// <summary>A pattern of these steps.</summary>
    /// <param name="repeats">Whether it begins again after its end.</param>
    /// <param name="steps">1 to 256.</param>
    /// <exception cref="ArgumentException">No step or too many; a step that lasts no time, has more than four tones, or a tone outside its limits.</exception>
    public TonePattern(bool repeats, params ImmutableArray<ToneStep> steps)
    {
        if (steps.IsDefaultOrEmpty || steps.Length > MaxSteps)
        {
            throw new ArgumentException($"A pattern has 1 to {MaxSteps} steps.", nameof(steps));
        }

        foreach (var step in steps)
        {
            Check(step);
        }

        (Repeats, Steps) = (repeats, steps);
    }

    /// <value>Whether it begins again after its end.</value>
    public bool Repeats { get; }

    /// <value>Its steps in order.</value>
    public ImmutableArray<ToneStep> Steps { get; }

    private static void Check(ToneStep step)
    {
        if (step.Duration <= TimeSpan.Zero && step.Duration != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException($"A step lasts {step.Duration}; give a duration above 0, or Timeout.InfiniteTimeSpan.", nameof(step));
        }

        if (step.Tones.IsDefault || step.Tones.Length > 4)
        {
            throw new ArgumentException("A step has 0 to 4 tones.", nameof(step));
        }

        foreach (var tone in step.Tones)
        {
            if (!(tone.Frequency > 0 && tone.Frequency < SampleRates.Most / 2.0))
            {
                throw new ArgumentException($"A tone of {tone.Frequency} Hz; give more than 0 and less than half the sample rate.", nameof(step));
            }

            if (!(tone.LevelDbm0 is >= -60 and <= 3.14))
            {
                throw new ArgumentException($"A tone of {tone.LevelDbm0} dBm0; give -60 to 3.14.", nameof(step));
            }
        }
    }
}
