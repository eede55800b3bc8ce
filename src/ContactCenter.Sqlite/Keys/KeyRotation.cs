namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// Changes a store's period when its time is over, at the opening and while it runs: a new key is made durable, everything is wrapped under it, some keys at a
/// time, and once the overlap is over the old key is destroyed. It looks at what is there and goes on from it, so that it may be interrupted anywhere.
/// </summary>
internal sealed class KeyRotation(SqliteKeyStore store, TimeSpan length, TimeSpan overlap, StorageContext context) : IAsyncDisposable
{
    /// <summary>Keys wrapped in one request, which whoever asks for something else meanwhile waits for. With four times as many it waits longer, and nothing is sooner done.</summary>
    private const int Batch = 32;

    /// <summary>The longest wait before looking again: clocks are set.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile string? _failure;
    private int _disposed;

    /// <summary>Why the last turn failed; null when it did not.</summary>
    public string? Failure => _failure;

    /// <summary>How long a period lasts.</summary>
    public TimeSpan Length => length;

    public PeriodKeys Periods => store.Periods;

    /// <summary>How many keys cannot be read.</summary>
    public long Damaged => store.Damaged;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Does what is due.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        var periods = store.Periods;
        if (HasPassed(periods.Current.Began, length))
        {
            periods.Begin();
            context.Logger.PeriodBegan(periods.Path, periods.All.Count);
        }

        foreach (var period in periods.All.SkipLast(1))
        {
            await LeaveAsync(period, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(false);
            _stop.Dispose();
        }
    }

    private async Task LeaveAsync(PeriodKey period, CancellationToken cancellationToken)
    {
        var (wrapped, started) = (0, context.Time.GetTimestamp());
        while (await store.RewrapAsync(period, Batch, cancellationToken).ConfigureAwait(false) is > 0 and var some)
        {
            wrapped += some;
        }

        if (wrapped > 0)
        {
            context.Logger.KeysRewrapped(wrapped, context.Time.GetElapsedTime(started), store.Periods.Path);
        }

        // Whatever was being written when the period ended was committed before the first of these requests was looked at.
        if (store.Periods.Ended(period) is { } ended && HasPassed(ended, overlap) && await store.DestroyAsync(period, cancellationToken).ConfigureAwait(false))
        {
            context.Logger.PeriodDestroyed(period.Began, store.Periods.Path);
        }
    }

    /// <summary>A time far ahead was written by a clock that was wrong, and counts as one long ago.</summary>
    private bool HasPassed(DateTimeOffset since, TimeSpan span) => (context.Time.GetUtcNow() - since).Duration() >= span;

    private TimeSpan UntilDue()
    {
        var periods = store.Periods;
        var due = periods.All.SkipLast(1).Select(p => periods.Ended(p)!.Value + overlap).Append(periods.Current.Began + length).Min() - context.Time.GetUtcNow();
        return due < Retry ? Retry : due > Look ? Look : due;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(_stop.Token).ConfigureAwait(false);
                _failure = null;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _failure = e.Message;
                context.Logger.RotationFailed(store.Periods.Path, e);
            }

            await Task.Delay(_failure is null ? UntilDue() : Retry, context.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
