namespace ContactCenter.Channels;

/// <summary>
/// What a channel asks the center that shows customers their own conversation, such as web chat: what was said, who serves them, how
/// long they wait. Thread-safe.
/// </summary>
public interface ISessions
{
    /// <summary>The session's last messages, oldest first: what the customer wrote and what was written to the customer, over all its interactions.</summary>
    /// <param name="session">Whose conversation.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started; ask again in a few seconds.</exception>
    ValueTask<IReadOnlyList<SessionMessage>> MessagesAsync(SessionAddress session, int limit, CancellationToken cancellationToken = default);

    /// <summary>How the session stands: now, and again whenever that changes. Goes on over restarts of the tenant; ends when cancelled.</summary>
    IAsyncEnumerable<SessionStatus> WatchAsync(SessionAddress session, CancellationToken cancellationToken = default);

    /// <summary>Tells whoever has the session that the customer is typing, or no longer is. Not kept.</summary>
    ValueTask TypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken = default);

    /// <summary>Tells whoever has the session that its customer has come or gone, as <see cref="IPresence"/> says it. Not kept.</summary>
    ValueTask PresenceAsync(SessionAddress session, bool isHere, CancellationToken cancellationToken = default);

    /// <summary>
    /// The customer ends the conversation: its agent goes to wrap-up; when nobody has it yet, it is closed. One whose customer was promised an answer
    /// stays, so that nothing written at night is lost.
    /// </summary>
    /// <param name="session">Whose conversation.</param>
    /// <param name="key">The wish's own key: one that is repeated is done once.</param>
    /// <param name="cancellationToken">Stops the waiting, not the ending.</param>
    /// <returns>Whether the conversation is over, durably; false when it stays.</returns>
    /// <exception cref="Journal.LogUnavailableException">Nothing can be written at this moment; try again under the same key.</exception>
    ValueTask<bool> EndAsync(SessionAddress session, Guid key, CancellationToken cancellationToken = default);
}

/// <summary>Names a session by what its channel knows.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Customer">The customer's address, as in <see cref="InboundMessage.From"/>.</param>
/// <param name="Thread">The thread, as in <see cref="InboundMessage.Thread"/>.</param>
public sealed record SessionAddress(Endpoint Endpoint, Address Customer, string Thread = "");

/// <summary>One message of a session.</summary>
/// <param name="Id">For the customer's, the <see cref="InboundMessage.ProviderId"/> it came with; for ours, the <see cref="OutboundMessage.Id"/>.</param>
/// <param name="IsFromCustomer">Who wrote.</param>
/// <param name="Author">The agent's display name; empty for the customer and for automatic answers.</param>
/// <param name="Text">The text; empty when it was erased.</param>
/// <param name="At">When.</param>
public sealed record SessionMessage(string Id, bool IsFromCustomer, string Author, string Text, DateTimeOffset At)
{
    /// <summary>What was sent along and can be had.</summary>
    public IReadOnlyList<SessionMedium> Media { get; init; } = [];

    /// <summary>What the customer was offered to choose from; empty for the customer's own.</summary>
    public IReadOnlyList<MessageChoice> Choices { get; init; } = [];
}

/// <summary>A picture or document of a session's message.</summary>
/// <param name="ContentType">What it is, by its content.</param>
/// <param name="SizeBytes">How large it is.</param>
/// <param name="FileName">The name its sender gave it, if any: hostile text.</param>
/// <param name="Url">Where the customer can fetch it for a day; null where the host does not know how it is reached.</param>
public sealed record SessionMedium(string ContentType, long SizeBytes, string? FileName, Uri? Url);

/// <summary>How a session stands.</summary>
/// <param name="Phase">Whether somebody serves it.</param>
/// <param name="Position">The place in the queue, 1 for the next; null when nobody waits, or it is not known yet.</param>
/// <param name="ExpectedWait">How long it will take at the pace of the last minutes; null when that cannot be told.</param>
/// <param name="Agent">The display name of the agent who has it; empty when nobody does.</param>
public sealed record SessionStatus(SessionPhase Phase, int? Position, TimeSpan? ExpectedWait, string Agent)
{
    /// <summary>Whether the endpoint is closed at this hour.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What is answered to a message while it is closed; empty where nothing is configured, or it is open.</summary>
    public string ClosedAnswer { get; init; } = "";
}

/// <summary>The stages of a session as its customer sees them.</summary>
public enum SessionPhase
{
    /// <summary>Nothing is open: the next message begins a matter.</summary>
    Idle,

    /// <summary>An agent is being looked for.</summary>
    Waiting,

    /// <summary>An agent has it.</summary>
    Served,

    /// <summary>It is open, and nobody is asked for it: an automatic answer was given.</summary>
    Answered,

    /// <summary>The agent has ended the conversation.</summary>
    Ended,
}

/// <summary>For channels that can show the customer that an agent is typing.</summary>
public interface ITypingSignal
{
    /// <summary>Tells the customer of a session, if connected. Never fails for a customer who is not there.</summary>
    ValueTask AgentTypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken);
}

/// <summary>For channels that know whether a customer has the conversation open.</summary>
public interface IPresence
{
    /// <summary>Whether the customer of a session is here now.</summary>
    bool IsHere(SessionAddress session);
}
