using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Where a work item stands.</summary>
public enum WorkStatus
{
    /// <summary>Waiting for an agent.</summary>
    Waiting,

    /// <summary>An agent is being asked.</summary>
    Offered,

    /// <summary>An agent has it.</summary>
    Assigned,

    /// <summary>It has ended; its agent does the after-contact work.</summary>
    WrapUp,

    /// <summary>It begins to wait at a later time.</summary>
    Scheduled,
}

/// <summary>A work item at a moment.</summary>
/// <param name="Item">The work; <see cref="WorkItem.Agent"/> is null once it is for everyone.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Agent">Who is asked, has it, or wraps it up.</param>
/// <param name="Offer">The live offer, or the one that was accepted.</param>
/// <param name="Until">When the offer expires, the wrap-up ends, or scheduled work begins to wait.</param>
/// <param name="Since">When it came to stand so.</param>
public sealed record WorkView(WorkItem Item, WorkStatus Status, AgentId? Agent, OfferId? Offer, DateTimeOffset? Until, DateTimeOffset Since)
{
    /// <summary>How many rings of its queue it has got to.</summary>
    public int Ring { get; init; }

    /// <summary>The others who are asked at the same time.</summary>
    public ImmutableArray<AgentId> AlsoAsked { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(WorkView? other) =>
        other is not null && Item == other.Item && Status == other.Status && Agent == other.Agent && Offer == other.Offer && Until == other.Until
        && Since == other.Since && Ring == other.Ring && AlsoAsked.SameAs(other.AlsoAsked);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Item, Status, Agent, Offer, Until, Since);
}

/// <summary>An agent at a moment. Presence, connection and capacity are separate facts.</summary>
/// <param name="Settings">What the agent can do.</param>
/// <param name="IsSignedIn">Whether the agent is at work.</param>
/// <param name="IsReady">Whether the agent asks for work.</param>
/// <param name="NotReadyReason">Why not, while signed in and not ready.</param>
/// <param name="IsConnected">Whether a desktop or phone is there.</param>
/// <param name="UsedUnits">How much of the capacity is taken by offers, work and wrap-up.</param>
/// <param name="PresenceSince">When presence (signed in, ready, reason) last changed.</param>
/// <param name="Work">What the agent is asked, has, and wraps up, in the order it came.</param>
public sealed record AgentView(
    AgentSettings Settings,
    bool IsSignedIn,
    bool IsReady,
    NotReadyReason? NotReadyReason,
    bool IsConnected,
    int UsedUnits,
    DateTimeOffset PresenceSince,
    ImmutableArray<WorkView> Work);

/// <summary>A queue at a moment.</summary>
/// <param name="Settings">What it asks and allows.</param>
/// <param name="Waiting">Items waiting, without those being offered.</param>
/// <param name="Offered">Items being offered.</param>
/// <param name="Assigned">Items in agents' hands.</param>
/// <param name="WrapUp">Items in after-contact work.</param>
/// <param name="OldestWaitingSince">Since when the longest waiting item (offered ones included) waits.</param>
public sealed record QueueView(QueueSettings Settings, int Waiting, int Offered, int Assigned, int WrapUp, DateTimeOffset? OldestWaitingSince)
{
    /// <summary>Items that begin to wait later.</summary>
    public int Scheduled { get; init; }

    /// <summary>Whether it is open by its calendar.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>When that changes next; null where it never does.</summary>
    public DateTimeOffset? ChangesAt { get; init; }
}

