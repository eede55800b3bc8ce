using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Interactions;

/// <summary>What an interaction is asked to do.</summary>
internal abstract record InteractionCommand
{
    private InteractionCommand()
    {
    }

    /// <summary>A message that came through the door.</summary>
    public sealed record ReceiveMessage(
        EntryId Message,
        LogPosition At,
        CustomerId Customer,
        SessionId Session,
        EndpointId Endpoint,
        ChannelKind Channel,
        string Thread,
        DateTimeOffset ReceivedAt,
        EndpointPolicy Policy) : InteractionCommand;

    /// <summary>The router has found an agent.</summary>
    public sealed record AssignAgent(WorkItemId Item, AgentId Agent) : InteractionCommand
    {
        /// <summary>After how long the interaction has been silent for good, when it cannot take the agent and nobody is asked for it any more.</summary>
        public TimeSpan SilenceAfter { get; init; } = TimeSpan.FromHours(24);
    }

    /// <summary>The router knows nobody who could take the work now, or the queue is full.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Answer">What the customer is told; empty where nothing is configured.</param>
    /// <param name="Waits">Whether the work waits all the same.</param>
    /// <param name="SilenceAfter">After how long the interaction, when nobody is asked for it any more, has been silent for good.</param>
    public sealed record NobodyCan(WorkItemId Item, bool Waits, string Answer, TimeSpan SilenceAfter) : InteractionCommand;

    /// <summary>The agent had to give the work back; it waits again.</summary>
    public sealed record WorkGivenBack(WorkItemId Item, AgentId Agent) : InteractionCommand;

    /// <summary>The time for the outcome is up.</summary>
    public sealed record WrapUpOver(WorkItemId Item, AgentId Agent) : InteractionCommand;

    /// <summary>The time has come that the interaction asked to be woken at.</summary>
    /// <param name="Timer">The timer.</param>
    /// <param name="Due">Its time: another one means that it was moved since.</param>
    public sealed record FireTimer(TimerId Timer, DateTimeOffset Due) : InteractionCommand;

    public sealed record WriteMessage(AgentId Author, SessionId Session, PersonalText Text, DateTimeOffset NotAfter, ImmutableArray<AttachedMedium>? Attachments = null) : InteractionCommand;

    public sealed record WriteNote(AgentId Author, PersonalText Text) : InteractionCommand;

    /// <summary>Give the work to a queue, or to an agent by way of a queue.</summary>
    public sealed record TransferWork(QueueId? Queue, AgentId? Agent) : InteractionCommand;

    public sealed record EndConversation : InteractionCommand;

    /// <summary>The customer ends the conversation.</summary>
    /// <param name="Session">The customer's own session, where it was said.</param>
    public sealed record LeaveConversation(SessionId Session) : InteractionCommand;

    public sealed record CloseInteraction(DispositionCode Disposition) : InteractionCommand;
}

/// <summary>A command with who gives it and what it follows from.</summary>
/// <param name="Id">The key of a person's command, or the id of the entry it follows from.</param>
/// <param name="Source">The position of that entry; null for people's commands.</param>
/// <param name="By">Who.</param>
/// <param name="Command">What is asked.</param>
/// <param name="IsSupervisor">Whether the person may act on others' work.</param>
internal sealed record InteractionInput(Guid Id, LogPosition? Source, Principal By, InteractionCommand Command, bool IsSupervisor = false)
{
    /// <summary>The W3C trace under which it was given.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>How an endpoint was served at the moment a message came.</summary>
internal sealed record EndpointPolicy(QueueId Queue, Priority Priority, bool IsOpen, bool QueueWhenClosed, string ClosedAnswer)
{
    /// <summary>After how long an interaction for which nobody is asked has been silent for good.</summary>
    public TimeSpan SilenceAfter { get; init; } = TimeSpan.FromHours(24);
}
