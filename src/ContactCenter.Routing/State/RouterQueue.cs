namespace ContactCenter.Routing;

/// <summary>A queue as the state keeps it.</summary>
internal sealed class RouterQueue
{
    private readonly int[] _counts = new int[5];
    private long _creditMs;
    private long _bandMs;

    public RouterQueue(QueueSettings settings, SlotTable<RouterWork> table)
    {
        Id = settings.Id;
        Figures = new QueueFigures(settings.ServiceLevel ?? new ServiceLevelTarget());
        Closed = new WorkLine(table);
        Announced = new PlacedHeap<RouterWork>(table, line: 1);
        Settings = settings;
    }

    public QueueId Id { get; }

    /// <summary>Its settings. What every item asks of them stands beside them, so that they need not be fetched.</summary>
    public QueueSettings Settings
    {
        get;
        set
        {
            field = value;
            HasSteps = HasStepsBy(value);
            Announces = value.Announcements is not null;
            TakesAll = value.MaxLength is null && value.Overflow.IsDefaultOrEmpty;
            SendsUnserved = value.Overflow.Or().Any(static rule => rule.When == OverflowTrigger.NoAgent);
            (AutoAccept, WrapUp) = (value.AutoAccept, value.WrapUp);
            _creditMs = value.PriorityCredit.Ticks / TimeSpan.TicksPerMillisecond;
            _bandMs = value.Band switch
            {
                QueueBand.Urgent => -(1L << 60),
                QueueBand.Background => 1L << 60,
                _ => 0,
            };
        }
    }

    /// <summary>Whether something happens by itself to what waits here, whatever the item.</summary>
    public bool HasSteps { get; private set; }

    /// <summary>Whether those who wait are told where they stand.</summary>
    public bool Announces { get; private set; }

    /// <summary>Whether it has no limit and no rules that send items elsewhere.</summary>
    public bool TakesAll { get; private set; }

    /// <summary>Whether its rules send away what nobody could serve.</summary>
    public bool SendsUnserved { get; private set; }

    public bool AutoAccept { get; private set; }

    public TimeSpan WrapUp { get; private set; }

    /// <summary>The number of its strategy among those in use.</summary>
    public int Strategy { get; set; }

    public RouterCalendar? Calendar { get; set; }

    /// <summary>What came of those who came, for the queue's target.</summary>
    public QueueFigures Figures { get; set; }

    /// <summary>How long those waited who were served.</summary>
    public WaitEstimate Waits { get; set; } = new();

    /// <summary>What waits while the queue is closed, in the order of its line.</summary>
    public WorkLine Closed { get; }

    /// <summary>All that waits, whatever it asks for and whomever it is meant for, where positions are announced; others need not know them.</summary>
    public PlacedHeap<RouterWork> Announced { get; }

    /// <summary>The class of the last item without skills of its own that came into it.</summary>
    public WorkClass? LastPlain { get; set; }

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
    public long KeyOf(long since, Priority priority) =>
        priority.IsEmergency ? since - (1L << 61) : since - (priority.Value * _creditMs) + _bandMs;
}

/// <summary>A calendar as the state keeps it: its rules, and what they last came to.</summary>
internal sealed class RouterCalendar
{
    public RouterCalendar() => Timer = new RouterTimer(this);

    public required CalendarSettings Settings { get; set; }

    public bool IsOpen { get; set; }

    public RouterTimer Timer { get; }
}
