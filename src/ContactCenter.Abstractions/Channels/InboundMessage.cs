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

    /// <summary>Our message whose button was pressed (<see cref="IChoiceSender"/>); null for what was written. May be anything a stranger sends: it only ever narrows what the text answers.</summary>
    public MessageId? ChosenFrom { get; init; }

    /// <summary>How the customer gave it: by the keys of a telephone it answers a question of a script and nothing else.</summary>
    public AnswerForm Form { get; init; }

    /// <summary>When the provider says it was sent, if it says.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Pictures, documents: at most 10.</summary>
    public ImmutableArray<MediaReference> Media { get; init; } = [];

    /// <summary>What was stored with <see cref="IMediaInbox"/> before: at most 10 together with <see cref="Media"/>. The message is durable with it, or not at all.</summary>
    public ImmutableArray<StoredMedium> Stored { get; init; } = [];

    /// <summary>
    /// What the customer filled in, in the order it was asked: at most <see cref="MaxFields"/>. Personal, and kept as the text is. Values together
    /// longer than <see cref="MaxFieldsLength"/> are cut by the door, and the entry says so.
    /// </summary>
    public ImmutableArray<MessageField> Fields { get; init; } = [];

    /// <summary>What the customer has agreed to; null when nothing was asked. Kept as the text is.</summary>
    public MessageConsent? Consent { get; init; }

    /// <summary>
    /// Addresses the customer says to have, and nobody has checked: at most <see cref="MaxClaims"/>. Agents see them and may write to them;
    /// nobody is recognised by them.
    /// </summary>
    public ImmutableArray<Address> Claims { get; init; } = [];

    /// <summary>How the customer wants to be reached; null where an answer belongs into the session itself.</summary>
    public ReachRequest? Reach { get; init; }

    /// <summary>How many fields a message may have.</summary>
    public const int MaxFields = 40;

    /// <summary>The longest values that are kept, all together, in UTF-16 code units.</summary>
    public const int MaxFieldsLength = 10_000;

    /// <summary>How many addresses a message may claim.</summary>
    public const int MaxClaims = 5;

    /// <summary>The longest text that is kept, in UTF-16 code units.</summary>
    public const int MaxTextLength = 32_768;
}

/// <summary>A picture or document that stays with the provider until it is fetched.</summary>
/// <param name="Url">Where it can be fetched, by the channel that brought it only.</param>
/// <param name="ContentType">What the provider says it is; not to be trusted.</param>
public sealed record MediaReference(Uri Url, string ContentType)
{
    /// <summary>How large it is; null where that is not known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>What the file is called, for channels that can say so; null where that is not known. Bounded and without control characters, but not to be trusted: of what is sent, an agent's machine has named it.</summary>
    public string? FileName { get; init; }
}

/// <summary>One thing a customer filled in.</summary>
/// <param name="Name">What it is to programs, such as <c>meter-number</c>: a key by <see cref="KeyRules"/>.</param>
/// <param name="Label">What the customer was asked, 1 to 100 characters.</param>
/// <param name="Value">The answer as it was given: hostile text.</param>
public sealed record MessageField(string Name, string Label, string Value);

/// <summary>Something a customer has agreed to.</summary>
/// <param name="Text">What exactly, as it was shown: 1 to 2,000 characters.</param>
/// <param name="Version">Which version of the text, 1 to 64 characters.</param>
/// <param name="At">When.</param>
public sealed record MessageConsent(string Text, string Version, DateTimeOffset At);
