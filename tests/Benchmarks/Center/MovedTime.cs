namespace ContactCenter.Benchmarks.Center;

/// <summary>The system's clock, which can be moved on by weeks: what falls due in between is due then. Thread-safe.</summary>
internal sealed class MovedTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Timer> _timers = [];
    private TimeSpan _moved;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return System.GetUtcNow() + _moved;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>It is so much later now.</summary>
    public void Move(TimeSpan by)
    {
        List<Timer> due;
        lock (_gate)
        {
            _moved += by;
            var now = System.GetUtcNow() + _moved;
            due = [.. _timers.Where(timer => timer.Due <= now)];
        }

        due.ForEach(static timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    /// <summary>A timer of the system that knows when it is due. One that runs again and again keeps the system's time.</summary>
    private sealed class Timer : ITimer
    {
        private readonly MovedTime _time;
        private readonly ITimer _timer;

        public Timer(MovedTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _timer = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                _time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan && period == Timeout.InfiniteTimeSpan)
                {
                    Due = System.GetUtcNow() + _time._moved + dueTime;
                    _time._timers.Add(this);
                }
            }

            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            lock (_time._gate)
            {
                _time._timers.Remove(this);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
