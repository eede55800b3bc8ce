namespace ContactCenter.Routing;

/// <summary>Why a command was not carried out.</summary>
/// <param name="Code">The reason as a code.</param>
/// <param name="Message">The reason as a sentence with the remedy, without personal data.</param>
public sealed record RouterRefusal(RouterRefusalCode Code, string Message);

/// <summary>The reasons for which a command is not carried out.</summary>
public enum RouterRefusalCode
{
    /// <summary>The command was carried out before; nothing new happened.</summary>
    Repeated,

    /// <summary>What the command asks is so already.</summary>
    AlreadyHandled,

    /// <summary>No such queue.</summary>
    UnknownQueue,

    /// <summary>No such agent.</summary>
    UnknownAgent,

    /// <summary>No such work, or it has ended.</summary>
    UnknownWork,

    /// <summary>The agent is not signed in.</summary>
    NotSignedIn,

    /// <summary>The agent has no desktop or phone connected.</summary>
    NotConnected,

    /// <summary>The agent is signed in, which the command does not allow.</summary>
    StillSignedIn,

    /// <summary>The agent has work in hand.</summary>
    WorkInHand,

    /// <summary>The agent has no room for the work.</summary>
    NoCapacity,

    /// <summary>The work is in no agent's hands.</summary>
    NotAssigned,

    /// <summary>The agent has no such after-contact work.</summary>
    NotInWrapUp,

    /// <summary>The offer is no longer open: it expired, was revoked or declined, or the customer left.</summary>
    OfferOver,

    /// <summary>The offer was made to another agent.</summary>
    OfferNotYours,

    /// <summary>The queue holds work.</summary>
    QueueInUse,

    /// <summary>The queue is as long as it may be.</summary>
    QueueFull,

    /// <summary>A value is out of its range.</summary>
    InvalidValue,

    /// <summary>The router has more to do than it may keep; try again shortly.</summary>
    Busy,

    /// <summary>The router is shutting down.</summary>
    Stopping,

    /// <summary>The router failed at this command, twice; it is recorded and nothing was changed.</summary>
    Faulted,

    /// <summary>No such calendar.</summary>
    UnknownCalendar,

    /// <summary>Queues use the calendar.</summary>
    CalendarInUse,

    /// <summary>The work is in an agent's hands or in wrap-up, which the command does not allow.</summary>
    NotWaiting,

    /// <summary>No such transfer is under way.</summary>
    UnknownTransfer,

    /// <summary>No such campaign.</summary>
    UnknownCampaign,

    /// <summary>The campaign has lines, or uses what the command would take from it.</summary>
    CampaignInUse,

    /// <summary>The campaign's list is full, or there are as many campaigns as there may be.</summary>
    CampaignFull,

    /// <summary>No such contact on the campaign's list.</summary>
    UnknownContact,

    /// <summary>No such line, or it is over.</summary>
    UnknownLine,

    /// <summary>The outcome does not fit what is known of the line.</summary>
    WrongOutcome,

    /// <summary>The work is a campaign's, and its call has no agent yet or is not answered yet.</summary>
    CampaignWork,

    /// <summary>The work comes back to a partition that has not heard yet that it arrived elsewhere; confirm that transfer and ask again. It was not taken.</summary>
    StillLeaving,
}
