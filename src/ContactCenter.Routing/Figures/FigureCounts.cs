namespace ContactCenter.Routing;

/// <summary>The counters behind a <see cref="QueueTally"/>, changed in place. A mutable value, so that a queue's lie side by side.</summary>
internal struct FigureCounts
{
    private long _arrived, _served, _servedInTime, _abandoned, _abandonedInTime, _abandonedShort, _refused, _overflowed, _waitServed, _longestWaitServed;

    public void Arrived() => _arrived++;

    public void Served(long waited, bool inTime)
    {
        _served++;
        _servedInTime += inTime ? 1 : 0;
        _waitServed += waited;
        _longestWaitServed = Math.Max(_longestWaitServed, waited);
    }

    public void Abandoned(bool inTime, bool isShort)
    {
        _abandoned++;
        _abandonedInTime += inTime ? 1 : 0;
        _abandonedShort += isShort ? 1 : 0;
    }

    public void Refused() => _refused++;

    public void Overflowed() => _overflowed++;

    public void Add(QueueTally tally)
    {
        var sum = Read();
        Set(tally with
        {
            Arrived = sum.Arrived + tally.Arrived,
            Served = sum.Served + tally.Served,
            ServedInTime = sum.ServedInTime + tally.ServedInTime,
            Abandoned = sum.Abandoned + tally.Abandoned,
            AbandonedInTime = sum.AbandonedInTime + tally.AbandonedInTime,
            AbandonedShort = sum.AbandonedShort + tally.AbandonedShort,
            Refused = sum.Refused + tally.Refused,
            Overflowed = sum.Overflowed + tally.Overflowed,
            WaitServedMs = sum.WaitServedMs + tally.WaitServedMs,
            LongestWaitServedMs = Math.Max(sum.LongestWaitServedMs, tally.LongestWaitServedMs),
        });
    }

    public void Set(QueueTally tally)
    {
        _arrived = tally.Arrived;
        _served = tally.Served;
        _servedInTime = tally.ServedInTime;
        _abandoned = tally.Abandoned;
        _abandonedInTime = tally.AbandonedInTime;
        _abandonedShort = tally.AbandonedShort;
        _refused = tally.Refused;
        _overflowed = tally.Overflowed;
        _waitServed = tally.WaitServedMs;
        _longestWaitServed = tally.LongestWaitServedMs;
    }

    public readonly QueueTally Read() => new()
    {
        Arrived = _arrived,
        Served = _served,
        ServedInTime = _servedInTime,
        Abandoned = _abandoned,
        AbandonedInTime = _abandonedInTime,
        AbandonedShort = _abandonedShort,
        Refused = _refused,
        Overflowed = _overflowed,
        WaitServedMs = _waitServed,
        LongestWaitServedMs = _longestWaitServed,
    };
}
