namespace ContactCenter.Health;

/// <summary>A part of a package that says when it is not well; registered with the services, it is asked whenever the center's health is. Thread-safe.</summary>
public interface IHealthSource
{
    /// <summary>What is not well now; nothing while all is. Asked often: reads what is known, and looks for nothing.</summary>
    IEnumerable<HealthFact> Faults();
}
