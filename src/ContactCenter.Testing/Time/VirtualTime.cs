namespace ContactCenter.Testing;

/// <summary>
/// The one driver of time in a test: a clock that stands still until <see cref="Advance"/>, and waits that look again at each signal
/// instead of sleeping. Give it to the host as its <see cref="TimeProvider"/>, and to <see cref="MemoryStorage"/>, whose appends are the
/// signals. Thread-safe.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    /// <summary>How long nothing signals before the test counts as quiet, in real time: what does not touch the log is looked at this often.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(4);

    /// <summary>How often the test gets another such while when the thread pool is at work: other tests may keep it so for ever.</summary>
    private const int MostWaits = 10;

    private readonly Lock _gate = new();
    private readonly SortedSet<VirtualTimer> _timers = new(VirtualTimer.ByDue);
    private readonly Pulse _changed = new();
    private DateTimeOffset _now;
    private long _made;

    /// <summary>A clock that begins on Monday, 2 March 2026, 09:00 UTC.</summary>
    public VirtualTime()
        : this(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>A clock that begins at <paramref name="start"/>.</summary>
    public VirtualTime(DateTimeOffset start) => _now = start.ToUniversalTime();

    /// <summary>How long a wait looks before it gives up, in real time. 30 s by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a wait that gave up adds to its message, such as the last entries of the log; nothing by default.</summary>
    public Func<string> Describe { get; set; } = static () => "";

    /// <summary>UTC: a test does not depend on the machine it runs on.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>A timer of this clock. What is due at once runs on the thread pool, what is due later within <see cref="Advance"/>.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref _made));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass. Timers that become due run in their order, each at its own time, on the caller's thread.</summary>
    /// <param name="by">How much; not negative.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = GetUtcNow() + by;
        while (TakeDue(until) is { } timer)
        {
            timer.Run();
        }

        Signal();
    }

    /// <summary>Something has changed: whoever waits looks again at once.</summary>
    public void Signal() => _changed.Beat();

    /// <summary>Waits until <paramref name="look"/> gives something, and returns it.</summary>
    /// <param name="look">Looks once; null when it has not happened. Called at least every few milliseconds.</param>
    /// <param name="what">The transition waited for, in words: what a wait that gave up says did not happen.</param>
    /// <param name="step">How much time passes whenever the test is quiet and it has still not happened; none by default.</param>
    /// <exception cref="TimeoutException">It did not happen within <see cref="Patience"/>.</exception>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> look, string what, TimeSpan step = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(look);
        var (began, from) = (System.GetTimestamp(), GetUtcNow());
        while (true)
        {
            var changed = _changed.Next;
            if (await look().ConfigureAwait(false) is { } found)
            {
                return found;
            }

            if (System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException(Line($"It did not happen: {what}. {GetUtcNow() - from} passed in the test, {Patience} outside.", Describe()));
            }

            if (await IsQuietAsync(changed).ConfigureAwait(false) && step > TimeSpan.Zero)
            {
                Advance(step);
            }
        }
    }

    /// <summary>Waits until <paramref name="isSo"/>.</summary>
    /// <param name="isSo">Looks once. Called at least every few milliseconds.</param>
    /// <param name="what">The transition waited for, in words.</param>
    /// <param name="step">How much time passes whenever the test is quiet and it is still not so; none by default.</param>
    /// <exception cref="TimeoutException">It did not become so within <see cref="Patience"/>.</exception>
    public Task UntilAsync(Func<bool> isSo, string what, TimeSpan step = default)
    {
        ArgumentNullException.ThrowIfNull(isSo);
        return UntilAsync(() => Task.FromResult(isSo() ? this : null), what, step);
    }

    /// <summary>Sets when a timer is due; null takes it off.</summary>
    internal void Set(VirtualTimer timer, TimeSpan? dueIn)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueIn is { } wait)
            {
                timer.Due = _now + wait;
                _timers.Add(timer);
            }
        }
    }

    /// <summary>Whether nothing signals for a while, though nothing runs or has to wait for a busy machine.</summary>
    private static async Task<bool> IsQuietAsync(Task changed)
    {
        for (var wait = 0; wait < MostWaits; wait++)
        {
            try
            {
                await changed.WaitAsync(Quiet, System).ConfigureAwait(false);
                return false;
            }
            catch (TimeoutException)
            {
                if (ThreadPool.PendingWorkItemCount == 0 && WorkingThreads() <= 1) // the one is this
                {
                    return true;
                }
            }
        }

        return true;
    }

    /// <summary>How many threads of the pool are in the middle of something: compiling, or set aside by a busy machine.</summary>
    private static int WorkingThreads()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free;
    }

    private static string Line(string first, string second) => second.Length == 0 ? first : first + Environment.NewLine + second;

    /// <summary>The next timer due by <paramref name="until"/>, with the clock set to its time; null, with the clock at the end, when there is none.</summary>
    private VirtualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_timers.Min is not { } next || next.Due > until)
            {
                _now = Max(_now, until);
                return null;
            }

            _now = Max(_now, next.Due);
            _timers.Remove(next);
            if (next.Period is { } period)
            {
                next.Due += period;
                _timers.Add(next);
            }

            return next;
        }
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
