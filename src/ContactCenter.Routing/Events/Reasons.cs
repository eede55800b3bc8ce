namespace ContactCenter.Routing;

/// <summary>Why work was not taken into a queue.</summary>
public enum WorkRefusedReason
{
    /// <summary>There is no such queue.</summary>
    UnknownQueue,

    /// <summary>The queue is as long as it may be.</summary>
    QueueFull,

    /// <summary>The work asks for something impossible, such as a skill level outside 1 to 10.</summary>
    Invalid,

    /// <summary>The agent who wanted to begin it has gone, or has no room for it.</summary>
    AgentCannot,
}

/// <summary>Why nobody serves work.</summary>
public enum WorkUnservedReason
{
    /// <summary>Nobody signed in has the skills and the capacity, or everyone who has was asked already.</summary>
    NoAgent,
}

/// <summary>Why work is no longer for one agent alone.</summary>
public enum WorkUnboundReason
{
    /// <summary>The agent is not signed in, or not known.</summary>
    NotSignedIn,

    /// <summary>The agent declined it.</summary>
    Declined,

    /// <summary>The agent did not answer.</summary>
    NoAnswer,

    /// <summary>The agent's capacity does not allow work of this channel.</summary>
    NoCapacity,

    /// <summary>It has waited for the agent as long as it may.</summary>
    TimeLimit,
}

/// <summary>Why work came back from its agent.</summary>
public enum WorkRequeuedReason
{
    /// <summary>The agent signed out and handed it back.</summary>
    SignedOut,
}

/// <summary>Why an offer was taken back.</summary>
public enum OfferRevokedReason
{
    /// <summary>The work needs no agent any more.</summary>
    Withdrawn,

    /// <summary>A supervisor gave the work to somebody.</summary>
    Reassigned,

    /// <summary>The agent is no longer ready.</summary>
    NotReady,

    /// <summary>The agent signed out.</summary>
    SignedOut,

    /// <summary>The agent's desktop and phone are gone.</summary>
    Disconnected,

    /// <summary>Another agent who was asked at the same time has it.</summary>
    TakenByAnother,

    /// <summary>The work goes elsewhere or waits for a time.</summary>
    Moved,
}

/// <summary>Why after-contact work is over.</summary>
public enum WrapUpEndedReason
{
    /// <summary>The agent said so.</summary>
    Agent,

    /// <summary>Its time was up.</summary>
    TimeLimit,

    /// <summary>The agent signed out.</summary>
    SignedOut,
}
