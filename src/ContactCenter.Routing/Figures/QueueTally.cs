namespace ContactCenter.Routing;

/// <summary>What became of a queue's contacts in a span of time. Arrivals count when they come, everything else when it happens. Immutable.</summary>
public sealed record QueueTally
{
    /// <summary>Came to wait in the queue, each time it does; who is refused does not.</summary>
    public long Arrived { get; init; }

    /// <summary>Taken by an agent.</summary>
    public long Served { get; init; }

    /// <summary>Of those, in time by the target in force then.</summary>
    public long ServedInTime { get; init; }

    /// <summary>Gave up waiting.</summary>
    public long Abandoned { get; init; }

    /// <summary>Of those, while still in time.</summary>
    public long AbandonedInTime { get; init; }

    /// <summary>Of those, sooner than the short abandon.</summary>
    public long AbandonedShort { get; init; }

    /// <summary>Turned away, as the queue was full or closed.</summary>
    public long Refused { get; init; }

    /// <summary>Went on to another queue.</summary>
    public long Overflowed { get; init; }

    /// <summary>The waits of those served together, in milliseconds.</summary>
    public long WaitServedMs { get; init; }

    /// <summary>The longest wait of one served, in milliseconds.</summary>
    public long LongestWaitServedMs { get; init; }

    /// <summary>The average speed of answer: the mean wait of those served, in whole milliseconds; null when nobody was.</summary>
    public TimeSpan? AverageSpeedOfAnswer => Served > 0 ? TimeSpan.FromMilliseconds(WaitServedMs / Served) : null;

    /// <summary>The longest wait of one served; null when nobody was.</summary>
    public TimeSpan? LongestWaitServed => Served > 0 ? TimeSpan.FromMilliseconds(LongestWaitServedMs) : null;

    /// <summary>abandoned ÷ (served + abandoned) in thousandths, rounded down; null when there was neither.</summary>
    public int? AbandonedPermille => Permille(Abandoned, Served + Abandoned);

    /// <summary>The service level by a formula in thousandths, rounded down; null when there is nothing to divide by.</summary>
    public int? ServiceLevelPermille(ServiceLevelFormula formula)
    {
        var (met, all) = Fraction(formula);
        return Permille(met, all);
    }

    /// <summary>Whether the target is met, without rounding; null when there is nothing to divide by.</summary>
    public bool? Meets(ServiceLevelTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var (met, all) = Fraction(target.Formula);
        return all > 0 ? (Int128)met * 100 >= (Int128)all * target.Percent : null;
    }

    private (long Met, long All) Fraction(ServiceLevelFormula formula) => formula switch
    {
        ServiceLevelFormula.Everyone => (ServedInTime, Served + Abandoned),
        ServiceLevelFormula.EveryArrival => (ServedInTime, Served + Abandoned + Refused + Overflowed),
        ServiceLevelFormula.ServedOnly => (ServedInTime, Served),
        ServiceLevelFormula.WithoutShortAbandons => (ServedInTime, Served + Abandoned - AbandonedShort),
        ServiceLevelFormula.LateAbandons => (ServedInTime, Served + Abandoned - AbandonedInTime),
        ServiceLevelFormula.QuickAbandonsMet => (ServedInTime + AbandonedInTime, Served + Abandoned),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "Name one of ServiceLevelFormula."),
    };

    private static int? Permille(long part, long all) => all > 0 ? (int)((Int128)part * 1000 / all) : null;
}
