namespace ContactCenter.Routing;

/// <summary>How long who joins a line now may expect to wait, from the waits just seen, and how far off that was. Times are Unix milliseconds. Not thread-safe.</summary>
/// <remarks>
/// Two observations, each O(1), sound for agents with several skills, as neither needs to know how many serve the line: the wait of the last one to enter service,
/// and the wait so far of the head of the line (Ibrahim and Whitt, 2009). While the line has not been empty since the last one was taken, the larger counts: the head waits longer
/// than its predecessor as soon as nobody is taken any more. A head that came later began a new line, of which the old wait says nothing.
/// </remarks>
internal sealed class WaitEstimate
{
    // Each error counts a sixteenth, in 1/1024 ms, so that small changes are not lost to rounding.
    private const int Weight = 16;
    private const int Scale = 1024;

    private long _lastWaited;
    private long _lastAt;
    private long _error;
    private long _entered;
    private long _compared;

    public WaitEstimate(WaitEstimateSnapshot? snapshot = null)
    {
        if (snapshot is not null)
        {
            (_lastWaited, _lastAt, _error, _entered, _compared) = (snapshot.LastWaitedMs, snapshot.LastAt, snapshot.ScaledError, snapshot.Entered, snapshot.Compared);
        }
    }

    /// <summary>The mean absolute error of what was expected, each newer one weighing more; null when nothing was compared yet.</summary>
    public long? ErrorMs => _compared > 0 ? (_error + (Scale / 2)) / Scale : null;

    /// <summary>What one who joins now may expect.</summary>
    /// <param name="headSince">Since when the head of the line waits; null when nobody does. Where an agent is free for it, the wait is 0 and not asked here.</param>
    /// <param name="now">Now.</param>
    /// <returns>Milliseconds; null when nothing was seen yet.</returns>
    public long? Expected(long? headSince, long now)
    {
        if (headSince is not { } since)
        {
            return _entered > 0 ? _lastWaited : null;
        }

        var head = Math.Clamp(now - since, 0, QueueFigures.LongestWait);
        return _entered > 0 && since <= _lastAt ? Math.Max(head, _lastWaited) : head;
    }

    /// <summary>One of the line was taken by an agent.</summary>
    /// <param name="waited">How long it had waited.</param>
    /// <param name="expected">What was expected as it came, to learn how far off that was; null when nothing was.</param>
    /// <param name="at">When it was taken. One older than the last changes the error alone.</param>
    public void Entered(long waited, long? expected, long at)
    {
        var wait = Math.Clamp(waited, 0, QueueFigures.LongestWait);
        var time = Math.Clamp(at, 0, QueueFigures.LastTime);
        if (expected is { } promised)
        {
            var error = Math.Abs(wait - Math.Clamp(promised, 0, QueueFigures.LongestWait)) * Scale;
            _error = _compared == 0 ? error : _error + ((error - _error) / Weight);
            _compared++;
        }

        if (_entered == 0 || time >= _lastAt)
        {
            (_lastWaited, _lastAt) = (wait, time);
        }

        _entered++;
    }

    public WaitEstimateView? Read(long? headSince, long now) =>
        Expected(headSince, now) is { } expected
            ? new WaitEstimateView(TimeSpan.FromMilliseconds(expected), ErrorMs is { } error ? TimeSpan.FromMilliseconds(error) : null, _compared)
            : null;

    public WaitEstimateSnapshot Snapshot() => new() { LastWaitedMs = _lastWaited, LastAt = _lastAt, ScaledError = _error, Entered = _entered, Compared = _compared };
}
