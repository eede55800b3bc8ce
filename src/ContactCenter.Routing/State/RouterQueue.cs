namespace ContactCenter.Routing;

/// <summary>A queue as the state keeps it.</summary>
internal sealed class RouterQueue(QueueSettings settings, SlotTable<RouterWork> table)
{
    private readonly int[] _counts = new int[5];

    public QueueId Id { get; } = settings.Id;

    public QueueSettings Settings
    {
        get;
        set
        {
            field = value;
            HasSteps = HasStepsBy(value);
        }
    } = settings;

    /// <summary>Whether something happens by itself to what waits here, whatever the item.</summary>
    public bool HasSteps { get; private set; } = HasStepsBy(settings);

    /// <summary>The number of its strategy among those in use.</summary>
    public int Strategy { get; set; }

    public RouterCalendar? Calendar { get; set; }

    /// <summary>What came of those who came, for the queue's target.</summary>
    public QueueFigures Figures { get; set; } = new(settings.ServiceLevel ?? new ServiceLevelTarget());

    /// <summary>How long those waited who were served.</summary>
    public WaitEstimate Waits { get; set; } = new();

    /// <summary>What waits while the queue is closed, in the order of its line.</summary>
    public WorkLine Closed { get; } = new(table);

    /// <summary>The classes of items without skills of their own, by ring and channel number.</summary>
    public List<WorkClass?[]> PlainClasses { get; } = [];

    public bool IsOpen => Calendar?.IsOpen ?? true;

    /// <summary>Items waiting or being offered: what the limit counts.</summary>
    public int Length => Count(WorkStatus.Waiting) + Count(WorkStatus.Offered);

    public bool InUse => Array.Exists(_counts, count => count > 0);

    public int Count(WorkStatus status) => _counts[(int)status];

    public void Add(WorkStatus status, int change) => _counts[(int)status] += change;

    private static bool HasStepsBy(QueueSettings settings) => !settings.Rings.IsDefaultOrEmpty || settings.Announcements is not null
        || settings.Overflow.Or().Any(static rule => rule.When == OverflowTrigger.Wait);

    /// <summary>How many rings the item may get to here.</summary>
    public int RingsFor(RouterWork work)
    {
        var rings = Settings.Rings.Or().Length;
        return work.Special?.LastRing is { } last && last < rings ? last : rings;
    }

    /// <summary>The place in line before sequences: milliseconds since which it waits, less what its priority is worth; bands before all.</summary>
    public long KeyOf(long since, Priority priority)
    {
        if (priority.IsEmergency)
        {
            return since - (1L << 61);
        }

        return since - (priority.Value * (Settings.PriorityCredit.Ticks / TimeSpan.TicksPerMillisecond)) + (Settings.Band switch
        {
            QueueBand.Urgent => -(1L << 60),
            QueueBand.Background => 1L << 60,
            _ => 0,
        });
    }
}

/// <summary>A calendar as the state keeps it: its rules, and what they last came to.</summary>
internal sealed class RouterCalendar
{
    public RouterCalendar() => Timer = new RouterTimer(this);

    public required CalendarSettings Settings { get; set; }

    public bool IsOpen { get; set; }

    public RouterTimer Timer { get; }
}
