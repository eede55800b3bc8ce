namespace ContactCenter.Simulation;

/// <summary>
/// How a service level counts customers who left. The formulas differ by more than most changes of staff, so a report always names the one it used.
/// Everyone means served, abandoned and refused.
/// </summary>
public enum ServiceLevelFormula
{
    /// <summary>Served in time over everyone: each abandoned or refused contact counts against it. The strictest, and the default.</summary>
    All,

    /// <summary>Served in time over the served: who left does not count at all.</summary>
    Served,

    /// <summary>Served in time over everyone but those who left before the goal's short-abandon time.</summary>
    WithoutShortAbandons,

    /// <summary>Served in time over everyone but those who left before the goal's time was up: only late abandons count against it.</summary>
    LateAbandons,
}
