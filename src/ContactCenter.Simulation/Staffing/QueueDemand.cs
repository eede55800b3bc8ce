namespace ContactCenter.Simulation;

/// <summary>What arrives in a stretch of time, as the closed formulas take it.</summary>
public sealed record QueueDemand
{
    /// <summary>Contacts per hour; over 0.</summary>
    public required double PerHour { get; init; }

    /// <summary>The mean time an agent is busy with one, wrap-up included; over 0.</summary>
    public required TimeSpan Handling { get; init; }

    /// <summary>The mean time after which a waiting customer leaves (Erlang A); null, the default: nobody leaves (Erlang C).</summary>
    public TimeSpan? Patience { get; init; }
}

/// <summary>What must be kept besides the service level; each is off by default.</summary>
public sealed record StaffingLimits
{
    /// <summary>The largest share of their time for which agents may be busy; over 0, up to 1.</summary>
    public double MostOccupancy { get; init; } = 1;

    /// <summary>The largest share of customers that may leave; 0 to 1.</summary>
    public double MostAbandoned { get; init; } = 1;

    /// <summary>The longest mean wait; null is no limit.</summary>
    public TimeSpan? LongestMeanWait { get; init; }
}

/// <summary>How a number of agents does.</summary>
/// <param name="Agents">How many are needed at work.</param>
/// <param name="ServiceLevel">The share served in time, by the goal's formula.</param>
/// <param name="WaitProbability">The share that waits.</param>
/// <param name="AbandonProbability">The share that leaves.</param>
/// <param name="MeanWaitSeconds">The mean wait of everyone.</param>
/// <param name="Occupancy">The share of their time for which agents are busy.</param>
public sealed record StaffingAnswer(
    int Agents,
    double ServiceLevel,
    double WaitProbability,
    double AbandonProbability,
    double MeanWaitSeconds,
    double Occupancy)
{
    /// <summary>How many must be on the roster when a share of their paid time is breaks, training and illness.</summary>
    /// <param name="shrinkage">That share, 0 to under 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shrinkage"/> is out of its range.</exception>
    public int OnRoster(double shrinkage) => shrinkage is >= 0 and < 1
        ? (int)Math.Ceiling((Agents / (1 - shrinkage)) - 1e-9)
        : throw new ArgumentOutOfRangeException(nameof(shrinkage), shrinkage, "The shrinkage must be 0 to under 1, such as 0.3.");
}
