using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>A person's own presence, offers and work.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Name">The display name.</param>
/// <param name="Presence">Signed out, ready or not.</param>
/// <param name="Reason">Why not ready.</param>
/// <param name="Connected">Whether a desktop is connected; without one no work is offered.</param>
/// <param name="Since">Since when the presence has been so.</param>
/// <param name="CapacityUsed">Units in use.</param>
/// <param name="CapacityTotal">Units there are.</param>
/// <param name="Offers">What is being offered now.</param>
/// <param name="Work">The interactions in hand, also those in wrap-up; oldest first.</param>
public sealed record AgentView(
    AgentId Agent,
    string Name,
    Presence Presence,
    NotReadyReason? Reason,
    bool Connected,
    DateTimeOffset Since,
    int CapacityUsed,
    int CapacityTotal,
    IReadOnlyList<OfferView> Offers,
    IReadOnlyList<WorkView> Work)
{
    /// <summary>The calls that wait to be picked up (<see cref="DeskCommand.PickUpCall"/>), the oldest first.</summary>
    public IReadOnlyList<ParkedCallView> Parked { get; init; } = [];
}

/// <summary>Whether an agent takes work. Connection and capacity are facts of their own.</summary>
public enum Presence
{
    /// <summary>Not at work.</summary>
    SignedOut,

    /// <summary>At work, takes none now.</summary>
    NotReady,

    /// <summary>Takes work.</summary>
    Ready,
}

/// <summary>Work that is being offered.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Interaction">The interaction.</param>
/// <param name="Queue">The queue it waits in.</param>
/// <param name="Channel">The channel it came by.</param>
/// <param name="Customer">A short name or address to show, as far as it can be read.</param>
/// <param name="WaitingSince">Since when the customer waits.</param>
/// <param name="OfferedAt">When the offer was made.</param>
/// <param name="ExpiresAt">When it goes to somebody else.</param>
public sealed record OfferView(
    OfferId Offer,
    InteractionId Interaction,
    QueueId Queue,
    ChannelKind Channel,
    string Customer,
    DateTimeOffset WaitingSince,
    DateTimeOffset OfferedAt,
    DateTimeOffset ExpiresAt);

/// <summary>A call that waits in a parking place.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="Customer">A short name or address to show, as far as it can be read.</param>
/// <param name="Queue">The queue it was taken from.</param>
/// <param name="Place">The place; a telephone picks it up by dialling the code for that and this.</param>
/// <param name="Since">Since when it is there.</param>
/// <param name="By">Who parked it, by display name.</param>
public sealed record ParkedCallView(InteractionId Interaction, string Customer, QueueId? Queue, string Place, DateTimeOffset Since, string By);

/// <summary>Work in hand.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="WrapUpUntil">When wrap-up ends by itself; null while the conversation is on.</param>
/// <param name="InWrapUp">Whether the conversation has ended and its outcome is due.</param>
public sealed record WorkView(InteractionSummary Interaction, DateTimeOffset? WrapUpUntil, bool InWrapUp);
