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
}

/// <summary>A work item at a moment.</summary>
/// <param name="Item">The work; <see cref="WorkItem.Agent"/> is null once it is for everyone.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Agent">Who is asked, has it, or wraps it up.</param>
/// <param name="Offer">The live offer, or the one that was accepted.</param>
/// <param name="Until">When the offer expires or the wrap-up ends.</param>
/// <param name="Since">When it came to stand so.</param>
public sealed record WorkView(WorkItem Item, WorkStatus Status, AgentId? Agent, OfferId? Offer, DateTimeOffset? Until, DateTimeOffset Since);

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
public sealed record QueueView(QueueSettings Settings, int Waiting, int Offered, int Assigned, int WrapUp, DateTimeOffset? OldestWaitingSince);

/// <summary>Why an agent is not offered an item.</summary>
public enum RouterObstacle
{
    /// <summary>Nothing stands in the way; among several such agents the one idle longest is asked.</summary>
    None,

    /// <summary>The agent is asked, has the item, or wraps it up already.</summary>
    HasIt,

    /// <summary>The item is meant for another agent.</summary>
    MeantForAnother,

    /// <summary>Not signed in.</summary>
    NotSignedIn,

    /// <summary>A skill is missing or its level too low.</summary>
    LacksSkill,

    /// <summary>No desktop or phone connected.</summary>
    NotConnected,

    /// <summary>Not ready.</summary>
    NotReady,

    /// <summary>Declined the item or did not answer, and has not become ready anew since.</summary>
    Excluded,

    /// <summary>The capacity is taken, or too small for this channel.</summary>
    NoCapacity,
}

/// <summary>One agent as a candidate for an item.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Obstacle">The first thing in the way.</param>
/// <param name="Missing">The skill required, where it is that.</param>
/// <param name="Message">The same as a sentence.</param>
public sealed record RouterCandidate(AgentId Agent, RouterObstacle Obstacle, SkillLevel? Missing, string Message);

/// <summary>Why an item stands where it stands.</summary>
/// <param name="Work">The item.</param>
/// <param name="Required">What its agent must be able to do, the queue's skills included.</param>
/// <param name="Candidates">Every agent with what stands in the way, by id.</param>
/// <param name="Message">A sentence for a supervisor.</param>
public sealed record RouterExplanation(WorkView Work, ImmutableArray<SkillLevel> Required, ImmutableArray<RouterCandidate> Candidates, string Message);
