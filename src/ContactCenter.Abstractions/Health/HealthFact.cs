namespace ContactCenter.Health;

/// <summary>How one part is.</summary>
/// <param name="Tenant">The tenant, or null for the whole center.</param>
/// <param name="Part">The part, such as <c>log</c>, <c>router</c>, <c>views</c>, <c>heads</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Description">One sentence, with the remedy when it is not well.</param>
public sealed record HealthFact(TenantId? Tenant, string Part, HealthState State, string Description);

/// <summary>How well a part is.</summary>
public enum HealthState
{
    /// <summary>Works.</summary>
    Healthy,

    /// <summary>Works, but needs attention.</summary>
    Degraded,

    /// <summary>Does not work: the door refuses what depends on it.</summary>
    Unavailable,
}
