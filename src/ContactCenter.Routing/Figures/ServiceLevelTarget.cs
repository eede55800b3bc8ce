namespace ContactCenter.Routing;

/// <summary>The service level a queue is held to: so many of a hundred within so long, counted by a named formula. Compared by value.</summary>
public sealed record ServiceLevelTarget
{
    /// <summary>How many of a hundred: 1 to 100, 80 by default.</summary>
    public int Percent { get; init; } = 80;

    /// <summary>The wait that is still in time, itself included: 0 to 30 days, 20 seconds by default.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What is divided by what; <see cref="ServiceLevelFormula.Everyone"/> by default.</summary>
    public ServiceLevelFormula Formula { get; init; }

    /// <summary>Who gives up sooner than this has not really waited: 0 (nobody) to 10 minutes, 5 seconds by default. What follows is said by the formula.</summary>
    public TimeSpan ShortAbandon { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>The formulas service levels are counted by. They differ in what becomes of those who gave up, so figures of two formulas do not compare.</summary>
/// <remarks>
/// For the same contacts <see cref="EveryArrival"/> ≤ <see cref="Everyone"/> ≤ <see cref="LateAbandons"/>, and that is at most <see cref="ServedOnly"/> and
/// at most <see cref="QuickAbandonsMet"/>. "In time" is a wait of at most <see cref="ServiceLevelTarget.Within"/>. Who still waits is in none of them yet.
/// </remarks>
public enum ServiceLevelFormula
{
    /// <summary>served in time ÷ (served + abandoned). Every abandoned contact counts against; called "abandoned negative" by some vendors, "SL all" in queueing theory.</summary>
    Everyone,

    /// <summary>served in time ÷ (served + abandoned + refused + overflowed). Also counts against who was turned away or went on to another queue.</summary>
    EveryArrival,

    /// <summary>served in time ÷ served. Abandoned contacts are left out; called "abandoned ignored".</summary>
    ServedOnly,

    /// <summary>served in time ÷ (served + abandoned, those sooner than <see cref="ServiceLevelTarget.ShortAbandon"/> left out). Who hangs up at once is held for a wrong number.</summary>
    WithoutShortAbandons,

    /// <summary>served in time ÷ (served + abandoned after the time was over). Who gave up while still in time is left out.</summary>
    LateAbandons,

    /// <summary>(served in time + abandoned in time) ÷ (served + abandoned). Who gave up while still in time counts as met; called "abandoned positive".</summary>
    QuickAbandonsMet,
}
