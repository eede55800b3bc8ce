namespace ContactCenter.Testing;

/// <summary>One timer of a <see cref="VirtualTime"/>, which guards its fields.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state, long number) : ITimer
{
    private volatile bool _isDisposed;

    /// <summary>By due time; of two due at once the one made first.</summary>
    public static IComparer<VirtualTimer> ByDue { get; } = Comparer<VirtualTimer>.Create(static (a, b) =>
        a.Due.CompareTo(b.Due) is not 0 and var order ? order : a._number.CompareTo(b._number));

    private readonly long _number = number;

    public DateTimeOffset Due { get; set; }

    /// <summary>After how long it is due again; null when it runs once.</summary>
    public TimeSpan? Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        Period = period > TimeSpan.Zero ? period : null;
        var isNever = dueTime == Timeout.InfiniteTimeSpan;
        var isNow = dueTime <= TimeSpan.Zero && !isNever;
        time.Set(this, isNever || (isNow && Period is null) ? null : isNow ? Period : dueTime);
        if (isNow)
        {
            ThreadPool.QueueUserWorkItem(static timer => timer.Run(), this, preferLocal: false);
        }

        return true;
    }

    public void Run()
    {
        if (!_isDisposed)
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        time.Set(this, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
