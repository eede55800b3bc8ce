using System.Runtime.CompilerServices;
using ContactCenter.Journal;

namespace ContactCenter.Testing;

/// <summary>One opening of a log in memory. Keeps the promises of <see cref="ILog"/>, and fails when told to. Thread-safe.</summary>
internal sealed class MemoryLog : ILog
{
    private const int Chunk = 256;

    private readonly MemoryLogData _data;
    private readonly Func<Append, AppendFate> _fate;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private volatile LogUnavailableException? _failure;
    private volatile bool _isDisposed;
    private long _end = -1; // what is durable, once it takes no more: another opening may write on

    public MemoryLog(LogId id, MemoryLogData data, Func<Append, AppendFate> fate)
    {
        (Id, _data, _fate, Epoch) = (id, data, fate, data.NextEpoch());
    }

    public LogId Id { get; }

    public long Epoch { get; }

    public LogPosition Head => new(Interlocked.Read(ref _end) is var end and >= 0 ? end : _data.Head);

    public LogUnavailableException? Failure => _failure;

    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        AppendRules.Check(append);
        await Task.Yield(); // as every log whose disk answers later
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_failure is { } failure)
            {
                throw new LogUnavailableException(failure.Message, failure);
            }

            var fate = _fate(append);
            if (fate == AppendFate.Lost)
            {
                throw Fail("The log was told to lose this append.");
            }

            if (fate == AppendFate.Unacknowledged)
            {
                var failed = Fail("The log was told to lose the answer to this append.");
                _data.Append(append);
                throw failed;
            }

            return _data.Append(append);
        }
    }

    /// <summary>Takes no more from now on; followers wait for ever, as a killed process's do.</summary>
    public void Crash()
    {
        lock (_gate)
        {
            _ = Fail("The log was crashed.");
        }
    }

    public async IAsyncEnumerable<CommittedEntry> ReadAsync(LogPosition from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from.Value, nameof(from));
        await Task.CompletedTask.ConfigureAwait(false);
        for (var next = from.Value; next < Head.Value && _data.Read(next, (int)Math.Min(Chunk, Head.Value - next)) is { Count: > 0 } entries; next += entries.Count)
        {
            foreach (var entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    public async IAsyncEnumerable<CommittedEntry> ReadMachineAsync(
        MachineId machine, long fromVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var entry in _data.ReadMachine(machine, fromVersion).Where(e => e.Position < Head))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public async IAsyncEnumerable<CommittedEntry> QueryAsync(LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 10_000, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Position?.Value ?? 0, nameof(query));
        await Task.CompletedTask.ConfigureAwait(false);
        if (query.Descending && !(query.Position < Head))
        {
            query = query with { Position = Head };
        }

        foreach (var entry in _data.Query(query).Where(e => e.Position < Head))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<CommittedEntry>> FollowAsync(
        LogPosition from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from.Value, nameof(from));
        var next = from.Value;
        while (true)
        {
            await Task.WhenAny(_data.WhenGrownAsync(next), _closed.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (_failure is not null)
            {
                await _closed.Task.WaitAsync(cancellationToken).ConfigureAwait(false); // another opening writes on; this one sees no more
            }

            var isClosed = _closed.Task.IsCompleted; // before it is read: nothing comes after the closing
            if (_failure is null && _data.Read(next, Chunk) is { Count: > 0 } batch)
            {
                yield return batch;
                next += batch.Count;
            }
            else if (isClosed)
            {
                yield break; // everything handed over
            }
        }
    }

    /// <summary>Takes no more from now on; what is there stays readable.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _ = Fail("The log was released.");
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _closed.TrySetResult();
        return ValueTask.CompletedTask;
    }

    private LogUnavailableException Fail(string why)
    {
        Interlocked.CompareExchange(ref _end, _data.Head, -1);
        return _failure ??= new LogUnavailableException(why);
    }
}
