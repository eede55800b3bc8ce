namespace ContactCenter.Routing;

/// <summary>A queue as the state keeps it.</summary>
internal sealed class RouterQueue(QueueSettings settings)
{
    private readonly int[] _counts = new int[4];

    public QueueSettings Settings { get; set; } = settings;

    /// <summary>The classes of items without skills of their own, by channel number.</summary>
    public WorkClass?[] PlainClasses { get; set; } = [];

    /// <summary>Items waiting or being offered: what the limit counts.</summary>
    public int Length => Count(WorkStatus.Waiting) + Count(WorkStatus.Offered);

    public bool InUse => Array.Exists(_counts, count => count > 0);

    public int Count(WorkStatus status) => _counts[(int)status];

    public void Add(WorkStatus status, int change) => _counts[(int)status] += change;

    /// <summary>The place in line before sequences: milliseconds since which it waits, less what its priority is worth; emergencies in a band before all.</summary>
    public long KeyOf(WorkItem item) =>
        item.WaitingSince.ToUnixTimeMilliseconds() - (item.Priority.IsEmergency
            ? 1L << 60
            : item.Priority.Value * (long)Settings.PriorityCredit.TotalMilliseconds);
}
