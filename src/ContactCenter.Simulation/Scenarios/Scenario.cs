using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>
/// A day of a contact center as data: queues, what comes, who works. Queues and agents are the router's own settings, so whatever the router
/// can do, a scenario can ask for. Written as a value, by <see cref="ScenarioBuilder"/>, or in JSON (<see cref="ScenarioJson"/>).
/// </summary>
public sealed record Scenario
{
    /// <summary>Its name in reports.</summary>
    public string Name { get; init; } = "scenario";

    /// <summary>When it begins; decides dates and hours of opening. Monday 2026-03-02, 8:00 UTC by default.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>How long contacts come: over 0, up to 366 days. Who waits then is still served.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>How long at most it goes on for those who wait at the end; 12 hours by default, up to 366 days.</summary>
    public TimeSpan Overtime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The interval of results and of staffing; 30 minutes by default.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Who comes before it is simulated and not counted; none by default.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>The queues, with what they promise.</summary>
    public ImmutableArray<ScenarioQueue> Queues { get; init; } = [];

    /// <summary>What comes.</summary>
    public ImmutableArray<ContactType> Contacts { get; init; } = [];

    /// <summary>Who works.</summary>
    public ImmutableArray<AgentGroup> Groups { get; init; } = [];

    /// <summary>The factor on each day's rates; null, the default: none.</summary>
    public DayFactor? DayFactor { get; init; }

    /// <summary>Commands to the router before queues and agents are set, such as what their settings refer to; not in JSON.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<RouterCommand> Setup { get; init; } = [];

    /// <summary>Other commands to the router, such as settings changed at noon; not in JSON. At time 0 they follow queues and agents.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<TimedCommand> Commands { get; init; } = [];

    internal int IntervalCount => (int)Math.Ceiling(Length / Interval);
}

/// <summary>A queue with what it promises.</summary>
public sealed record ScenarioQueue
{
    /// <summary>The router's settings.</summary>
    public required QueueSettings Settings { get; init; }

    /// <summary>What it promises; 80 % in 20 s, over everyone, by default.</summary>
    public ServiceLevelGoal Goal { get; init; } = ServiceLevelGoal.EightyTwenty;
}

/// <summary>A command at a time.</summary>
/// <param name="At">After the scenario's start.</param>
/// <param name="Command">What is asked.</param>
public sealed record TimedCommand(TimeSpan At, RouterCommand Command);

/// <summary>A scenario that cannot be run. The message lists every fault, each with its remedy.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Says that a scenario cannot be run.</summary>
    public ScenarioException()
        : this("The scenario cannot be run.")
    {
    }

    /// <summary>Says why.</summary>
    public ScenarioException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with what caused it.</summary>
    public ScenarioException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ScenarioException(string name, IReadOnlyList<string> faults)
        : base($"The scenario '{name}' cannot be run:{string.Concat(faults.Select(static fault => $"\n- {fault}"))}")
    {
    }
}
