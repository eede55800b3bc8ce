namespace ContactCenter.Desk;

/// <summary>
/// Something happened: what changed, so that a desktop can ask for what it shows. A supervisor gets one for each change. An agent does for what
/// is the agent's own; of the rest one per kind says twice a second at most that something changed, without ids and entry.
/// </summary>
/// <param name="Kind">What kind of change.</param>
/// <param name="Position">The log position it stands at.</param>
/// <param name="Time">When.</param>
public sealed record DeskEvent(DeskEventKind Kind, long Position, DateTimeOffset Time)
{
    /// <summary>The interaction it is about; null also where it is somebody else's.</summary>
    public InteractionId? Interaction { get; init; }

    /// <summary>The agent it is about; null also where that is not for this person.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>The offer it is about, where <see cref="Kind"/> is <see cref="DeskEventKind.Offer"/>.</summary>
    public OfferId? Offer { get; init; }

    /// <summary>The kind of the log entry behind it, such as <c>offer.made</c>.</summary>
    public string Entry { get; init; } = "";
}

/// <summary>The kinds of changes a desktop hears of.</summary>
public enum DeskEventKind
{
    /// <summary>Events were missed; ask for everything again.</summary>
    Resync,

    /// <summary>An offer was made, taken, declined, expired or revoked.</summary>
    Offer,

    /// <summary>An interaction changed: a message, a note, an assignment, its end.</summary>
    Interaction,

    /// <summary>A queue changed.</summary>
    Queue,

    /// <summary>An agent's presence changed.</summary>
    Presence,

    /// <summary>Something needs a person, or does no longer.</summary>
    Attention,

    /// <summary>The interaction's customer is typing. Not kept; over after some seconds without another one.</summary>
    CustomerTyping,

    /// <summary>The interaction's customer has stopped typing. Not kept.</summary>
    CustomerPaused,

    /// <summary>What is configured changed: what there is to choose may be new.</summary>
    Configuration,

    /// <summary>The interaction's customer has the conversation open. Not kept; how it is now says <see cref="SessionView.IsCustomerHere"/>.</summary>
    CustomerCame,

    /// <summary>The interaction's customer has closed the conversation, or lost the connection. Not kept.</summary>
    CustomerLeft,

    /// <summary>Somebody else's call was parked: <see cref="AgentView.Parked"/> has it. That it was picked up is an <see cref="Interaction"/>.</summary>
    Parking,
}
