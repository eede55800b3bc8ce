namespace ContactCenter.Routing;

/// <summary>Where work goes when it cannot be served where it is.</summary>
/// <param name="When">When the rule applies.</param>
/// <param name="To">Where the work goes. An emergency, and work whose customer has left the line, goes to queues and partitions only: it is never shed.</param>
public sealed record OverflowRule(OverflowTrigger When, OverflowTarget To)
{
    /// <summary>For <see cref="OverflowTrigger.Wait"/> and <see cref="OverflowTrigger.ExpectedWait"/>: how long, over 0, up to 30 days.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>For <see cref="OverflowTrigger.Length"/>: from how many waiting items on, 0 or more.</summary>
    public int? Length { get; init; }

    /// <summary>For <see cref="OverflowTarget.Queue"/> the queue, in this partition or in <see cref="Partition"/>.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>For <see cref="OverflowTarget.Partition"/>: its name, 1 to 64 characters.</summary>
    public string? Partition { get; init; }
}

/// <summary>When work overflows.</summary>
public enum OverflowTrigger
{
    /// <summary>It has been in the queue for a time.</summary>
    Wait,

    /// <summary>So many wait already when it comes.</summary>
    Length,

    /// <summary>It would have to wait so long when it comes.</summary>
    ExpectedWait,

    /// <summary>The queue is closed when it comes, or closes.</summary>
    Closed,

    /// <summary>Nobody signed in could serve it when it comes.</summary>
    NoAgent,
}

/// <summary>Where work overflows to.</summary>
public enum OverflowTarget
{
    /// <summary>Another queue of this partition, with its place kept.</summary>
    Queue,

    /// <summary>A queue of another partition, with its place kept.</summary>
    Partition,

    /// <summary>The customer is asked whether to be called back; the item waits on meanwhile.</summary>
    Callback,

    /// <summary>The customer may leave a message; the item leaves the router.</summary>
    Voicemail,

    /// <summary>The customer gets the configured answer; the item leaves the router.</summary>
    Answer,
}
