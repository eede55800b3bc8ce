using ContactCenter.Journal;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit;

/// <summary>
/// Gives a log its order. A thread of its own takes what waits, writes it as one batch, makes it visible, then answers: group commit
/// without a delay of its own. A batch that fails ends the log: nothing is retried on handles whose sync has failed.
/// </summary>
internal sealed class Sequencer
{
    /// <summary>Less is what a clock being set does all the time.</summary>
    private static readonly TimeSpan ToldBack = TimeSpan.FromSeconds(1);

    private readonly ILogStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AuditMetrics _metrics;
    private readonly AppendQueue _queue;
    private readonly LogTail _tail;
    private readonly BatchBuilder _builder;
    private readonly byte[] _nodes = new byte[TileNodes.Bytes];
    private readonly ILogSigner? _signer;
    private readonly ILogSigner? _previousSigner;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PendingAppend> _taken = [];
    private MerkleFrontier _edge;
    private TileBuilder _tiles;
    private CommitRecord? _last;
    private byte[] _lastHash;
    private CommittedRecord? _committed;
    private LogUnavailableException? _failure;
    private bool _clockIsBack;

    public Sequencer(
        ILogStore store, StoredTail stored, TileBuilder tiles, AuditLogOptions options, ILogSigner? previousSigner, LogTail tail, TimeProvider time, ILogger logger, AuditMetrics metrics)
    {
        (_tiles, _signer, _previousSigner) = (tiles, options.Signer, previousSigner);
        (_store, _tail, _time, _logger, _metrics) = (store, tail, time, logger, metrics);
        _queue = new AppendQueue(options);
        _builder = new BatchBuilder(store, options.CachedStreams);
        var checkedTail = stored.Check(store.Id);
        (_last, _edge) = checkedTail is { } end ? (end.Record, end.Edge) : (null, new MerkleFrontier());
        _lastHash = _last is null ? new byte[MerkleHash.Size] : CommitRecord.Hash(stored.RecordBytes.Span);
        _tail.StartAt(_edge.Size);
        Epoch = (_last?.Epoch ?? 0) + 1;
    }

    public long Epoch { get; private set; }

    public LogUnavailableException? Failure => Volatile.Read(ref _failure);

    /// <summary>The newest record that is durable.</summary>
    public CommittedRecord Committed => Volatile.Read(ref _committed)!;

    /// <summary>Raises the epoch durably, after the old key has handed over to the new one where there is one, then begins to take appends.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be written to.</exception>
    public void Start()
    {
        _builder.Entries.Clear();
        try
        {
            if (_previousSigner is { } old)
            {
                Commit(old);
                AuditLogMessages.KeyChanged(_logger, _store.Id, _last!.Number, _signer!.Name);
                Epoch++;
            }

            Commit();
        }
        catch (Exception e) when (e is not LogUnavailableException)
        {
            throw new LogUnavailableException($"Log '{_store.Id}' cannot be written to: {e.Message} Remove the cause and open it again.", e);
        }

        new Thread(Run) { IsBackground = true, Name = $"log {_store.Id}" }.Start();
    }

    public bool TryAdd(PendingAppend append, out Task room) => _queue.TryAdd(append, out room);

    /// <summary>Writes what waits, then ends.</summary>
    public Task StopAsync()
    {
        if (Failure is null)
        {
            _queue.Close(() => new ObjectDisposedException($"log {_store.Id}"));
        }

        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            while (_queue.Take(_taken))
            {
                if (!TryAssumed())
                {
                    _builder.Decide(_taken, _tail.Head, Epoch);
                    if (_builder.Entries.Count > 0)
                    {
                        Commit();
                    }
                }

                Answer();
            }
        }
        catch (Exception e) // whatever it is: the log's state is unknown now, and only a new opening can find out
        {
            Fail(e);
        }

        _tail.Close();
        _ended.SetResult();
    }

    /// <summary>Writes what was taken without a look before, where the store can tell whether that was right; false where the usual way is left.</summary>
    private bool TryAssumed()
    {
        if (_store is not ILookingLogStore store || !_builder.TryAssume(_taken, _tail.Head, Epoch))
        {
            return false;
        }

        var (size, edge, tiles) = (_edge.Size, _edge.ToBytes(), _tiles.Partials());
        if (TryCommit(batch => store.TryWrite(batch, _builder.Assumed), null))
        {
            return true;
        }

        (_edge, _tiles) = (new MerkleFrontier(size, edge), TileBuilder.From(size, tiles));
        _builder.Withdraw(_taken);
        return false;
    }

    /// <param name="old">Hands over to the signer in this record, an opening; null in all others.</param>
    private void Commit(ILogSigner? old = null) => TryCommit(
        batch =>
        {
            _store.Write(batch);
            return true;
        },
        old);

    private bool TryCommit(Func<LogBatch, bool> write, ILogSigner? old)
    {
        var entries = _builder.Entries.ToArray();
        var started = _time.GetTimestamp();
        var before = _edge.ToBytes();
        var first = _edge.Size;
        Grow(entries);
        var record = new CommitRecord
        {
            Log = _store.Id,
            Number = (_last?.Number ?? -1) + 1,
            First = new LogPosition(first),
            Count = entries.Length,
            Root = _edge.Root(),
            Time = Now(),
            Epoch = Epoch,
            Previous = _lastHash,
        };
        record = old is null ? record : KeyChange.Accepted(record, old, _signer!);
        var bytes = record.Encode();
        var hash = CommitRecord.Hash(bytes);
        var signature = old is null ? _signer?.SignHash(hash) ?? [] : KeyChange.Sign(hash, old);
        if (!write(new LogBatch(record, bytes, entries, before) { Signature = signature, Tiles = _tiles.Take() }))
        {
            return false;
        }

        _last = record;
        _lastHash = hash;
        Volatile.Write(ref _committed, new CommittedRecord(record, hash));
        if (entries.Length > 0)
        {
            _tail.Publish(new CommittedBatch(_store.Id, first, entries));
            _metrics.Committed(entries.Length, _time.GetElapsedTime(started));
        }

        return true;
    }

    /// <summary>Adds a batch to the tree, a tile's part at a time: the nodes over many leaves are hashed together.</summary>
    private void Grow(EncodedEntry[] entries)
    {
        for (var start = 0; start < entries.Length;)
        {
            var first = (int)(_edge.Size % MerkleTile.Width);
            var part = entries.AsSpan(start, Math.Min(entries.Length - start, MerkleTile.Width - first));
            var nodes = new TileNodes(first, part.Length, _nodes);
            var leaves = nodes.Leaves;
            foreach (var entry in part)
            {
                entry.LeafHash.Span.CopyTo(leaves);
                leaves = leaves[MerkleHash.Size..];
            }

            nodes.Build();
            foreach (var entry in part)
            {
                _edge.Append(entry.LeafHash.Span, nodes);
                _tiles.Append(entry.LeafHash.Span, _edge);
            }

            start += part.Length;
        }
    }

    /// <summary>The time, never before that of the last record; that the clock went back is told once.</summary>
    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        if (_last is not { } last || last.Time <= now)
        {
            _clockIsBack = false;
            return now;
        }

        if (!_clockIsBack && last.Time - now >= ToldBack)
        {
            _clockIsBack = true;
            AuditLogMessages.ClockWentBack(_logger, _store.Id, last.Time - now, _edge.Size, last.Time);
        }

        return last.Time;
    }

    private void Answer()
    {
        new Answers<PendingAppend>([.. _taken], static append => append.Answer()).Begin();
        _taken.Clear();
    }

    private void Fail(Exception cause)
    {
        var failure = new LogUnavailableException(
            $"Log '{_store.Id}' takes no more entries since a batch could not be written: {cause.Message} Remove the cause, open the log again and repeat unanswered appends under the same ids.",
            cause);
        Volatile.Write(ref _failure, failure);
        AuditLogMessages.LogFailed(_logger, _store.Id, _tail.Head, cause);
        _queue.Close(() => Unavailable(failure));
        _taken.AddRange(_queue.TakeAll());
        _taken.ForEach(append => append.Fault = Unavailable(failure));
        Answer();
    }

    /// <summary>Each caller gets an exception of its own; a shared one would collect everybody's stack.</summary>
    private static LogUnavailableException Unavailable(LogUnavailableException failure) => new(failure.Message, failure.InnerException);
}
