namespace ContactCenter.Desk;

/// <summary>Why work stands where it stands: every agent, with the first thing that keeps the agent from being asked.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="Queue">The queue its work is in.</param>
/// <param name="WaitingSince">Since when the customer waits.</param>
/// <param name="Required">What its agent must be able to do, the queue's skills included.</param>
/// <param name="Candidates">The agents, by id.</param>
public sealed record WorkExplanation(
    InteractionId Interaction,
    QueueId Queue,
    DateTimeOffset WaitingSince,
    IReadOnlyList<SkillLevel> Required,
    IReadOnlyList<WorkCandidate> Candidates)
{
    /// <summary>A sentence in English, as the router says it.</summary>
    public string Message { get; init; } = "";

    /// <summary>By which rule its queue chooses among those who could take it.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>How many rings of its queue it has got to.</summary>
    public int Ring { get; init; }

    /// <summary>Whether it waits because its queue is closed.</summary>
    public bool IsQueueClosed { get; init; }

    /// <summary>When the queue opens; null where it is open, or never opens.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>Who was asked, where an offer is explained.</summary>
    public AgentId? Chosen { get; init; }

    /// <summary>The moment that is explained; null for now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>One agent as a candidate for work.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Name">The display name.</param>
/// <param name="Obstacle">The first thing in the way.</param>
/// <param name="Missing">The skill that is missing or too low, where it is that.</param>
public sealed record WorkCandidate(AgentId Agent, string Name, WorkObstacle Obstacle, SkillLevel? Missing)
{
    /// <summary>How well the agent suits the work by the queue's rule: the highest goes first.</summary>
    public long Rank { get; init; }

    /// <summary>The agent's key by the queue's rule: among the same rank the least goes first, then who has been idle longest.</summary>
    public long Key { get; init; }

    /// <summary>The place among those in whose way nothing stands: 1 is asked first; null for the others.</summary>
    public int? Place { get; init; }
}

/// <summary>An agent was asked to take the work of an interaction.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Agent">Who was asked.</param>
/// <param name="Name">The display name.</param>
/// <param name="Queue">The queue the work was in.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record PastOffer(OfferId Offer, AgentId Agent, string Name, QueueId Queue, DateTimeOffset At, OfferOutcome Outcome);

/// <summary>What became of an offer.</summary>
public enum OfferOutcome
{
    /// <summary>The agent is still being asked.</summary>
    Open,

    /// <summary>The agent took the work.</summary>
    Accepted,

    /// <summary>The agent did not take it.</summary>
    Declined,

    /// <summary>The agent did not answer in time.</summary>
    Expired,

    /// <summary>It was taken back: the customer left, another agent has it, the agent went.</summary>
    Revoked,
}

/// <summary>What keeps an agent from being asked for work.</summary>
public enum WorkObstacle
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The agent is asked, has the work, or wraps it up.</summary>
    HasIt,

    /// <summary>The work is meant for another agent.</summary>
    MeantForAnother,

    /// <summary>Not signed in.</summary>
    NotSignedIn,

    /// <summary>A skill is missing or its level too low.</summary>
    LacksSkill,

    /// <summary>No desktop is connected.</summary>
    NotConnected,

    /// <summary>Not ready.</summary>
    NotReady,

    /// <summary>Was asked already, and has neither become ready anew nor ended other work since.</summary>
    AskedAlready,

    /// <summary>No room for more.</summary>
    NoCapacity,

    /// <summary>Of another team.</summary>
    OtherTeam,

    /// <summary>At another site.</summary>
    OtherSite,

    /// <summary>Nothing but the hours of the queue.</summary>
    QueueClosed,

    /// <summary>Nothing but the time at which the work begins to wait.</summary>
    NotYet,
}
