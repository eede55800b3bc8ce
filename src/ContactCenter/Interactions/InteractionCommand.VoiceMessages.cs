namespace ContactCenter.Interactions;

/// <content>What an interaction is asked to do about a message its caller may leave.</content>
internal abstract partial record InteractionCommand
{
    /// <summary>Nobody can serve the work in time: the customer may leave a message.</summary>
    /// <param name="Item">The work, which has left the queues.</param>
    /// <param name="Text">What invites the customer.</param>
    public sealed record InviteMessage(WorkItemId Item, string Text) : InteractionCommand;

    /// <summary>A script has the caller leave a message.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Demand">The number of its demand.</param>
    /// <param name="Queue">Whose work the message becomes.</param>
    /// <param name="Priority">How urgent that is.</param>
    public sealed record AskVoiceMessage(Guid Run, int Demand, QueueId Queue, Priority Priority) : InteractionCommand;

    /// <summary>What the caller could say is over.</summary>
    /// <param name="Session">The call's session.</param>
    /// <param name="Recording">The recording.</param>
    /// <param name="Length">How long it is.</param>
    /// <param name="Heard">How much of that somebody is heard.</param>
    /// <param name="IsGone">Whether the caller has hung up.</param>
    /// <param name="Words">What the caller is told.</param>
    public sealed record EndVoiceMessage(SessionId Session, RecordingId Recording, TimeSpan Length, TimeSpan Heard, bool IsGone, MessageWords Words) : InteractionCommand;
}

/// <summary>What a caller is told who has left a message, or none.</summary>
/// <param name="Thanks">After a message.</param>
/// <param name="Nothing">When nothing was heard.</param>
internal sealed record MessageWords(string Thanks, string Nothing);
