namespace ContactCenter.Journal;

/// <summary>Which entries to find. All given conditions hold together; at least one id or a time range should be given, or the whole log is read.</summary>
public sealed record LogQuery
{
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

    /// <summary>The kind of entry.</summary>
    public string? Kind { get; init; }

    /// <summary>The entry's time, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The entry's time, excluded.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only entries from this position on (or, descending, before it).</summary>
    public LogPosition? Position { get; init; }

    /// <summary>The newest first.</summary>
    public bool Descending { get; init; }

    /// <summary>At most so many, 1 to 10,000; 1,000 by default.</summary>
    public int Limit { get; init; } = 1_000;
}
