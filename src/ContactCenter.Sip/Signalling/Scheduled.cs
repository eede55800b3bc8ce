namespace ContactCenter.Sip.Signalling;

/// <summary>What wants to be looked at when a time has come, such as a transaction.</summary>
internal abstract class Scheduled
{
    /// <summary>The place it has in the queue, if it has one: the queue's own.</summary>
    internal int? Place { get; set; }

    /// <summary>When; null when nothing is due any more.</summary>
    public abstract TimeSpan? DueAt { get; }

    /// <summary>It is time. What <see cref="DueAt"/> says afterwards is the next time.</summary>
    public abstract void Due(TimeSpan now);
}
