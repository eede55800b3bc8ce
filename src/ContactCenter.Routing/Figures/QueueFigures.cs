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

    private readonly FigureCounts _total = new();
    private readonly FigureCounts[] _hour = [.. Enumerable.Range(0, Buckets).Select(static _ => new FigureCounts())];
    private readonly long[] _numbers = [.. Enumerable.Repeat(-1L, Buckets)];
    private long _withinMs;
    private long _shortMs;

    public QueueFigures(ServiceLevelTarget target, QueueFiguresSnapshot? snapshot = null)
    {
        Retarget(target);
        _total.Set(snapshot?.Total ?? new QueueTally());
        foreach (var bucket in snapshot is null || snapshot.Buckets.IsDefault ? [] : snapshot.Buckets)
        {
            HourOf(bucket.Number)?.Set(bucket.Tally);
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
        HourOf(NumberOf(at))?.Arrived();
    }

    public void Served(long waited, long at)
    {
        var wait = Math.Clamp(waited, 0, LongestWait);
        _total.Served(wait, wait <= _withinMs);
        HourOf(NumberOf(at))?.Served(wait, wait <= _withinMs);
    }

    public void Abandoned(long waited, long at)
    {
        var wait = Math.Clamp(waited, 0, LongestWait);
        _total.Abandoned(wait <= _withinMs, wait < _shortMs);
        HourOf(NumberOf(at))?.Abandoned(wait <= _withinMs, wait < _shortMs);
    }

    public void Refused(long at)
    {
        _total.Refused();
        HourOf(NumberOf(at))?.Refused();
    }

    public void Overflowed(long at)
    {
        _total.Overflowed();
        HourOf(NumberOf(at))?.Overflowed();
    }

    public QueueFiguresView Read(long now)
    {
        var current = NumberOf(now);
        var hour = new FigureCounts();
        for (var at = 0; at < Buckets; at++)
        {
            if (_numbers[at] > current - Buckets && _numbers[at] <= current)
            {
                hour.Add(_hour[at].Read());
            }
        }

        return new QueueFiguresView(Target, hour.Read(), _total.Read());
    }

    public QueueFiguresSnapshot Snapshot() => new()
    {
        Total = _total.Read(),
        Buckets =
        [
            .. Enumerable.Range(0, Buckets).Where(at => _numbers[at] >= 0).OrderBy(at => _numbers[at])
                .Select(at => new QueueFiguresBucket(_numbers[at], _hour[at].Read())),
        ],
    };

    /// <summary>The counters of a five minutes; null when later ones stand in their place.</summary>
    private FigureCounts? HourOf(long number)
    {
        var at = (int)(number % Buckets);
        if (_numbers[at] > number)
        {
            return null;
        }

        if (_numbers[at] < number)
        {
            _numbers[at] = number;
            _hour[at].Clear();
        }

        return _hour[at];
    }

    private static long NumberOf(long at) => Math.Clamp(at, 0, LastTime) / BucketMs;
}
