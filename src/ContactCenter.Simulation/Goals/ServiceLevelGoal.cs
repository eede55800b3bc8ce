using System.Globalization;

namespace ContactCenter.Simulation;

/// <summary>What a queue promises: a share of contacts served within a time, such as 80 % in 20 s.</summary>
public sealed record ServiceLevelGoal
{
    /// <summary>80 % within 20 seconds, over everyone.</summary>
    public static ServiceLevelGoal EightyTwenty { get; } = new();

    /// <summary>The share to be served in time: over 0, up to 1; 0.8 by default.</summary>
    public double Target { get; init; } = 0.8;

    /// <summary>Until when a contact is served in time: 0 to 7 days; 20 seconds by default.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Who leaves before it is not counted by <see cref="ServiceLevelFormula.WithoutShortAbandons"/>: 0 to 1 hour; 5 seconds by default.</summary>
    public TimeSpan ShortAbandon { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How abandoned contacts count.</summary>
    public ServiceLevelFormula Formula { get; init; }

    /// <summary>The goal as people say it, such as <c>80 % in 20 s (All)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Target * 100:0.##} % in {Within.TotalSeconds:0.##} s ({Formula})");
}
