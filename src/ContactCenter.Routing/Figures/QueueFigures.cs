namespace ContactCenter.Routing;

/// <summary>The live figures of one queue, O(1) per event and without allocation. Times are Unix milliseconds. Not thread-safe.</summary>
/// <remarks>
/// The hour is a ring of twelve five minutes, each marked with its number. An event goes into the five minutes of its own time, so late ones of the last hour
/// are counted where they belong; what is older than what stands in its place is in the totals alone. A wait below zero, as of a clock that was put back, is zero.
/// </remarks>
internal sealed class QueueFigures
{
    public const int Buckets = 12;
    public const long BucketMs = 5 * 60 * 1000;

    // 9999-12-31; keeps every sum far from the end of a long.
    internal const long LastTime = 253_402_300_799_999;
    internal const long LongestWait = 10L * 366 * 24 * 60 * 60 * 1000;

    private readonly Bucket[] _hour = new Bucket[Buckets];
    private FigureCounts _total;
    private long _withinMs;
    private long _shortMs;

    public QueueFigures(ServiceLevelTarget target, QueueFiguresSnapshot? snapshot = null)
    {
        Retarget(target);
        _total.Set(snapshot?.Total ?? new QueueTally());
        Array.Fill(_hour, new Bucket { Number = -1 });
        foreach (var bucket in snapshot is null || snapshot.Buckets.IsDefault ? [] : snapshot.Buckets)
        {
            if (FindPlace(bucket.Number) is var at and >= 0)
            {
                _hour[at].Counts.Set(bucket.Tally);
            }
        }
    }

    public ServiceLevelTarget Target { get; private set; } = null!;

    /// <summary>From now on contacts are counted by another target; what was counted stays as it was.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(Target))]
    public void Retarget(ServiceLevelTarget target)
    {
        Target = target;
        _withinMs = (long)target.Within.TotalMilliseconds;
        _shortMs = (long)target.ShortAbandon.TotalMilliseconds;
    }

    public void Arrived(long at)
    {
        _total.Arrived();
        if (FindPlace(NumberOf(at)) is var place and >= 0)
        {
            _hour[place].Counts.Arrived();
        }
    }

    public void Served(long waited, long at)
    {
        var wait = Math.Clamp(waited, 0, LongestWait);
        _total.Served(wait, wait <= _withinMs);
        if (FindPlace(NumberOf(at)) is var place and >= 0)
        {
            _hour[place].Counts.Served(wait, wait <= _withinMs);
        }
    }

    public void Abandoned(long waited, long at)
    {
        var wait = Math.Clamp(waited, 0, LongestWait);
        _total.Abandoned(wait <= _withinMs, wait < _shortMs);
        if (FindPlace(NumberOf(at)) is var place and >= 0)
        {
            _hour[place].Counts.Abandoned(wait <= _withinMs, wait < _shortMs);
        }
    }

    public void Refused(long at)
    {
        _total.Refused();
        if (FindPlace(NumberOf(at)) is var place and >= 0)
        {
            _hour[place].Counts.Refused();
        }
    }

    public void Overflowed(long at)
    {
        _total.Overflowed();
        if (FindPlace(NumberOf(at)) is var place and >= 0)
        {
            _hour[place].Counts.Overflowed();
        }
    }

    public QueueFiguresView Read(long now)
    {
        var current = NumberOf(now);
        var hour = new FigureCounts();
        for (var at = 0; at < Buckets; at++)
        {
            if (_hour[at].Number > current - Buckets && _hour[at].Number <= current)
            {
                hour.Add(_hour[at].Counts.Read());
            }
        }

        return new QueueFiguresView(Target, hour.Read(), _total.Read());
    }

    public QueueFiguresSnapshot Snapshot() => new()
    {
        Total = _total.Read(),
        Buckets =
        [
            .. _hour.Where(static bucket => bucket.Number >= 0).OrderBy(static bucket => bucket.Number)
                .Select(static bucket => new QueueFiguresBucket(bucket.Number, bucket.Counts.Read())),
        ],
    };

    /// <summary>Where the counters of a five minutes stand; -1 when later ones stand in their place.</summary>
    private int FindPlace(long number)
    {
        var at = (int)(number % Buckets);
        if (_hour[at].Number < number)
        {
            _hour[at] = new Bucket { Number = number };
        }

        return _hour[at].Number == number ? at : -1;
    }

    private static long NumberOf(long at) => Math.Clamp(at, 0, LastTime) / BucketMs;

    private struct Bucket
    {
        public long Number;
        public FigureCounts Counts;
    }
}
