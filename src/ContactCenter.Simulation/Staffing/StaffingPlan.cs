using System.Collections.Immutable;

namespace ContactCenter.Simulation;

/// <summary>How staff is searched for.</summary>
public sealed record StaffingSearchOptions
{
    /// <summary>How each candidate is simulated; 10 days from seed 1 by default. All candidates meet the same customers.</summary>
    public SimulationOptions Simulation { get; init; } = new() { Days = 10 };

    /// <summary>Whether each queue must reach its goal in each interval; otherwise over the whole day. True by default.</summary>
    public bool EachInterval { get; init; } = true;

    /// <summary>After how many simulations it stops with what it has; 300 by default, up to 100,000.</summary>
    public int MostSimulations { get; init; } = 300;
}

/// <summary>Staff that was searched for.</summary>
/// <param name="Scenario">The scenario with the staff found.</param>
/// <param name="Result">What it came to.</param>
/// <param name="IsMet">Whether every goal is reached, by the estimates.</param>
/// <param name="IsMinimal">Whether taking any one agent out of any interval breaks a goal; false when it stopped before that was tried.</param>
/// <param name="Simulations">How many candidates were simulated.</param>
public sealed record StaffingPlan(Scenario Scenario, SimulationResult Result, bool IsMet, bool IsMinimal, int Simulations)
{
    /// <summary>The queues that miss their goal, and whom more agents do not help: another rule keeps them from it. Empty where the search did not stop for that.</summary>
    public ImmutableArray<string> OutOfReach { get; init; } = [];

    /// <summary>How many agents of each group work in each interval, by the group's name.</summary>
    public ImmutableDictionary<string, ImmutableArray<int>> ByGroup { get; } =
        Scenario.Groups.ToImmutableDictionary(static group => group.Settings.Id.Value, static group => group.Staffing);

    /// <summary>Agents × intervals.</summary>
    public int AgentIntervals => Scenario.Groups.Sum(static group => group.Staffing.Sum());
}
