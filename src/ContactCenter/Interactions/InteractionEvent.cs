using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Interactions;

/// <summary>What happened to an interaction. Stable names; readers only add fields.</summary>
internal abstract partial record InteractionEvent
{
    private InteractionEvent()
    {
    }

    // The attribute counts for the member it stands on alone: every override says it again, or texts would stand in the log in the clear.
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>The personal text of the event, sealed beside the body.</summary>
    [JsonIgnore]
    public virtual PersonalText? Personal => null;

    /// <summary>The name under which it is sealed.</summary>
    [JsonIgnore]
    public virtual string PersonalName => DoorKinds.Text;

    /// <summary>The names of files that go with it, a line each, sealed likewise.</summary>
    [JsonIgnore]
    public virtual PersonalText? FileNames => null;

    /// <summary>What it offers to choose from, sealed likewise.</summary>
    [JsonIgnore]
    public virtual PersonalText? Offered => null;

    public sealed record InteractionOpened(CustomerId Customer, EndpointId Endpoint, ChannelKind Channel) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "interaction.opened";
    }

    /// <param name="Session">The session.</param>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Channel">The channel.</param>
    /// <param name="Thread">The thread.</param>
    /// <param name="Customer">Whose it is, where that is another customer than the interaction's: one address each, never merged.</param>
    public sealed record SessionJoined(SessionId Session, EndpointId Endpoint, ChannelKind Channel, string Thread, CustomerId? Customer = null) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "session.joined";
    }

    /// <summary>The center begins a thread on a channel; the address it goes to is sealed.</summary>
    /// <param name="Session">The session, named as the door names the one of an answer.</param>
    /// <param name="Endpoint">The endpoint.</param>
    /// <param name="Channel">The channel.</param>
    /// <param name="Thread">The thread of an answer.</param>
    /// <param name="AddressKind">What kind of address it goes to.</param>
    /// <param name="Customer">Whose address it is; not merged with the interaction's.</param>
    /// <param name="By">The agent; null for the system.</param>
    /// <param name="Address">The address.</param>
    public sealed record SessionStarted(
        SessionId Session,
        EndpointId Endpoint,
        ChannelKind Channel,
        string Thread,
        AddressKind AddressKind,
        CustomerId Customer,
        AgentId? By,
        [property: JsonIgnore] PersonalText? Address = null) : InteractionEvent
    {
        public const string Name = "session.started";
        public const string AddressField = "address";

        [JsonIgnore]
        public override string Kind => "session.started";

        [JsonIgnore]
        public override PersonalText? Personal => Address;

        [JsonIgnore]
        public override string PersonalName => AddressField;
    }

    /// <summary>A session that was started is another interaction's, which had it first: nothing more is written on it here.</summary>
    public sealed record SessionLeft(SessionId Session, InteractionId To) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "session.left";
    }

    /// <summary>The customer wants to be reached on another channel. Where, stands sealed in the message at <paramref name="At"/>.</summary>
    /// <param name="Session">The session the wish came by.</param>
    /// <param name="At">The message.</param>
    /// <param name="Channel">On which channel.</param>
    /// <param name="Endpoint">Which endpoint of ours serves it; null when none can.</param>
    /// <param name="From">Not before; null for now.</param>
    /// <param name="Until">When it is overdue; null for never.</param>
    /// <param name="Confirm">The session on which its owner is asked to confirm first; null where nothing needs to be confirmed.</param>
    /// <param name="Item">What an agent is asked for when the time has come.</param>
    public sealed record ReachRequested(
        SessionId Session,
        LogPosition At,
        ChannelKind Channel,
        EndpointId? Endpoint,
        DateTimeOffset? From,
        DateTimeOffset? Until,
        SessionId? Confirm,
        WorkItem Item) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "reach.requested";
    }

    /// <summary>The wish to be reached is confirmed by a further message.</summary>
    public sealed record ReachConfirmed(SessionId Session) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "reach.confirmed";
    }

    /// <summary>The time to be reached is over, and nobody has written on the channel that was asked for; a supervisor finds it on the list.</summary>
    public sealed record ReachOverdue(ChannelKind Channel) : InteractionEvent
    {
        public const string Name = "reach.overdue";

        [JsonIgnore]
        public override string Kind => "reach.overdue";
    }

    /// <summary>A message or a call the door took in belongs to this interaction; its text stands at <paramref name="At"/>.</summary>
    /// <param name="Session">Its session.</param>
    /// <param name="At">Where it stands.</param>
    /// <param name="OnPhone">True for a call, and for what was keyed or spoken in one.</param>
    public sealed record MessageJoined(SessionId Session, LogPosition At, bool? OnPhone = null) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "message.joined";
    }

    /// <summary>A message came too late for this interaction and goes to its successor.</summary>
    public sealed record MessageForwarded(SessionId Session, LogPosition At, InteractionId To) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "message.forwarded";
    }

    /// <param name="Item">What an agent is asked for.</param>
    /// <param name="Run">The script run that asks; null where none does.</param>
    /// <param name="BegunBy">The agent who begins it: nobody else is asked.</param>
    /// <param name="Call">The call that is made once an agent has it.</param>
    /// <param name="IsLine">True where the router has it already: a campaign's call that an agent has.</param>
    public sealed record WorkRequested(WorkItem Item, Guid? Run = null, AgentId? BegunBy = null, CallId? Call = null, bool? IsLine = null) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "work.requested";
    }

    /// <summary>The request for an agent is taken back, or the agent loses the work.</summary>
    public sealed record WorkCancelled(WorkItemId Item, WorkEnd Reason) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "work.cancelled";
    }

    public sealed record AgentJoined(AgentId Agent, WorkItemId Item) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "agent.joined";
    }

    public sealed record AgentLeft(AgentId Agent, WorkItemId Item, WorkEnd Reason) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "agent.left";
    }

    /// <summary>The agent came too late: the interaction needs nobody any more.</summary>
    public sealed record AssignmentRefused(AgentId Agent, WorkItemId Item) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "assignment.refused";
    }

    /// <summary>A message is to be sent. Its text is sealed, or, for an automatic answer, configured text in the clear.</summary>
    /// <param name="Message">Its id and idempotency key.</param>
    /// <param name="Session">The session it answers.</param>
    /// <param name="ReplyTo">The customer's message whose sender it goes to; null in a session the center has started and nobody has answered.</param>
    /// <param name="NotAfter">When sending has no sense any more.</param>
    /// <param name="Author">The agent; null for the system.</param>
    /// <param name="Answer">The automatic answer's text.</param>
    /// <param name="Text">The agent's text.</param>
    /// <param name="Attachments">What is sent along; null for nothing.</param>
    /// <param name="Names">What is sent along is called so, a line each; null for no names.</param>
    /// <param name="Repeats">The message that did not arrive and is sent again by this one; who wanted it is the entry's actor.</param>
    /// <param name="Purpose">What an automatic answer is, where it is more than one.</param>
    /// <param name="Item">The work it is about, where it has a purpose.</param>
    /// <param name="Run">The script run that says it.</param>
    /// <param name="Demand">The number of that run's demand.</param>
    /// <param name="Choices">What the customer can choose, as <see cref="OfferedChoices"/> writes it; null for nothing.</param>
    /// <param name="Spoken">How it is said on a telephone, and what is collected after it.</param>
    public sealed record MessageIntended(
        MessageId Message,
        SessionId Session,
        LogPosition? ReplyTo,
        DateTimeOffset NotAfter,
        AgentId? Author,
        string? Answer,
        [property: JsonIgnore] PersonalText? Text = null,
        ImmutableArray<AttachedMedium>? Attachments = null,
        MessageId? Repeats = null,
        [property: JsonIgnore] PersonalText? Names = null,
        MessagePurpose? Purpose = null,
        WorkItemId? Item = null,
        Guid? Run = null,
        int? Demand = null,
        [property: JsonIgnore] PersonalText? Choices = null,
        SpokenPlan? Spoken = null) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "message.intended";

        [JsonIgnore]
        public override PersonalText? Personal => Text;

        [JsonIgnore]
        public override PersonalText? FileNames => Names;

        [JsonIgnore]
        public override PersonalText? Offered => Choices;
    }

    /// <summary>A script is to receive the customer.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Script">The script's name.</param>
    /// <param name="Session">The customer's session.</param>
    /// <param name="At">The message that led to it.</param>
    public sealed record ScriptRequested(Guid Run, string Script, SessionId Session, LogPosition At) : InteractionEvent
    {
        public const string Name = "script.requested";

        [JsonIgnore]
        public override string Kind => "script.requested";
    }

    /// <summary>A script that began in another interaction goes on in this one, since that one is closed.</summary>
    public sealed record ScriptJoined(Guid Run) : InteractionEvent
    {
        public const string Name = "script.joined";

        [JsonIgnore]
        public override string Kind => "script.joined";
    }

    /// <summary>The script has nothing more to say here.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="Outcome">Its outcome; null when it ended without one.</param>
    /// <param name="IsFault">Whether it could not go on.</param>
    public sealed record ScriptLeft(Guid Run, string? Outcome, bool IsFault) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "script.left";
    }

    /// <summary>A script wants something of a closed interaction: another one sees to it.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="At">Its step.</param>
    /// <param name="To">The other interaction.</param>
    /// <param name="Session">Where the customer wrote last here.</param>
    /// <param name="LastInbound">What was written there last.</param>
    public sealed record ScriptForwarded(Guid Run, LogPosition At, InteractionId To, SessionId? Session, LogPosition? LastInbound) : InteractionEvent
    {
        public const string Name = "script.forwarded";

        [JsonIgnore]
        public override string Kind => "script.forwarded";
    }

    public sealed record NoteAdded(AgentId Author, [property: JsonIgnore] PersonalText? Text = null) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "note.added";

        [JsonIgnore]
        public override PersonalText? Personal => Text;
    }

    /// <summary>The conversation is over; its agent, if it had one, goes to wrap-up.</summary>
    public sealed record InteractionEnded(string By, WorkItemId? Item, AgentId? Agent) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "interaction.ended";
    }

    public sealed record InteractionClosed(string By, DispositionCode Disposition, WorkItemId? Item, AgentId? Agent) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "interaction.closed";
    }

    /// <summary>The interaction wants to be woken. Under the id of a timer that is on, it moves that timer.</summary>
    /// <param name="Timer">Its id.</param>
    /// <param name="Name">What it is for; one of <see cref="TimerNames"/>.</param>
    /// <param name="Due">When.</param>
    public sealed record TimerSet(TimerId Timer, string Name, DateTimeOffset Due) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "timer.set";
    }

    /// <summary>The waking is not wanted any more. Closing an interaction ends its timers without saying so of each.</summary>
    public sealed record TimerCancelled(TimerId Timer) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "timer.cancelled";
    }

    /// <summary>The time came. How late it was seen is the entry's time less <paramref name="Due"/>.</summary>
    public sealed record TimerFired(TimerId Timer, DateTimeOffset Due) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "timer.fired";
    }

    /// <summary>A command could not be decided; a supervisor finds it on the list.</summary>
    public sealed record CommandFaulted(string Command, string Fault) : InteractionEvent
    {
        [JsonIgnore]
        public override string Kind => "command.faulted";
    }
}

/// <summary>What an automatic message means beyond its text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessagePurpose>))]
internal enum MessagePurpose
{
    /// <summary>Where the customer stands in line; nothing is promised by it.</summary>
    Announcement,

    /// <summary>The customer need not wait: the work keeps its place until somebody answers.</summary>
    Promise,
}

/// <summary>Why a request for an agent, or an agent's part in it, is over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkEnd>))]
internal enum WorkEnd
{
    /// <summary>Given to another queue or agent.</summary>
    Transferred,

    /// <summary>A supervisor gave it to somebody else.</summary>
    Reassigned,

    /// <summary>The agent signed out.</summary>
    SignedOut,

    /// <summary>The interaction was closed.</summary>
    Closed,

    /// <summary>The queue refused it.</summary>
    Refused,

    /// <summary>Nobody could serve it in time, and its queue's rules led it out.</summary>
    Overflowed,

    /// <summary>The center failed at it; a supervisor finds it on the list.</summary>
    Faulted,

    /// <summary>The script that asked for somebody goes on without.</summary>
    Withdrawn,

    /// <summary>The customer may leave a message instead.</summary>
    VoiceMessage,

    /// <summary>The campaign's call reached nobody.</summary>
    NotReached,
}
