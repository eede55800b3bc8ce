using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>Queues and agents as they are now.</summary>
/// <param name="At">When this was true.</param>
/// <param name="Queues">The queues, by name.</param>
/// <param name="Agents">The agents, by name.</param>
public sealed record WallboardView(DateTimeOffset At, IReadOnlyList<QueueView> Queues, IReadOnlyList<AgentLine> Agents);

/// <summary>A queue now.</summary>
/// <param name="Queue">Its id.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Waiting">How many items wait, offered ones included.</param>
/// <param name="LongestWaitingSince">Since when the first of them waits.</param>
/// <param name="Handling">How many are being handled.</param>
/// <param name="AgentsReady">How many agents who could serve it are ready and connected.</param>
/// <param name="AgentsSignedIn">How many agents who could serve it are signed in.</param>
/// <param name="ServiceLevelPercent">The target: so many percent…</param>
/// <param name="ServiceLevelWithin">…answered within this.</param>
/// <param name="AnsweredToday">Items that reached an agent since midnight UTC.</param>
/// <param name="AnsweredInTargetToday">Those of them within the target.</param>
public sealed record QueueView(
    QueueId Queue,
    string Name,
    int Waiting,
    DateTimeOffset? LongestWaitingSince,
    int Handling,
    int AgentsReady,
    int AgentsSignedIn,
    int ServiceLevelPercent,
    TimeSpan ServiceLevelWithin,
    int AnsweredToday,
    int AnsweredInTargetToday);

/// <summary>An agent now.</summary>
/// <param name="Agent">The id.</param>
/// <param name="Name">The display name.</param>
/// <param name="Presence">Whether the agent takes work.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Connected">Whether a desktop is connected.</param>
/// <param name="Since">Since when the presence has been so.</param>
/// <param name="Handling">How many items are in hand.</param>
public sealed record AgentLine(AgentId Agent, string Name, Presence Presence, NotReadyReason? Reason, bool Connected, DateTimeOffset Since, int Handling);

/// <summary>Something that needs a person.</summary>
/// <param name="Id">Its id, for <see cref="DeskCommand.ResolveAttention"/>.</param>
/// <param name="Kind">
/// What it is: <c>message.unknown</c>, <c>message.failed</c>, <c>message.undelivered</c>, <c>media.failed</c>, <c>command.faulted</c>; and what nobody
/// settles, as it goes away by itself: <c>work.waiting</c>, <c>interaction.halted</c>, <c>script.halted</c>, <c>router.halted</c>.
/// </param>
/// <param name="Since">Since when.</param>
/// <param name="Code">The stable code of what happened; of waiting work its queue.</param>
/// <param name="Interaction">The interaction it concerns.</param>
public sealed record AttentionItem(Guid Id, string Kind, DateTimeOffset Since, string Code, InteractionId? Interaction)
{
    /// <summary>The channel, for messages.</summary>
    public ChannelKind? Channel { get; init; }

    /// <summary>The message to the customer that can be sent again (<see cref="DeskCommand.Resend"/>), which settles this too; null where it is about something else.</summary>
    public MessageId? Message { get; init; }
}
