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

    /// <summary>Reads a list of shifts from JSON, in the form of <see cref="ScenarioJson"/>.</summary>
    /// <exception cref="ScenarioException">It is none, or a shift cannot be worked; the message says where and why.</exception>
    public static ImmutableArray<ShiftPattern> ReadList(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var patterns = ScenarioJson.Read<ImmutableArray<ShiftPattern>>(json);
        return FindFault(patterns.IsDefault ? [] : patterns) is { } fault ? throw new ScenarioException(fault) : patterns;
    }

    /// <summary>What is wrong with the shifts of a cover; null when nothing is.</summary>
    internal static string? FindFault(IReadOnlyList<ShiftPattern> patterns)
    {
        if (patterns.Count is < 1 or > 1_000)
        {
            return $"There are {patterns.Count} shifts; give 1 to 1,000.";
        }

        for (var i = 0; i < patterns.Count; i++)
        {
            if (patterns[i] is not { Name.Length: > 0, Breaks.IsDefault: false } pattern || pattern.Breaks.Any(static pause => pause is null))
            {
                return $"Shift {i + 1} is nothing, or has no name, no list of breaks or a break that is nothing; write all of it, or leave it out.";
            }

            if (pattern.To <= pattern.From || pattern.Price is not (> 0 and < 1e9) || pattern.Most < 0)
            {
                return $"The shift '{pattern.Name}' ends before it begins, costs nothing, or has a limit below 0; give 1 to 1,000 shifts, each ending after it begins, with a cost over 0 and no limit below 0.";
            }
        }

        return null;
    }

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
