using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Signalling;

/// <summary>The mailbox of an endpoint's signalling: transactions, dialogs and calls run here, one thing after another, and need no lock.</summary>
/// <remarks>
/// It is bounded. What comes from the network and finds it full is dropped, as by a network that is: datagrams are repeated by who sent them. What our own program asks
/// waits. Nothing run here may wait for anything.
/// </remarks>
internal sealed class SignalLoop : IAsyncDisposable
{
    /// <summary>A second of the highest load we have measured.</summary>
    private const int Capacity = 16_384;

    /// <summary>Between two looks at what is due.</summary>
    private const int MaxBatch = 256;

    private readonly Channel<Work> _mailbox = Channel.CreateBounded<Work>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Task _running;
    private TimeSpan? _wakesAt;
    private int _isWoken;
    private long _dropped;

    public SignalLoop(TimeProvider time, ILogger logger)
    {
        (_time, _logger, _start) = (time, logger, time.GetTimestamp());
        _timer = time.CreateTimer(static loop => ((SignalLoop)loop!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _running = Task.Run(RunAsync);
    }

    /// <summary>What is due when. Only for what runs here.</summary>
    public DueQueue Dues { get; } = new();

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>How much from the network found no room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Something from the network.</summary>
    /// <returns>False when there was no room, or it has ended.</returns>
    public bool TryPost(Action<object, object?> run, object first, object? second)
    {
        if (_mailbox.Writer.TryWrite(new Work(run, first, second)))
        {
            return true;
        }

        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Something our own program asks; waits for room.</summary>
    /// <exception cref="ChannelClosedException">It has ended.</exception>
    public ValueTask PostAsync(Action<object, object?> run, object first, object? second, CancellationToken cancellationToken = default) =>
        _mailbox.Writer.WriteAsync(new Work(run, first, second), cancellationToken);

    /// <summary>Runs something here and gives what comes of it to who asks.</summary>
    /// <exception cref="ChannelClosedException">It has ended.</exception>
    public async Task<T> AskAsync<T>(Func<T> ask, CancellationToken cancellationToken = default)
    {
        var asked = new Asked<T>(ask);
        await PostAsync(static (asked, _) => ((Asked<T>)asked).Run(), asked, null, cancellationToken).ConfigureAwait(false);
        return await asked.Answer.ConfigureAwait(false);
    }

    /// <summary>Finishes what is in the mailbox and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _mailbox.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _mailbox.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            for (var batch = 0; batch < MaxBatch && _mailbox.Reader.TryRead(out var work); batch++)
            {
                Guarded(work.Run, work.First, work.Second);
            }

            Volatile.Write(ref _isWoken, 0);
            Guarded(static (loop, _) => ((SignalLoop)loop).Dues.Run(((SignalLoop)loop).Now), this, null);
            SetTimer();
        }
    }

    private void Guarded(Action<object, object?> run, object first, object? second)
    {
        try
        {
            run(first, second);
        }
        catch (Exception e)
        {
            SignalLog.WorkFailed(_logger, e); // one message's bug is not everybody's
        }
    }

    private void SetTimer()
    {
        if (Dues.NextAt is { } next && (_wakesAt is not { } wakes || next < wakes || wakes <= Now))
        {
            _wakesAt = next;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((next - Now).TotalMilliseconds))), Timeout.InfiniteTimeSpan); // a timer counts whole ones
        }
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0 && !_mailbox.Writer.TryWrite(new Work(static (loop, _) => ((SignalLoop)loop)._wakesAt = null, this, null)))
        {
            Volatile.Write(ref _isWoken, 0); // it is full, so it is awake
        }
    }

    private readonly record struct Work(Action<object, object?> Run, object First, object? Second);

    private sealed class Asked<T>(Func<T> ask)
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Answer => _answer.Task;

        public void Run()
        {
            try
            {
                _answer.SetResult(ask());
            }
            catch (Exception e)
            {
                _answer.SetException(e);
            }
        }
    }
}
