using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Agents who are alike. They are there by number (<see cref="Staffing"/>), by <see cref="Shifts"/>, or both.</summary>
public sealed record AgentGroup
{
    /// <summary>What each of them can do. The id is the group's name; the agents are <c>name-1</c>, <c>name-2</c> and so on.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>
    /// How many are at work in each interval of <see cref="StaffingInterval"/>; the last number stays to the end. When fewer are wanted, idle
    /// ones go first, then whoever ends a contact next.
    /// </summary>
    public ImmutableArray<int> Staffing { get; init; } = [];

    /// <summary>How long an interval of <see cref="Staffing"/> is; null, the default: the scenario's interval.</summary>
    public TimeSpan? StaffingInterval { get; init; }

    /// <summary>Agents with working hours of their own.</summary>
    public ImmutableArray<WorkShift> Shifts { get; init; } = [];

    /// <summary>How long an agent takes to accept an offer; null, the default: no time. Longer than the queue's offer time-out means not answering.</summary>
    public Duration? Answering { get; init; }

    /// <summary>The share of offers nobody answers (RONA); 0 by default.</summary>
    public double Misses { get; init; }

    /// <summary>After how long an agent who did not answer is ready again; 1 minute by default.</summary>
    public TimeSpan ReadyAgainAfter { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Working hours. Who has work in hand at their end, or at a break, finishes it first.</summary>
public sealed record WorkShift
{
    /// <summary>When it begins, after the scenario's start; 0 or more.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>When it ends; after <see cref="From"/>.</summary>
    public required TimeSpan To { get; init; }

    /// <summary>How many agents work it; 1 by default.</summary>
    public int Agents { get; init; } = 1;

    /// <summary>Its breaks.</summary>
    public ImmutableArray<ShiftBreak> Breaks { get; init; } = [];
}

/// <summary>A break: it begins when the agent is free and lasts its whole length.</summary>
/// <param name="At">From when, after the scenario's start.</param>
/// <param name="Length">How long.</param>
public sealed record ShiftBreak(TimeSpan At, TimeSpan Length);
