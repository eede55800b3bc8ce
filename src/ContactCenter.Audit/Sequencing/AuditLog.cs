using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ContactCenter.Journal;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit;

/// <summary>
/// The log over any store: one sequencer, group commit, a tree over everything, recent batches in memory. Thread-safe. After
/// disposal, followers end and appends throw <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed class AuditLog : ILog, IReleasable
{
    private const int ReadChunk = 256;
    private const int LeastQueryChunk = 32; // candidates, of which not all match

    private readonly ILogStore _store;
    private readonly Sequencer _sequencer;
    private readonly LogTail _tail;
    private readonly AuditMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly string _origin;

    private AuditLog(ILogStore store, string origin, Sequencer sequencer, LogTail tail, AuditMetrics metrics, TimeProvider time) =>
        (_store, _origin, _sequencer, _tail, _metrics, _time) = (store, origin, sequencer, tail, metrics, time);

    /// <inheritdoc />
    public LogId Id => _store.Id;

    /// <inheritdoc />
    public long Epoch => _sequencer.Epoch;

    /// <inheritdoc />
    public LogPosition Head => new(_tail.Head);

    /// <inheritdoc />
    public LogUnavailableException? Failure => _sequencer.Failure;

    /// <summary>Opens the log in <paramref name="store"/>, which it owns from now on: takes ownership, checks the last batch, raises the epoch durably.</summary>
    /// <exception cref="LogUnavailableException">Someone else owns the log, it cannot be written to, or it was signed with a key nobody has here or that is not given (<c>CC1016</c>).</exception>
    /// <exception cref="LogFormatException">The stored log is damaged or another one.</exception>
    public static async ValueTask<AuditLog> OpenAsync(
        ILogStore store,
        AuditLogOptions options,
        TimeProvider time,
        ILoggerFactory? loggers = null,
        IMeterFactory? meters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Check();
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<AuditLog>();
        var started = time.GetTimestamp();
        try
        {
            var stored = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            var tail = new LogTail(options);
            var metrics = new AuditMetrics(meters);
            var tiles = await TileRecovery.RunAsync(store, stored.Count, cancellationToken).ConfigureAwait(false);
            var previousSigner = await KeyChange.FindPreviousAsync(store, stored, options, cancellationToken).ConfigureAwait(false);
            var sequencer = new Sequencer(store, stored, tiles, options, previousSigner, tail, time, logger, metrics);
            sequencer.Start();
            AuditLogMessages.LogOpened(logger, store.Id, tail.Head, sequencer.Epoch, time.GetElapsedTime(started).TotalMilliseconds);
            return new AuditLog(store, Origin(store.Id, options.Signer), sequencer, tail, metrics, time);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The newest durable head. Its origin is the signer's name and the log's id; the id alone without a signer. <see cref="SignedNote"/> signs it.
    /// </summary>
    public Checkpoint Checkpoint
    {
        get
        {
            var (record, hash) = _sequencer.Committed;
            return new Checkpoint(_origin, record.First.Value + record.Count, record.Root, record.Number, hash, record.Time);
        }
    }

    /// <inheritdoc />
    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        var started = _time.GetTimestamp();
        var pending = Encode(append);
        while (!_sequencer.TryAdd(pending, out var room))
        {
            await room.ConfigureAwait(false);
        }

        var result = await pending.Task.ConfigureAwait(false);
        _metrics.Appended(result.Status, _time.GetElapsedTime(started));
        return result;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<CommittedEntry> ReadAsync(LogPosition from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from.Value, nameof(from));
        for (var next = from.Value; next < _tail.Head;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entries = await ReadChunkAsync(next, ReadChunk, cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                yield return entry;
            }

            next += entries.Count;
        }
    }

    /// <inheritdoc />
    /// <remarks>In a stream without versions <paramref name="fromVersion"/> says nothing: all its entries are read.</remarks>
    public async IAsyncEnumerable<CommittedEntry> ReadMachineAsync(
        MachineId machine, long fromVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        var head = _tail.Head;
        var next = fromVersion > 0 && await KeepsNoVersionAsync(machine, cancellationToken).ConfigureAwait(false) ? 0 : fromVersion;
        while (true)
        {
            var positions = await _store.FindMachineAsync(machine, next, ReadChunk, cancellationToken).ConfigureAwait(false);
            if (positions.Count == 0 || positions[0] >= head)
            {
                yield break;
            }

            foreach (var entry in await ReadAtAsync(positions, cancellationToken).ConfigureAwait(false))
            {
                next = (entry.MachineVersion == Append.AnyVersion ? entry.Position.Value : entry.MachineVersion) + 1;
                if (entry.Position.Value < head)
                {
                    yield return entry;
                }
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<CommittedEntry> QueryAsync(LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 10_000, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Position?.Value ?? 0, nameof(query));
        var head = _tail.Head;
        var next = query.Descending ? Math.Min(query.Position?.Value ?? head, head) : query.Position?.Value ?? 0;
        if (IsRange(query))
        {
            // Everything from a position on: no index knows more than the log itself, and what is recent is decoded already.
            for (var end = Math.Min(head, next + query.Limit); next < end;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var entries = await ReadChunkAsync(next, (int)Math.Min(ReadChunk, end - next), cancellationToken).ConfigureAwait(false);
                foreach (var entry in entries.Take((int)(end - next)))
                {
                    yield return entry;
                }

                next += entries.Count;
            }

            yield break;
        }

        for (var left = query.Limit; left > 0;)
        {
            var max = Math.Clamp(left, LeastQueryChunk, ReadChunk);
            var positions = await _store.FindAsync(query, new LogPosition(next), max, cancellationToken).ConfigureAwait(false);
            if (positions.Count == 0 || (!query.Descending && positions[0] >= head))
            {
                yield break;
            }

            foreach (var entry in await ReadAtAsync(positions, cancellationToken).ConfigureAwait(false))
            {
                if (left > 0 && entry.Position.Value < head && query.Matches(entry))
                {
                    left--;
                    yield return entry;
                }
            }

            if (positions.Count < max)
            {
                yield break;
            }

            next = positions[^1] + (query.Descending ? 0 : 1);
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<LogCount>> CountAsync(LogQuery query, CountBy by = CountBy.Nothing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var tally = new LogTally(by);
        await new LogCounter(Id, _store, _tail.Head).CountAsync(query with { Position = null, Descending = false }, tally, cancellationToken).ConfigureAwait(false);
        return tally.ToCounts();
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<CommittedEntry>> FollowAsync(LogPosition from, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from.Value, nameof(from));
        var next = from.Value;
        while (true)
        {
            await _tail.WhenGrownAsync(next).WaitAsync(cancellationToken).ConfigureAwait(false);
            var isClosed = _tail.IsClosed; // before the head is looked at: nothing comes after the closing
            if (_tail.Head <= next)
            {
                if (isClosed)
                {
                    yield break; // everything handed over
                }

                continue; // it grew, and has not come so far yet
            }

            var batch = await ReadChunkAsync(next, ReadChunk, cancellationToken).ConfigureAwait(false);
            yield return batch;
            next += batch.Count;
        }
    }

    /// <inheritdoc />
    public async ValueTask ReleaseAsync()
    {
        await _sequencer.StopAsync().ConfigureAwait(false);
        await _store.ReleaseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _sequencer.StopAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        _metrics.Dispose();
    }

    private PendingAppend Encode(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        if (append.Entries.IsDefaultOrEmpty || append.Entries.Length > EntryLimits.MaxAppendEntries)
        {
            throw new ArgumentException($"An append to {append.Machine} has 1 to {EntryLimits.MaxAppendEntries} entries.", nameof(append));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(append.ExpectedVersion, Append.AnyVersion, nameof(append));
        var encoded = new EncodedEntry[append.Entries.Length];
        var bytes = 0L;
        var ids = encoded.Length > 1 ? new HashSet<EntryId>() : null;
        for (var i = 0; i < encoded.Length; i++)
        {
            var version = append.ExpectedVersion == Append.AnyVersion ? Append.AnyVersion : append.ExpectedVersion + i;
            encoded[i] = EntryCodec.Encode(Id, append.Machine, version, append.Entries[i]);
            bytes += encoded[i].Bytes.Length;
            if (ids is not null && !ids.Add(append.Entries[i].Id))
            {
                throw new ArgumentException($"Entry {append.Entries[i].Id} stands twice in one append to {append.Machine}.", nameof(append));
            }
        }

        return bytes <= EntryLimits.MaxAppendBytes
            ? new PendingAppend(append, encoded, bytes)
            : throw new ArgumentException($"The append to {append.Machine} has {bytes} bytes; at most {EntryLimits.MaxAppendBytes} are allowed.", nameof(append));
    }

    private static string Origin(LogId log, ILogSigner? signer) => signer is null ? log.Value : $"{signer.Name}/{log}";

    private static bool IsRange(LogQuery query) =>
        query is { Descending: false, Interaction: null, Session: null, Customer: null, Agent: null, Asset: null, Case: null, Kind: null, From: null, To: null };

    /// <summary>The entries from a position on: the rest of its batch where that is in memory, else at most <paramref name="most"/>.</summary>
    private async ValueTask<IReadOnlyList<CommittedEntry>> ReadChunkAsync(long position, int most, CancellationToken cancellationToken)
    {
        if (_tail.Find(position) is { } batch)
        {
            return batch.From(position);
        }

        var max = (int)Math.Min(most, _tail.Head - position);
        var stored = await _store.ReadAsync(new LogPosition(position), max, cancellationToken).ConfigureAwait(false);
        return stored.Count > 0 && stored[0].Position.Value == position && stored[^1].Position.Value == position + stored.Count - 1
            ? Decode(stored)
            : throw new LogFormatException($"Log '{Id}' lacks an entry at or after position {position}; run a full verification.");
    }

    private async ValueTask<IReadOnlyList<CommittedEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken) =>
        Decode(await _store.ReadAtAsync(positions, cancellationToken).ConfigureAwait(false));

    private async ValueTask<bool> KeepsNoVersionAsync(MachineId machine, CancellationToken cancellationToken)
    {
        var first = await _store.FindMachineAsync(machine, 0, 1, cancellationToken).ConfigureAwait(false);
        return first.Count > 0 && (await ReadAtAsync(first, cancellationToken).ConfigureAwait(false))[0].MachineVersion == Append.AnyVersion;
    }

    private CommittedEntry[] Decode(IReadOnlyList<StoredEntry> stored)
    {
        var entries = new CommittedEntry[stored.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = EntryCodec.Decode(Id, stored[i].Position, stored[i].Bytes);
        }

        return entries;
    }
}
