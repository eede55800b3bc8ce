using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>An interaction in one line.</summary>
/// <param name="Interaction">Its id.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="CustomerName">A short name or address to show; empty when it cannot be read any more.</param>
/// <param name="Channel">The channel it began on.</param>
/// <param name="Endpoint">The endpoint it began at.</param>
/// <param name="Queue">The queue it went to last.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Agent">Who has it, or had it last.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Disposition">Its outcome.</param>
/// <param name="Unanswered">How many customer messages came after our last one.</param>
public sealed record InteractionSummary(
    InteractionId Interaction,
    CustomerId Customer,
    string CustomerName,
    ChannelKind Channel,
    EndpointId Endpoint,
    QueueId? Queue,
    InteractionStatus Status,
    AgentId? Agent,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    DispositionCode? Disposition,
    int Unanswered)
{
    /// <summary>From when on the customer wants to be reached, while nobody is asked for it yet; null otherwise.</summary>
    public DateTimeOffset? ReachFrom { get; init; }

    /// <summary>Whether its caller has left a voice message.</summary>
    public bool HasVoiceMessage { get; init; }

    /// <summary>The customer's telephone number, which can be called back; null where none is known or can be read.</summary>
    public Address? Phone { get; init; }
}

/// <summary>How far an interaction is.</summary>
public enum InteractionStatus
{
    /// <summary>Nobody has it yet.</summary>
    Waiting,

    /// <summary>An agent has it.</summary>
    Assigned,

    /// <summary>The conversation is over; the agent is writing up the outcome.</summary>
    WrapUp,

    /// <summary>Closed.</summary>
    Closed,

    /// <summary>Answered automatically; nobody is asked for it until the customer writes again.</summary>
    Answered,
}

/// <summary>An interaction with everything said in it.</summary>
/// <param name="Summary">The line.</param>
/// <param name="Sessions">Its sessions.</param>
/// <param name="Timeline">What happened, oldest first, over all channels.</param>
/// <param name="MayWrite">Whether this person may write to the customer.</param>
public sealed record InteractionView(
    InteractionSummary Summary,
    IReadOnlyList<SessionView> Sessions,
    IReadOnlyList<TimelineItem> Timeline,
    bool MayWrite)
{
    /// <summary>Whether the customer's key is damaged: then what was said is shown as if it were erased, and can be read again if the key is restored.</summary>
    public bool IsKeyDamaged { get; init; }

    /// <summary>The endpoints from which this person can go on with the customer on another channel; empty for who may not write.</summary>
    public IReadOnlyList<StartableEndpoint> Startable { get; init; } = [];

    /// <summary>The call that is on; null for none.</summary>
    public CallView? Call { get; init; }

    /// <summary>The endpoints from which this person can call the customer (<see cref="DeskCommand.PlaceCall"/>); empty for who may not, and while a call is on.</summary>
    public IReadOnlyList<StartableEndpoint> Callable { get; init; } = [];

    /// <summary>The script that guides this person; null where none is on, or another has the conversation.</summary>
    public ScriptView? Script { get; init; }

    /// <summary>What was recorded of its calls, the oldest first. One whose time is over is not listed.</summary>
    public IReadOnlyList<RecordingView> Recordings { get; init; } = [];

    /// <summary>Where the customer may be reached: known addresses first, then those that are only claimed or asked for. Hostile text.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];
}

/// <summary>An endpoint on which the center can write first.</summary>
/// <param name="Endpoint">Its id.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Address">Its own address, which the customer will see.</param>
/// <param name="To">The kind of address it reaches.</param>
public sealed record StartableEndpoint(EndpointId Endpoint, ChannelKind Channel, string Address, AddressKind To);

/// <summary>How a customer has asked to be reached.</summary>
/// <param name="Channel">On which channel.</param>
/// <param name="Address">Where: hostile, and nobody has checked it; null when it has been erased.</param>
/// <param name="From">Not before; null for at once.</param>
/// <param name="Until">When it is no use any more; null for never.</param>
/// <param name="Endpoint">Which endpoint of ours serves it; null when none can, and the agent has to find another way.</param>
public sealed record ReachView(ChannelKind Channel, Address? Address, DateTimeOffset? From, DateTimeOffset? Until, EndpointId? Endpoint);

/// <summary>A thread on one channel.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Address">The customer's address; empty when it cannot be read any more.</param>
public sealed record SessionView(SessionId Session, ChannelKind Channel, EndpointId Endpoint, string Address)
{
    /// <summary>What may be sent along; null where nothing can be.</summary>
    public MediaLimits? Media { get; init; }

    /// <summary>Whether the customer has the conversation open now; null where the channel cannot tell.</summary>
    public bool? IsCustomerHere { get; init; }
}

/// <summary>One thing that happened in an interaction.</summary>
/// <param name="Id">The log entry's id.</param>
/// <param name="Position">Its position.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Author">Who: <c>customer</c>, an agent's display name, or <c>system</c>.</param>
public sealed record TimelineItem(EntryId Id, long Position, DateTimeOffset Time, TimelineKind Kind, string Author)
{
    /// <summary>The text as it was written: hostile, to be encoded. Null where there is none or it has been erased (<see cref="IsErased"/>).</summary>
    public string? Text { get; init; }

    /// <summary>Whether there was a text whose key has been destroyed.</summary>
    public bool IsErased { get; init; }

    /// <summary>The session it belongs to.</summary>
    public SessionId? Session { get; init; }

    /// <summary>The channel it went by.</summary>
    public ChannelKind? Channel { get; init; }

    /// <summary>For messages to the customer: how far it has come.</summary>
    public MessageState? State { get; init; }

    /// <summary>For messages to the customer: which one, for <see cref="DeskCommand.Resend"/>.</summary>
    public MessageId? Message { get; init; }

    /// <summary>For messages to the customer: the one that did not arrive and is sent again by this one.</summary>
    public MessageId? Repeats { get; init; }

    /// <summary>Who sent it again, by display name; null where nothing is repeated.</summary>
    public string? ResentBy { get; init; }

    /// <summary>Whether it has been sent again.</summary>
    public bool IsResent { get; init; }

    /// <summary>Whether this person can send it again (<see cref="DeskCommand.Resend"/>): it failed, or nobody knows.</summary>
    public bool CanResend { get; init; }

    /// <summary>For messages: why it failed, as a stable code.</summary>
    public string? Code { get; init; }

    /// <summary>What the customer filled in along with a message: hostile text.</summary>
    public IReadOnlyList<MessageField> Fields { get; init; } = [];

    /// <summary>What the customer has agreed to along with a message.</summary>
    public MessageConsent? Consent { get; init; }

    /// <summary>Addresses the customer says to have, and nobody has checked.</summary>
    public IReadOnlyList<Address> Claims { get; init; } = [];

    /// <summary>How the customer has asked, along with a message, to be reached.</summary>
    public ReachView? Reach { get; init; }

    /// <summary>The pictures and documents of a message.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>For messages to the customer: what was offered to choose from, as buttons or numbered lines.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>For other happenings: the entry's kind, such as <c>agent.joined</c>, and its details by name.</summary>
    public string? Event { get; init; }

    /// <summary>Details of the happening, opaque ids and keys only.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a line of the timeline is.</summary>
public enum TimelineKind
{
    /// <summary>From the customer.</summary>
    MessageIn,

    /// <summary>To the customer.</summary>
    MessageOut,

    /// <summary>Between colleagues.</summary>
    Note,

    /// <summary>Something else that happened.</summary>
    Event,
}

/// <summary>How far a message to the customer has come.</summary>
public enum MessageState
{
    /// <summary>To be sent.</summary>
    Intended,

    /// <summary>Being sent.</summary>
    Attempting,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>The customer's device has it.</summary>
    Delivered,

    /// <summary>The customer has opened it.</summary>
    Read,

    /// <summary>It was not sent, or did not arrive.</summary>
    Failed,

    /// <summary>Nobody knows; it stands on the supervisor's list.</summary>
    Unknown,
}
