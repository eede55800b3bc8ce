namespace ContactCenter.Channels;

/// <summary>The one door: whatever a customer does comes in here, and is durable before the call returns. Thread-safe.</summary>
public interface IInbox
{
    /// <summary>Takes in a message. Not cancellable once the log has it: cancelling stops the waiting only.</summary>
    /// <returns>Whether it is durable. Acknowledge to the provider only when it is.</returns>
    ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default);

    /// <summary>Takes in what a provider reports about a message we sent.</summary>
    /// <returns>Whether it is durable.</returns>
    ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default);
}

/// <summary>What became of something that came in.</summary>
/// <param name="Status">Whether it is durable.</param>
/// <param name="Entry">Its entry, when it is.</param>
/// <param name="RetryAfter">When refused: how long the provider should wait before it tries again.</param>
public readonly record struct InboxResult(InboxStatus Status, EntryId Entry, TimeSpan? RetryAfter)
{
    /// <summary>Whether the provider may be told that we have it.</summary>
    public bool IsDurable => Status is InboxStatus.Accepted or InboxStatus.Repeated;
}

/// <summary>The door's answers.</summary>
public enum InboxStatus
{
    /// <summary>Durable now.</summary>
    Accepted,

    /// <summary>It was durable already; nothing new happened.</summary>
    Repeated,

    /// <summary>The log cannot take it, or too much is waiting. Answer 503 with Retry-After; a channel that can list its past sweeps later.</summary>
    Refused,
}
