using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>Working hours somebody may be given.</summary>
public sealed record ShiftPattern
{
    /// <summary>Its name, such as <c>early</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When it begins, after the first interval's start.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>When it ends.</summary>
    public required TimeSpan To { get; init; }

    /// <summary>Its breaks, in which nobody of it works.</summary>
    public ImmutableArray<ShiftBreak> Breaks { get; init; } = [];

    /// <summary>What one agent on it costs; the hours from its beginning to its end by default. Over 0.</summary>
    public double? Cost { get; init; }

    /// <summary>How many agents may be on it at most; null, the default: any number.</summary>
    public int? Most { get; init; }

    internal double Price => Cost ?? (To - From).TotalHours;

    /// <summary>Whether somebody of it works through the whole interval.</summary>
    internal bool Covers(TimeSpan begins, TimeSpan ends) =>
        From <= begins && ends <= To && !Breaks.Any(pause => pause.At < ends && begins < pause.At + pause.Length);
}

/// <summary>Who works when.</summary>
/// <param name="Agents">How many are on each pattern, in the order of the patterns.</param>
/// <param name="AtWork">How many work in each interval.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="LowerBound">What any cover costs at least: with <paramref name="Cost"/> the proof of how good this one is.</param>
/// <param name="IsOptimal">Whether nothing cheaper is possible.</param>
public sealed record ShiftCoverPlan(ImmutableArray<int> Agents, ImmutableArray<int> AtWork, double Cost, double LowerBound, bool IsOptimal);
