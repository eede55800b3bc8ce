namespace ContactCenter.Health;

/// <summary>Says how the center is, part by part. Cheap: reads what the parts publish. Thread-safe.</summary>
public interface ICenterHealth
{
    /// <summary>The facts now: at least one per tenant.</summary>
    IReadOnlyList<HealthFact> Facts();
}
