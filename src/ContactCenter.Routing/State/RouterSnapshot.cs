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

    /// <summary>The calendars, by id.</summary>
    public ImmutableArray<CalendarSnapshot> Calendars { get; init; } = [];

    /// <summary>What is known of queues besides their settings, by id.</summary>
    public ImmutableArray<QueueSnapshot> QueueStates { get; init; } = [];

    /// <summary>The campaigns, by id.</summary>
    public ImmutableArray<CampaignSnapshot> Campaigns { get; init; } = [];

    /// <summary>Work on its way to other partitions, by id.</summary>
    public ImmutableArray<LeavingSnapshot> Leaving { get; init; } = [];

    /// <summary>Work taken from other partitions, by id.</summary>
    public ImmutableArray<ReceivedSnapshot> Received { get; init; } = [];

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

    /// <summary>Which readiness this is, each end of work beginning a new one: an exclusion holds for one of them.</summary>
    public long ReadySequence { get; init; }

    /// <summary>The place in the line of idle agents.</summary>
    public long IdleSequence { get; init; }

    /// <summary>The place in the line of those who were asked longest ago.</summary>
    public long AskedSequence { get; init; }

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

    /// <summary>The one live or accepted offer, in snapshots of versions before there could be several.</summary>
    public OfferId? Offer { get; init; }

    /// <summary>The live offers, or the accepted one, in the order they were made.</summary>
    public ImmutableArray<OfferSnapshot> Offers { get; init; } = [];

    /// <summary>When it came into its queue; 0 in snapshots of versions that did not know.</summary>
    public long EnteredAt { get; init; }

    /// <summary>How long it was expected to wait as it came, in milliseconds.</summary>
    public long? Expected { get; init; }

    /// <summary>How many rings it has got to.</summary>
    public int Ring { get; init; }

    /// <summary>When it was last told where it stands; 0 before that.</summary>
    public long AnnouncedAt { get; init; }

    /// <summary>The overflow rules that have applied, as bits.</summary>
    public int Overflowed { get; init; }

    /// <summary>The queues it overflowed from.</summary>
    public ImmutableArray<QueueId> Left { get; init; } = [];

    /// <summary>When the wrap-up ends or its next step is due.</summary>
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

/// <summary>An offer in a <see cref="RouterSnapshot"/>.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">Who is asked, or has accepted.</param>
/// <param name="HeldSequence">The order in which the agent came to hold the work.</param>
/// <param name="Due">When it expires, in Unix milliseconds; null when it was accepted.</param>
/// <param name="DueSequence">The order of that timer among those due at the same time.</param>
public readonly record struct OfferSnapshot(OfferId Id, AgentId Agent, long HeldSequence, long? Due, long DueSequence);

/// <summary>A calendar in a <see cref="RouterSnapshot"/>.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="Due">When that changes, in Unix milliseconds.</param>
/// <param name="DueSequence">The order of that timer among those due at the same time.</param>
public sealed record CalendarSnapshot(CalendarSettings Settings, bool IsOpen, long? Due, long DueSequence);

/// <summary>What a <see cref="RouterSnapshot"/> has of a queue besides its settings.</summary>
/// <param name="Id">The queue.</param>
/// <param name="Figures">What came of those who came.</param>
/// <param name="Waits">How long those waited who were served.</param>
public sealed record QueueSnapshot(QueueId Id, QueueFiguresSnapshot Figures, WaitEstimateSnapshot Waits);

/// <summary>Work on its way to another partition.</summary>
/// <param name="Item">The work, with the queue it is to wait in there.</param>
/// <param name="Queue">The queue it left here.</param>
/// <param name="Partition">The other partition.</param>
public sealed record LeavingSnapshot(WorkItem Item, QueueId Queue, string Partition);

/// <summary>Work that came from another partition.</summary>
/// <param name="Item">The work.</param>
/// <param name="Hops">Which of its transfers.</param>
public readonly record struct ReceivedSnapshot(WorkItemId Item, int Hops);
