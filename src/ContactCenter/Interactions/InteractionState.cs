using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Interactions;

/// <summary>What an interaction's decisions rest on: opaque ids only. A cache of its stream.</summary>
internal sealed record InteractionState
{
    /// <summary>How many commands of people are remembered, so that a repeated one is not done twice.</summary>
    public const int CommandWindow = 64;

    public required InteractionId Id { get; init; }

    public InteractionPhase Phase { get; init; }

    public CustomerId Customer { get; init; }

    public ImmutableArray<SessionState> Sessions { get; init; } = [];

    /// <summary>The request for an agent that is on, in whatever stage.</summary>
    public WorkItem? Work { get; init; }

    /// <summary>Who has it: may write and finish.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>Where messages go that come after the end.</summary>
    public InteractionId? Successor { get; init; }

    /// <summary>The work items whose customer has been told that nobody can take the message now.</summary>
    public ImmutableHashSet<WorkItemId> Answered { get; init; } = [];

    /// <summary>The work whose customer has been told not to wait: somebody will call or write.</summary>
    public WorkItemId? Promised { get; init; }

    /// <summary>The messages that were sent again, each once: a second time it is the repetition that is repeated.</summary>
    public ImmutableHashSet<MessageId> Resent { get; init; } = [];

    /// <summary>When it wants to be woken, and what for.</summary>
    public ImmutableArray<TimerState> Timers { get; init; } = [];

    /// <summary>How the customer wants to be reached; null for an answer in the session itself.</summary>
    public ReachState? Reach { get; init; }

    /// <summary>The script runs that speak here, the oldest first.</summary>
    public ImmutableArray<Guid> Runs { get; init; } = [];

    /// <summary>The run that asked for <see cref="Work"/>; null where none did.</summary>
    public Guid? WorkBy { get; init; }

    /// <summary>The message its caller leaves or has left; null for none.</summary>
    public VoiceMessageState? Message { get; init; }

    /// <summary>The call that is made once an agent has the conversation.</summary>
    public OpeningCall? Opening { get; init; }

    /// <summary>The attempt of a campaign that is on, while no agent has talked with the customer.</summary>
    public LineState? Line { get; init; }

    /// <summary>The last position of the log whose entry has been reacted to.</summary>
    public LogPosition? Watermark { get; init; }

    /// <summary>The keys of the last commands that came from people.</summary>
    public ImmutableQueue<Guid> Commands { get; init; } = [];

    /// <summary>How many keys <see cref="Commands"/> holds.</summary>
    public int CommandCount { get; init; }

    /// <summary>How many entries its stream has.</summary>
    public long Version { get; init; }

    /// <summary>Whose a session is: its texts are sealed under that customer's key.</summary>
    public CustomerId CustomerOf(SessionId? session) => session is { } id && Session(id)?.Customer is { } customer ? customer : Customer;

    public SessionState? Session(SessionId id) => Sessions.FirstOrDefault(s => s.Id == id);
}

/// <summary>How far an interaction is.</summary>
internal enum InteractionPhase
{
    /// <summary>It does not exist yet.</summary>
    New,

    /// <summary>The conversation is on.</summary>
    Open,

    /// <summary>The conversation is over, its outcome is due.</summary>
    Ended,

    /// <summary>Over.</summary>
    Closed,
}

/// <summary>A time at which an interaction wants to be woken.</summary>
internal sealed record TimerState(TimerId Id, string Name, DateTimeOffset Due);

/// <summary>What an interaction's timers are for.</summary>
internal static class TimerNames
{
    /// <summary>Nobody is asked for it, and the customer has been silent for so long that it is over.</summary>
    public const string Silence = "silence";

    /// <summary>The customer wants to be reached from then on.</summary>
    public const string Reach = "reach";

    /// <summary>The customer wanted to be reached until then.</summary>
    public const string ReachUntil = "reach-until";

    /// <summary>A voice message found its queue full and asks again.</summary>
    public const string VoiceMessage = "voice-message";

    /// <summary>A script run wants to be woken; the timer's id is the run's. Not an interaction's.</summary>
    public const string Script = "script";
}

/// <summary>A call that waits for its agent.</summary>
/// <param name="Call">The call.</param>
/// <param name="By">The agent; null for whoever gets the work.</param>
/// <param name="Session">Its session.</param>
/// <param name="Endpoint">From where.</param>
/// <param name="Run">The script run that wants it; null for none.</param>
internal sealed record OpeningCall(CallId Call, AgentId? By, SessionId Session, EndpointId Endpoint, Guid? Run);

/// <summary>A campaign's attempt.</summary>
/// <param name="Id">The line.</param>
/// <param name="Call">Its call; null before it is dialled.</param>
/// <param name="Session">The session of that.</param>
internal sealed record LineState(WorkItemId Id, CallId? Call = null, SessionId? Session = null);

/// <summary>A thread on one channel.</summary>
/// <param name="Id">The session.</param>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Channel">The channel.</param>
/// <param name="LastInbound">The customer's last message: its sender is who gets the answer. Null until there is one.</param>
/// <param name="Customer">Whose it is; null for the interaction's own customer.</param>
/// <param name="IsReleased">Whether it is a call that the center is done with: its end says nothing of the customer.</param>
internal sealed record SessionState(SessionId Id, EndpointId Endpoint, ChannelKind Channel, LogPosition? LastInbound = null, CustomerId? Customer = null, bool IsReleased = false);

/// <summary>A message a caller leaves.</summary>
/// <param name="Session">The call's session.</param>
/// <param name="Queue">Whose work it becomes.</param>
/// <param name="Priority">How urgent that is.</param>
/// <param name="Run">The script run that wanted it; null where none did.</param>
/// <param name="Demand">The number of that run's demand.</param>
/// <param name="Recording">The message; null while it is taken.</param>
internal sealed record VoiceMessageState(SessionId Session, QueueId Queue, Priority Priority, Guid? Run, int? Demand, RecordingId? Recording);

/// <summary>How far the wish to be reached is.</summary>
/// <param name="Channel">On which channel.</param>
/// <param name="From">Not before.</param>
/// <param name="Until">When it is overdue.</param>
/// <param name="Confirm">The session on which its owner was asked to confirm.</param>
/// <param name="IsConfirmed">Whether it needs no confirmation, or has it.</param>
/// <param name="IsServed">Whether an agent has written on the channel.</param>
/// <param name="Item">What an agent is asked for.</param>
internal sealed record ReachState(ChannelKind Channel, DateTimeOffset? From, DateTimeOffset? Until, SessionId? Confirm, bool IsConfirmed, bool IsServed, WorkItem Item);
