using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Interactions;

/// <summary>What an interaction is asked to do.</summary>
internal abstract partial record InteractionCommand
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
        EndpointPolicy Policy) : InteractionCommand
    {
        /// <summary>How the customer wants to be reached.</summary>
        public ReachPlan? Reach { get; init; }

        /// <summary>Whether it is a call, or was keyed or spoken in one.</summary>
        public PhonePart OnPhone { get; init; }
    }

    /// <summary>The router has found an agent.</summary>
    public sealed record AssignAgent(WorkItemId Item, AgentId Agent) : InteractionCommand
    {
        /// <summary>After how long the interaction has been silent for good, when it cannot take the agent and nobody is asked for it any more.</summary>
        public TimeSpan SilenceAfter { get; init; } = TimeSpan.FromHours(24);

        /// <summary>The script that guides the agent, where none has the conversation; null for none.</summary>
        public string? Script { get; init; }

        /// <summary>What is assigned, should it be a campaign's line, which the interaction has not asked for.</summary>
        public WorkItem? Line { get; init; }

        /// <summary>Whether the call of that line is over already.</summary>
        public bool IsOver { get; init; }
    }

    /// <summary>The router knows nobody who could take the work now, or the queue is full.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Answer">What the customer is told; empty where nothing is configured.</param>
    /// <param name="Waits">Whether the work waits all the same.</param>
    /// <param name="SilenceAfter">After how long the interaction, when nobody is asked for it any more, has been silent for good.</param>
    public sealed record NobodyCan(WorkItemId Item, bool Waits, string Answer, TimeSpan SilenceAfter) : InteractionCommand;

    /// <summary>The work has overflowed out of the queues: the customer is told so, and it is over.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Answer">What the customer is told.</param>
    public sealed record WorkLeft(WorkItemId Item, string Answer) : InteractionCommand;

    /// <summary>The work overflows to a promise: the customer need not wait for the answer.</summary>
    /// <param name="Item">The work, which waits on.</param>
    /// <param name="Text">What the customer is told.</param>
    public sealed record PromiseAnswer(WorkItemId Item, string Text) : InteractionCommand;

    /// <summary>The customer is to be told where the work stands.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Text">What the customer is told.</param>
    /// <param name="NotAfter">When that is not true any more.</param>
    public sealed record Announce(WorkItemId Item, string Text, DateTimeOffset NotAfter) : InteractionCommand;

    /// <summary>A script run stands at its next demand.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Demand">The number of its demand.</param>
    /// <param name="Wish">What it wants here.</param>
    /// <param name="At">Its step.</param>
    public sealed record FollowScript(Guid Run, int Demand, ScriptWish Wish, LogPosition At) : InteractionCommand
    {
        /// <summary>Whether it does not wait for an agent any more.</summary>
        public bool Withdraws { get; init; }

        /// <summary>What a new interaction is opened with, where this one is to be that.</summary>
        public ScriptMove? From { get; init; }
    }

    /// <summary>The agent had to give the work back; it waits again.</summary>
    public sealed record WorkGivenBack(WorkItemId Item, AgentId Agent) : InteractionCommand;

    /// <summary>The time for the outcome is up.</summary>
    public sealed record WrapUpOver(WorkItemId Item, AgentId Agent) : InteractionCommand;

    /// <summary>The time has come that the interaction asked to be woken at.</summary>
    /// <param name="Timer">The timer.</param>
    /// <param name="Due">Its time: another one means that it was moved since.</param>
    public sealed record FireTimer(TimerId Timer, DateTimeOffset Due) : InteractionCommand;

    public sealed record WriteMessage(AgentId Author, SessionId Session, PersonalText Text, DateTimeOffset NotAfter, ImmutableArray<AttachedMedium>? Attachments = null, PersonalText? Names = null) : InteractionCommand;

    /// <summary>Send a message again that did not arrive, or of which nobody knows.</summary>
    /// <param name="Message">Which.</param>
    /// <param name="Found">What has become of it; null when the interaction has no such message.</param>
    /// <param name="NotAfter">When sending has no sense any more.</param>
    /// <param name="AcceptsDuplicate">Whether the person knows that the customer may get it twice.</param>
    public sealed record ResendMessage(MessageId Message, FoundMessage? Found, DateTimeOffset NotAfter, bool AcceptsDuplicate) : InteractionCommand;

    /// <summary>Begin a thread on another channel.</summary>
    public sealed record StartSession(AgentId Author, NewSession Session) : InteractionCommand;

    /// <summary>A session that was started here is another interaction's.</summary>
    public sealed record LeaveSession(SessionId Session, InteractionId To) : InteractionCommand;

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

/// <summary>What something that came in is to a telephone call.</summary>
internal enum PhonePart
{
    /// <summary>Nothing: it was written.</summary>
    None,

    /// <summary>The call itself.</summary>
    Call,

    /// <summary>What was keyed or spoken in one. It answers a script, and is nothing by itself.</summary>
    Answer,
}

/// <summary>How an endpoint was served at the moment a message came.</summary>
internal sealed record EndpointPolicy(QueueId Queue, Priority Priority, bool IsOpen, bool QueueWhenClosed, string ClosedAnswer)
{
    /// <summary>The script that receives the customer; null for an agent.</summary>
    public string? Script { get; init; }

    /// <summary>After how long an interaction for which nobody is asked has been silent for good.</summary>
    public TimeSpan SilenceAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The agent who had the customer last, where the queue lets work wait for that agent; null for everyone.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>How long it waits for <see cref="Agent"/> alone.</summary>
    public TimeSpan? AgentLimit { get; init; }
}

/// <summary>A message to the customer as the log has it.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Intended">The intention it was sent by.</param>
/// <param name="Text">An agent's text; null for an automatic answer, and when it has been erased.</param>
/// <param name="Names">What was sent along is called so; null for no names.</param>
/// <param name="Choices">What it offered to choose from; null for nothing.</param>
internal sealed record FoundMessage(
    Desk.MessageState State, InteractionEvent.MessageIntended Intended, PersonalText? Text, PersonalText? Names = null, PersonalText? Choices = null);

/// <summary>A session the center can start: everything about it that has to be looked up.</summary>
/// <param name="Id">The session, as the door will name it.</param>
/// <param name="Endpoint">From where.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Thread">The thread of an answer.</param>
/// <param name="AddressKind">What kind of address it goes to.</param>
/// <param name="Customer">Whose address it is.</param>
/// <param name="Address">The address.</param>
internal sealed record NewSession(
    SessionId Id, EndpointId Endpoint, ChannelKind Channel, string Thread, AddressKind AddressKind, CustomerId Customer, PersonalText Address);

/// <summary>How a wish to be reached can be met.</summary>
/// <param name="Channel">On which channel.</param>
/// <param name="Endpoint">Which endpoint of ours serves it; null when none can, and a person has to see to it.</param>
/// <param name="From">Not before.</param>
/// <param name="Until">When it is no use any more.</param>
/// <param name="Confirm">Where the wish is to be confirmed first; null where that is not asked for, or cannot be.</param>
/// <param name="Confirmation">The text that asks to confirm.</param>
internal sealed record ReachPlan(
    ChannelKind Channel, EndpointId? Endpoint, DateTimeOffset? From, DateTimeOffset? Until, NewSession? Confirm = null, PersonalText? Confirmation = null);

/// <summary>What a script wants of its interaction.</summary>
internal abstract record ScriptWish
{
    private ScriptWish()
    {
    }

    /// <summary>Nothing, for now.</summary>
    public sealed record Nothing : ScriptWish;

    /// <summary>Say something where the customer wrote last.</summary>
    public sealed record Say(PersonalText Text, PersonalText? Choices, DateTimeOffset NotAfter, SpokenPlan? Spoken = null) : ScriptWish
    {
        /// <summary>The session of the run's own call, where there is one: it is said there.</summary>
        public SessionId? In { get; init; }
    }

    /// <summary>Call somebody: at once, or once an agent of a queue is there.</summary>
    public sealed record Call(CallId Id, NewSession Session, QueueId? Queue, Priority Priority) : ScriptWish
    {
        /// <summary>Whether it is found out first if a person or a machine answers.</summary>
        public bool IsScreened { get; init; }
    }

    /// <summary>Hang up the run's own call.</summary>
    public sealed record HangUp(CallId Id, SessionId Session) : ScriptWish;

    /// <summary>Write to these addresses.</summary>
    public sealed record Write(ImmutableArray<NewSession> Sessions, PersonalText Text, PersonalText? Choices, DateTimeOffset NotAfter) : ScriptWish;

    /// <summary>An agent of a queue.</summary>
    public sealed record Agent(QueueId Queue, Priority Priority) : ScriptWish;

    /// <summary>A person for the customer, who wrote what the script does not hear while it waits, or whose script has halted. The script stays.</summary>
    public sealed record Person(QueueId Queue, Priority Priority) : ScriptWish;

    /// <summary>Nothing any more.</summary>
    /// <param name="Outcome">Its outcome; null for none.</param>
    public sealed record End(string? Outcome) : ScriptWish;

    /// <summary>It cannot go on: a person has to.</summary>
    public sealed record Rescue(QueueId Queue, Priority Priority) : ScriptWish;
}

/// <summary>A script that goes on in another interaction.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Endpoint">The endpoint the customer came by.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Session">Where the customer wrote last; null when nowhere.</param>
/// <param name="Thread">The thread of it.</param>
/// <param name="LastInbound">What was written last.</param>
internal sealed record ScriptMove(CustomerId Customer, EndpointId Endpoint, ChannelKind Channel, SessionId? Session, string Thread, LogPosition? LastInbound);
