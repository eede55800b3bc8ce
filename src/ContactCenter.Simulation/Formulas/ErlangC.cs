namespace ContactCenter.Simulation;

/// <summary>
/// Erlang C (M/M/n): Poisson arrivals, exponential handling times, everyone waits as long as it takes. With as much work as agents, or
/// more, the queue grows without end: everyone waits, and the mean wait is infinite. Immutable.
/// </summary>
public sealed class ErlangC
{
    private readonly double _rate; // per second
    private readonly double _spare; // served per second beyond what arrives, while everyone is busy

    /// <summary>Works the formula out.</summary>
    /// <param name="agents">1 to 1,000,000.</param>
    /// <param name="perHour">Contacts arriving per hour; over 0.</param>
    /// <param name="handling">The mean time an agent is busy with a contact, wrap-up included; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public ErlangC(int agents, double perHour, TimeSpan handling)
    {
        Agents = Demand.Agents(agents);
        _rate = Demand.Rate(perHour);
        var seconds = Demand.Duration(handling, nameof(handling));
        Load = _rate * seconds;
        IsStable = Load < agents;
        if (IsStable)
        {
            var blocking = ErlangB.Blocking(agents, Load);
            WaitProbability = blocking / (1 - (Load / agents * (1 - blocking)));
            _spare = (agents - Load) / seconds;
            MeanWaitSeconds = WaitProbability / _spare;
        }
        else
        {
            (WaitProbability, MeanWaitSeconds) = (1, double.PositiveInfinity);
        }
    }

    /// <summary>How many agents there are.</summary>
    public int Agents { get; }

    /// <summary>The work that arrives, in Erlang: agents it would keep busy all the time.</summary>
    public double Load { get; }

    /// <summary>Whether the agents can do the work at all.</summary>
    public bool IsStable { get; }

    /// <summary>The share of contacts that wait.</summary>
    public double WaitProbability { get; }

    /// <summary>The mean wait (ASA), of those who do not wait too; infinite when not stable.</summary>
    public double MeanWaitSeconds { get; }

    /// <summary>The share of their time for which agents are busy.</summary>
    public double Occupancy => IsStable ? Load / Agents : 1;

    /// <summary>How many wait, on average; infinite when not stable.</summary>
    public double QueueLength => _rate * MeanWaitSeconds;

    /// <summary>The share served within a time. Nobody leaves, so every formula gives this.</summary>
    /// <param name="within">0 or more.</param>
    public double ServiceLevel(TimeSpan within) => IsStable ? 1 - (WaitProbability * Math.Exp(-_spare * within.TotalSeconds)) : 0;

    /// <summary>The wait that this share of contacts does not exceed; infinite when not stable.</summary>
    /// <param name="share">0 to under 1, such as 0.9.</param>
    public double WaitQuantileSeconds(double share) =>
        !IsStable ? double.PositiveInfinity : WaitProbability <= 1 - share ? 0 : Math.Log(WaitProbability / (1 - share)) / _spare;
}
