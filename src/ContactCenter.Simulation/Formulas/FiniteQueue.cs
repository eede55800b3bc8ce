namespace ContactCenter.Simulation;

/// <summary>M/M/n/K: Erlang C with a limited number of places; who finds them all taken is refused. Stable at any load. Immutable.</summary>
public sealed class FiniteQueue
{
    private readonly double _capacity; // nμ per second
    private readonly double[] _waiting; // the share of the admitted who find j others waiting

    /// <summary>Works the formula out.</summary>
    /// <param name="agents">1 to 1,000,000.</param>
    /// <param name="waitingPlaces">How many may wait: 0 to 1,000,000.</param>
    /// <param name="perHour">Contacts arriving per hour; over 0.</param>
    /// <param name="handling">The mean time an agent is busy with a contact; over 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public FiniteQueue(int agents, int waitingPlaces, double perHour, TimeSpan handling)
    {
        Demand.Agents(agents);
        if (waitingPlaces is < 0 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(waitingPlaces), waitingPlaces, $"There are {waitingPlaces} places to wait; give 0 to 1,000,000.");
        }

        var rate = Demand.Rate(perHour);
        var seconds = Demand.Duration(handling, nameof(handling));
        _capacity = agents / seconds;
        var load = rate * seconds;
        var ratio = load / agents;

        // Weights relative to the state in which all are busy and nobody waits; below it they are 1/Erlang B in total. Everything is
        // divided by the largest, so that an overload fills no double.
        var scale = ratio > 1 ? Math.Exp(-waitingPlaces * Math.Log(ratio)) : 1;
        var weights = new double[waitingPlaces + 1];
        for (var j = 0; j <= waitingPlaces; j++)
        {
            weights[j] = ratio > 1 ? Math.Exp((j - waitingPlaces) * Math.Log(ratio)) : Math.Pow(ratio, j);
        }

        // Below "all busy": B = w(n) / sum, so that the sum without it is (1 − B) / B.
        var blocking = ErlangB.Blocking(agents, load);
        var below = scale == 0 ? 0 : scale * (1 - blocking) / blocking;
        var busy = weights.Sum();
        var all = below + busy;
        BlockingProbability = weights[^1] / all;
        var admitted = 1 - BlockingProbability;
        _waiting = [.. weights.Take(waitingPlaces).Select(weight => weight / all / admitted)];
        WaitProbability = _waiting.Sum();
        QueueLength = weights.Select((weight, j) => j * weight / all).Sum();
        MeanWaitSeconds = QueueLength / (rate * admitted);
        Occupancy = load * admitted / agents;
    }

    /// <summary>The share of contacts refused.</summary>
    public double BlockingProbability { get; }

    /// <summary>The share of the admitted that wait.</summary>
    public double WaitProbability { get; }

    /// <summary>The mean wait of the admitted.</summary>
    public double MeanWaitSeconds { get; }

    /// <summary>How many wait, on average.</summary>
    public double QueueLength { get; }

    /// <summary>The share of their time for which agents are busy.</summary>
    public double Occupancy { get; }

    /// <summary>The share served within a time.</summary>
    /// <param name="within">0 or more.</param>
    /// <param name="ofAll">Whether over everyone, the refused included; otherwise over the admitted.</param>
    public double ServiceLevel(TimeSpan within, bool ofAll = true)
    {
        // Who finds j waiting needs j + 1 departures: late when at most j happen in time, a Poisson sum.
        var mean = _capacity * within.TotalSeconds;
        var (logTerm, atMost, late) = (-mean, mean == 0 ? 1 : Math.Exp(-mean), 0.0);
        for (var j = 0; j < _waiting.Length; j++)
        {
            late += _waiting[j] * Math.Min(1, atMost);
            logTerm += mean == 0 ? double.NegativeInfinity : Math.Log(mean / (j + 1));
            atMost += Math.Exp(logTerm);
        }

        return (1 - late) * (ofAll ? 1 - BlockingProbability : 1);
    }
}
