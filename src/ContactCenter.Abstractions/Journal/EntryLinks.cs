namespace ContactCenter.Journal;

/// <summary>What an entry is about: the ids it can be found by. All opaque.</summary>
public sealed record EntryLinks
{
    /// <summary>About nothing in particular.</summary>
    public static EntryLinks None { get; } = new();

    /// <summary>The interaction.</summary>
    public InteractionId? Interaction { get; init; }

    /// <summary>The session.</summary>
    public SessionId? Session { get; init; }

    /// <summary>The customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The agent.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>The asset.</summary>
    public AssetId? Asset { get; init; }

    /// <summary>The case.</summary>
    public CaseId? Case { get; init; }
}
