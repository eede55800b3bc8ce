namespace ContactCenter.Channels;

/// <summary>What a provider tells later about a message we sent.</summary>
public sealed record DeliveryReport
{
    /// <summary>The endpoint it was sent from.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Our own key, when the provider returned it (in the callback's URL).</summary>
    public MessageId? Message { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public required string ProviderId { get; init; }

    /// <summary>How far it has come.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>The provider's error code, where it failed.</summary>
    public string? ErrorCode { get; init; }
}

/// <summary>How far a message has come. Reports may arrive in any order and repeatedly; the state only moves forward.</summary>
public enum DeliveryState
{
    /// <summary>The provider has it.</summary>
    Accepted,

    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>The customer's device has it.</summary>
    Delivered,

    /// <summary>The customer has opened it.</summary>
    Read,

    /// <summary>It will not arrive. Final, unless it had been delivered before.</summary>
    Failed,
}
