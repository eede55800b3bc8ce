using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Why an agent is not offered an item.</summary>
public enum RouterObstacle
{
    /// <summary>Nothing stands in the way; among several such agents the queue's strategy decides.</summary>
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

    /// <summary>Declined the item or did not answer, and has neither become ready anew nor ended other work since.</summary>
    Excluded,

    /// <summary>The capacity is taken, or too small for this channel.</summary>
    NoCapacity,

    /// <summary>Of another team.</summary>
    OtherTeam,

    /// <summary>At another site.</summary>
    OtherSite,

    /// <summary>Nothing but the hours of the queue.</summary>
    QueueClosed,

    /// <summary>Nothing but the time at which the item begins to wait.</summary>
    NotYet,
}

/// <summary>One agent as a candidate for an item.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Obstacle">The first thing in the way.</param>
/// <param name="Missing">The skill required, where it is that.</param>
/// <param name="Message">The same as a sentence.</param>
public sealed record RouterCandidate(AgentId Agent, RouterObstacle Obstacle, SkillLevel? Missing, string Message)
{
    /// <summary>How well the agent suits the item by the queue's strategy: the highest goes first.</summary>
    public long Rank { get; init; }

    /// <summary>The agent's key by the queue's strategy: among the same rank the least goes first.</summary>
    public long Key { get; init; }

    /// <summary>The place among those in whose way nothing stands: 1 is asked first; null for the others.</summary>
    public int? Place { get; init; }
}

/// <summary>Why an item stands where it stands.</summary>
/// <param name="Work">The item.</param>
/// <param name="Required">What its agent must be able to do, the queue's skills included, in the ring it has got to.</param>
/// <param name="Candidates">Every agent with what stands in the way, by id.</param>
/// <param name="Message">A sentence for a supervisor.</param>
public sealed record RouterExplanation(WorkView Work, ImmutableArray<SkillLevel> Required, ImmutableArray<RouterCandidate> Candidates, string Message)
{
    /// <summary>The name of the strategy by which its queue chooses.</summary>
    public string Strategy { get; init; } = "";

    /// <summary>The agent whom an offer was made to, where an offer is explained.</summary>
    public AgentId? Chosen { get; init; }
}
