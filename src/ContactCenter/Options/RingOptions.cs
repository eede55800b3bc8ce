namespace ContactCenter;

/// <summary>A wider circle of agents for an item that has waited.</summary>
public sealed class RingOptions
{
    /// <summary>How long the item has been in the queue: over 0, up to 30 days; longer than the ring before.</summary>
    public TimeSpan After { get; set; }

    /// <summary>By how much every level asked for is lowered, never below 1: 0 (the default) to 9.</summary>
    public int LowerBy { get; set; }

    /// <summary>The skills no longer asked for; none by default.</summary>
    public List<string> Without { get; } = [];

    /// <summary>Whether agents of any team serve it; not by default.</summary>
    public bool AnyTeam { get; set; }

    /// <summary>Whether agents of any site serve it; not by default.</summary>
    public bool AnySite { get; set; }
}
