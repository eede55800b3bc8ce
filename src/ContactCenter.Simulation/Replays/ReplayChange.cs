using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>Other routing rules for a recorded day. Nothing changed is a replay of it as it was.</summary>
public sealed record ReplayChange
{
    /// <summary>Settings in place of those of the same queue, for the whole day.</summary>
    public ImmutableArray<QueueSettings> Queues { get; init; } = [];

    /// <summary>Settings in place of those of the same agent, for the whole day.</summary>
    public ImmutableArray<AgentSettings> Agents { get; init; } = [];

    /// <summary>Agents besides those there were, with shifts after the day's beginning.</summary>
    public ImmutableArray<AgentGroup> Groups { get; init; } = [];

    /// <summary>Changes each item before it comes: another queue, priority or skills; not in JSON.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Func<WorkItem, WorkItem>? Items { get; init; }

    /// <summary>Reads a change from JSON, in the form of <see cref="ScenarioJson"/>.</summary>
    /// <exception cref="ScenarioException">It is none; the message says where and why.</exception>
    public static ReplayChange Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ScenarioJson.Read<ReplayChange>(json);
    }
}

/// <summary>How to replay.</summary>
public sealed record ReplayOptions
{
    /// <summary>What each queue promises; 80 % in 20 s, over everyone, for those not named.</summary>
    public ImmutableDictionary<QueueId, ServiceLevelGoal> Goals { get; init; } = ImmutableDictionary<QueueId, ServiceLevelGoal>.Empty;

    /// <summary>Own strategies that queues may name; none by default. Queues of the day with one that is not known are replayed by the longest idle agent, and a note says so.</summary>
    public ImmutableArray<AgentStrategy> Strategies { get; init; } = [];

    /// <summary>From what chance the unseen is drawn: how long somebody served would have waited, how long somebody who left would have talked.</summary>
    public ulong Seed { get; init; } = 1;
}
