using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>All a router knows, as plain data: a cache of its journal. Write and read it with <see cref="RouterCodec"/>.</summary>
public sealed record RouterSnapshot
{
    /// <summary>The version of this form; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How many places in lines and timers were given out.</summary>
    public long Sequence { get; init; }

    /// <summary>The position of the last log entry that was carried out.</summary>
    public long? Watermark { get; init; }

    /// <summary>The queues, by id.</summary>
    public ImmutableArray<QueueSettings> Queues { get; init; } = [];

    /// <summary>The agents, by id.</summary>
    public ImmutableArray<AgentSnapshot> Agents { get; init; } = [];

    /// <summary>The work, in order of arrival.</summary>
    public ImmutableArray<WorkSnapshot> Work { get; init; } = [];

    /// <summary>The ids of people's last commands, oldest first.</summary>
    public ImmutableArray<Guid> Commands { get; init; } = [];
}

/// <summary>An agent in a <see cref="RouterSnapshot"/>. Times are Unix milliseconds.</summary>
public sealed record AgentSnapshot
{
    /// <summary>The settings.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>Whether signed in.</summary>
    public bool SignedIn { get; init; }

    /// <summary>Why not ready; null when ready or signed out.</summary>
    public NotReadyReason? NotReady { get; init; }

    /// <summary>Whether connected.</summary>
    public bool Connected { get; init; }

    /// <summary>When presence last changed.</summary>
    public long PresenceAt { get; init; }

    /// <summary>Which readiness this is: an exclusion holds for one of them.</summary>
    public long ReadySequence { get; init; }

    /// <summary>The place in the line of idle agents.</summary>
    public long IdleSequence { get; init; }

    /// <summary>When live offers go back after a lost connection.</summary>
    public long? GraceDue { get; init; }

    /// <summary>The order of that timer among those due at the same time.</summary>
    public long GraceSequence { get; init; }
}

/// <summary>A work item in a <see cref="RouterSnapshot"/>. Times are Unix milliseconds.</summary>
public sealed record WorkSnapshot
{
    /// <summary>The work as it is now.</summary>
    public required WorkItem Item { get; init; }

    /// <summary>The place in line among items of the same key.</summary>
    public long Sequence { get; init; }

    /// <summary>Where it stands.</summary>
    public WorkStatus Status { get; init; }

    /// <summary>When it came to stand so.</summary>
    public long StatusAt { get; init; }

    /// <summary>Who is asked, has it, or wraps it up.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>The order in which the agent came to hold it.</summary>
    public long HeldSequence { get; init; }

    /// <summary>The live or accepted offer.</summary>
    public OfferId? Offer { get; init; }

    /// <summary>When the offer expires or the wrap-up ends.</summary>
    public long? Due { get; init; }

    /// <summary>The order of that timer among those due at the same time.</summary>
    public long DueSequence { get; init; }

    /// <summary>Whether it was said that nobody serves it.</summary>
    public bool Unserved { get; init; }

    /// <summary>Who is not asked again, and up to which readiness.</summary>
    public ImmutableArray<ExclusionSnapshot> Excluded { get; init; } = [];
}

/// <summary>An agent not to be asked again about an item.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="ReadySequence">For as long as the agent's readiness is this one.</param>
public readonly record struct ExclusionSnapshot(AgentId Agent, long ReadySequence);
