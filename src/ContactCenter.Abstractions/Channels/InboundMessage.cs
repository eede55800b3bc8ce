using System.Collections.Immutable;

namespace ContactCenter.Channels;

/// <summary>A message a customer has sent, as the channel understood it.</summary>
public sealed record InboundMessage
{
    /// <summary>The endpoint it was sent to.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>The provider's own id of the message, 1 to 256 characters: a second delivery with the same id is recognised.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Who wrote, canonical.</summary>
    public required Address From { get; init; }

    /// <summary>The text; may be empty when there is media. Longer than <see cref="MaxTextLength"/> is cut by the door, and the entry says so.</summary>
    public required string Text { get; init; }

    /// <summary>The thread within the customer's messages to this endpoint, where the channel has several (a mail's conversation); empty otherwise. Opaque, no personal data.</summary>
    public string Thread { get; init; } = "";

    /// <summary>When the provider says it was sent, if it says.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Pictures, documents: at most 10.</summary>
    public ImmutableArray<MediaReference> Media { get; init; } = [];

    /// <summary>The longest text that is kept, in UTF-16 code units.</summary>
    public const int MaxTextLength = 32_768;
}

/// <summary>A picture or document that stays with the provider until it is fetched.</summary>
/// <param name="Url">Where it can be fetched, by the channel that brought it only.</param>
/// <param name="ContentType">What the provider says it is; not to be trusted.</param>
public sealed record MediaReference(Uri Url, string ContentType);
