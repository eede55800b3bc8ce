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
    IReadOnlyList<WorkCandidate> Candidates);

/// <summary>One agent as a candidate for work.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Name">The display name.</param>
/// <param name="Obstacle">The first thing in the way.</param>
/// <param name="Missing">The skill that is missing or too low, where it is that.</param>
public sealed record WorkCandidate(AgentId Agent, string Name, WorkObstacle Obstacle, SkillLevel? Missing);

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

    /// <summary>Was asked already, and has not become ready anew since.</summary>
    AskedAlready,

    /// <summary>No room for more.</summary>
    NoCapacity,
}
