using System.Collections.Immutable;

namespace ContactCenter.Channels;

/// <summary>A message to be sent to a customer.</summary>
public sealed record OutboundMessage
{
    /// <summary>Our own id of the message: the idempotency key. Goes into the provider's callback URL or idempotency header.</summary>
    public required MessageId Id { get; init; }

    /// <summary>The endpoint it is sent from.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Where it goes.</summary>
    public required Address To { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The display name of the agent who wrote it; empty for an automatic answer.</summary>
    public string Author { get; init; } = "";

    /// <summary>The thread it belongs to, as in <see cref="InboundMessage.Thread"/>.</summary>
    public string Thread { get; init; } = "";

    /// <summary>Public URLs of media to send along, where the channel can.</summary>
    public ImmutableArray<MediaReference> Media { get; init; } = [];

    /// <summary>How it is said and what is collected after it, on a telephone; null for what is written.</summary>
    public SpokenPlan? Spoken { get; init; }

    /// <summary>What the customer can choose: only for an <see cref="IChoiceSender"/>, within its limits. Otherwise they stand in <see cref="Text"/> already.</summary>
    public ImmutableArray<MessageChoice> Choices { get; init; } = [];
}
