namespace ContactCenter.Channels;

/// <summary>What a customer asks for who wants to be reached on another channel than the one the wish came by. Personal, and kept as the text is.</summary>
public sealed record ReachRequest
{
    /// <summary>On which channel.</summary>
    public required ChannelKind Channel { get; init; }

    /// <summary>Where: an address of that channel the customer says to have, and nobody has checked.</summary>
    public required Address Address { get; init; }

    /// <summary>Not before this time; null for now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it is no use any more; null for never. Later than <see cref="From"/>.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// What is sent to the address first, so that its owner can confirm the wish: 1 to 1,000 characters; null where nothing needs to be confirmed.
    /// Nobody is asked for the matter before a further message arrives in the session, or from the address itself.
    /// </summary>
    public string? Confirmation { get; init; }

    /// <summary>The longest <see cref="Confirmation"/>, in UTF-16 code units.</summary>
    public const int MaxConfirmationLength = 1_000;
}
