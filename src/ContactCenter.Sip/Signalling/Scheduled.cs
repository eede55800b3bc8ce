namespace ContactCenter.Sip.Signalling;

/// <summary>What wants to be looked at when a time has come, such as a transaction.</summary>
internal abstract class Scheduled
{
    /// <summary>The place it has in the queue, if it has one.</summary>
    internal TimeSpan? QueuedAt { get; set; }

    /// <summary>When; null when nothing is due any more.</summary>
    public abstract TimeSpan? DueAt { get; }

    /// <summary>It is time. What <see cref="DueAt"/> says afterwards is the next time.</summary>
    public abstract void Due(TimeSpan now);
}

/// <summary>What is due when, of one thread. Changing one's mind costs nothing: an entry that has lost its meaning is found when it comes up.</summary>
internal sealed class DueQueue
{
    private readonly PriorityQueue<Scheduled, TimeSpan> _queue = new();

    /// <summary>When something may be due next.</summary>
    public TimeSpan? NextAt => _queue.TryPeek(out _, out var at) ? at : null;

    /// <summary>To be called when <see cref="Scheduled.DueAt"/> has changed.</summary>
    public void Schedule(Scheduled item)
    {
        if (item.DueAt is { } due && (item.QueuedAt is not { } queued || due < queued))
        {
            item.QueuedAt = due;
            _queue.Enqueue(item, due);
        }
    }

    public void Run(TimeSpan now)
    {
        while (_queue.TryPeek(out var item, out var at) && at <= now)
        {
            _queue.Dequeue();
            if (item.QueuedAt != at)
            {
                continue; // it was queued again, earlier
            }

            item.QueuedAt = null;
            if (item.DueAt <= now)
            {
                item.Due(now);
            }

            Schedule(item);
        }
    }
}
