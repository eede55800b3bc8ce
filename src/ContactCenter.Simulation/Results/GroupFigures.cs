using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>How a group of agents fared, over the days.</summary>
public sealed class GroupFigures
{
    internal GroupFigures(string name, IReadOnlyList<double> busy, IReadOnlyList<double> staffed, double seconds, double confidence, ImmutableArray<GroupFigures> byInterval)
    {
        Name = name;
        Occupancy = Estimate.OfRatio(busy, staffed, confidence);
        Busy = Estimate.OfMean([.. busy.Select(value => value / seconds)], confidence);
        Staffed = Estimate.OfMean([.. staffed.Select(value => value / seconds)], confidence);
        ByInterval = byInterval;
    }

    /// <summary>The group.</summary>
    public string Name { get; }

    /// <summary>The share of their time at work (ready, or with work in hand) for which agents had work in hand, wrap-up included.</summary>
    public Estimate Occupancy { get; }

    /// <summary>How many agents had work in hand, on average.</summary>
    public Estimate Busy { get; }

    /// <summary>How many agents were at work, on average.</summary>
    public Estimate Staffed { get; }

    /// <summary>The same figures for each interval; empty for an interval's own.</summary>
    public ImmutableArray<GroupFigures> ByInterval { get; }
}
