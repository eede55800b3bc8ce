using System.Buffers.Binary;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// Finds entries: by the index file, which a thread fills behind in large batches, and by memory for what the file does not hold
/// yet. So a read sees everything acknowledged. Thread-safe; <see cref="Find(EntryId)"/>, <see cref="Version"/>,
/// <see cref="WaitForRoom"/> and <see cref="Add"/> are the sequencer's alone.
/// </summary>
internal sealed class LogIndex : IAsyncDisposable
{
    private readonly LogId _log;
    private readonly ILogger _logger;
    private readonly string _path;
    private readonly IndexFile _file;
    private readonly ConnectionPool<LogFileReader> _entries;
    private readonly ConnectionPool<IndexReader> _readers;
    private readonly IndexWriter _writer;
    private readonly KeyFilter _recent = new();
    private readonly TaskCompletionSource _checkEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KeyFilter? _loaded; // what the file held at the start; null until it has been read
    private volatile bool _closing;
    private volatile LogUnavailableException? _wrong;
    private bool _isReleased;

    private LogIndex(LogId log, string path, IndexFile file, ConnectionPool<LogFileReader> entries, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        (_log, _path, _file, _entries, _logger) = (log, path, file, entries, logger);
        _readers = new ConnectionPool<IndexReader>(() => new IndexReader(path, options.ReadCacheBytes));
        var keys = file.Applied + file.Names;
        _writer = new IndexWriter(log, file, options, time, logger);
        new Thread(() => Check(keys, time)) { IsBackground = true, Name = $"index check {log}" }.Start();
    }

    /// <summary>Why the file is of no use; null while nothing is wrong with it.</summary>
    public string? Wrong => _wrong?.Message ?? (_writer.Failure is SqliteException failure && IndexFile.IsDamage(failure) ? failure.Message : null);

    /// <summary>Opens the index and brings it up to date with the log of <paramref name="head"/> entries.</summary>
    public static LogIndex Open(
        string folder, LogId log, long head, ConnectionPool<LogFileReader> entries, SqliteLogOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "index.db");
        try
        {
            var file = IndexCatchUp.Run(path, log, head, entries, time, logger, cancellationToken);
            return new LogIndex(log, path, file, entries, options, time, logger);
        }
        catch (SqliteException e)
        {
            throw new LogUnavailableException($"The index '{path}' of log '{log}' cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Where the entry stands; null when it is not in the log.</summary>
    public long? Find(EntryId id)
    {
        if (!_recent.MayContain(RecentKey(id)) && Volatile.Read(ref _loaded)?.MayContain(LoadedKey(id)) == false)
        {
            return null;
        }

        return _writer.Missing().Find(id) ?? FindInFile(id);
    }

    /// <summary>The number of entries in a stream, or that it keeps no version.</summary>
    public long Version(MachineId machine) =>
        IsNew(machine) ? 0 : _writer.Missing().Version(machine) ?? Read(machine, static (reader, x) => reader.Version(x));

    /// <summary>Waits while the index is too far behind.</summary>
    public void WaitForRoom() => _writer.WaitForRoom();

    /// <summary>Takes in a batch that has been committed.</summary>
    public void Add(LogBatch batch)
    {
        foreach (var entry in batch.Entries)
        {
            _recent.Add(RecentKey(entry.Header.Id));
            if (entry.Header.MachineVersion is Append.AnyVersion or 0)
            {
                _recent.Add((entry.Header.MachineVersion == 0
                    ? IndexNames.VersionedMachine(entry.Header.Machine)
                    : IndexNames.UnversionedMachine(entry.Header.Machine)).Mix());
            }
        }

        _writer.Add(batch);
    }

    /// <summary>Positions that may match, beginning at <paramref name="from"/> (descending: before it); fewer than <paramref name="max"/> only when there are no more.</summary>
    public IReadOnlyList<long> Find(LogQuery query, long from, int max)
    {
        var missing = _writer.Missing();
        if (query.Descending)
        {
            var newest = missing.Where((header, position) => position < from && query.Matches(header)).Reverse().Take(max).ToList();
            if (newest.Count < max)
            {
                newest.AddRange(Read((query, end: Math.Min(from, missing.Start), max: max - newest.Count), static (reader, x) => reader.Find(x.query, 0, x.end, x.max)));
            }

            return newest;
        }

        var found = from < missing.Start ? Read((query, from, end: missing.Start, max), static (reader, x) => reader.Find(x.query, x.from, x.end, x.max)) : [];
        if (found.Count < max && missing.Batches.Length > 0)
        {
            found.AddRange(missing.Where((header, position) => position >= from && query.Matches(header)).Take(max - found.Count));
        }

        return found;
    }

    /// <summary>Adds how many entries match, by what the index keeps for each hour and by what it does not hold yet.</summary>
    public void Count(LogQuery query, LogTally tally)
    {
        var missing = _writer.Missing();
        var applied = Read((query, tally), static (reader, x) => reader.Count(x.query, x.tally));
        foreach (var header in missing.Headers(applied).Where(query.Matches))
        {
            tally.Add(header.Time, header.Kind, header.Links.Agent);
        }
    }

    /// <summary>Positions of a machine's entries from an ordinal on.</summary>
    public IReadOnlyList<long> Find(MachineId machine, long fromOrdinal, int max)
    {
        if (IsNew(machine))
        {
            return [];
        }

        var missing = _writer.Missing();
        var found = Read((machine, fromOrdinal, end: missing.Start, max), static (reader, x) => reader.Find(x.machine, x.fromOrdinal, x.end, x.max));
        return found.Count > 0 ? found : [.. missing.Where(Fits).Take(max)];

        bool Fits(EntryHeader header, long position) =>
            header.Machine == machine && (header.MachineVersion >= 0 ? header.MachineVersion : position) >= fromOrdinal;
    }

    /// <summary>Ends the log's writing, since its index is wrong; the next opening builds another one.</summary>
    public LogUnavailableException Distrust(long position) => Distrust($"speaks of entry {position}, which the log lacks");

    private LogUnavailableException Distrust(string why)
    {
        var cause = new LogUnavailableException($"The index of log '{_log}' {why}. It is rebuilt when the log is opened again.");
        _wrong = cause;
        _writer.Fail(cause);
        return cause;
    }

    /// <summary>Waits until all is in the file, or the file has failed, then writes no more. Reading goes on: what the file lacks is in memory.</summary>
    public async ValueTask ReleaseAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (!_isReleased)
        {
            _isReleased = true;
            Close();
        }
    }

    /// <summary>Waits until all is in the file, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _readers.Dispose();
        if (_isReleased)
        {
            return; // the file is another opening's by now
        }

        Close();
    }

    /// <summary>A file that is damaged or wrong is deleted: the next opening builds another one.</summary>
    private void Close()
    {
        _file.Dispose();
        if (Wrong is not null)
        {
            IndexCatchUp.Delete(_path);
        }
    }

    /// <summary>Ends both threads: neither opens the file again, which may be another opening's by then.</summary>
    private async Task StopAsync()
    {
        _closing = true;
        await _checkEnded.Task.ConfigureAwait(false);
        await _writer.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Whether the log certainly holds nothing of the machine that anybody was told of.</summary>
    private bool IsNew(MachineId machine)
    {
        var (versioned, unversioned) = (IndexNames.VersionedMachine(machine).Mix(), IndexNames.UnversionedMachine(machine).Mix());
        return !_recent.MayContain(versioned) && !_recent.MayContain(unversioned)
            && Volatile.Read(ref _loaded) is { } loaded && !loaded.MayContain(versioned) && !loaded.MayContain(unversioned);
    }

    /// <summary>Half an id may be another's too: the entries themselves decide.</summary>
    private long? FindInFile(EntryId id)
    {
        foreach (var position in Read(id, static (reader, x) => reader.Candidates(x)))
        {
            var bytes = _entries.Use(position, static (reader, x) => reader.Find(x)) ?? throw Distrust(position);
            if (EntryCodec.DecodeHeader(_log, bytes).Id == id)
            {
                return position;
            }
        }

        return null;
    }

    /// <summary>Answers from an index that is known to be wrong would lack entries and say nothing.</summary>
    private TResult Read<TState, TResult>(TState state, Func<IndexReader, TState, TResult> read)
    {
        if (_wrong is { } wrong)
        {
            throw new LogUnavailableException(wrong.Message, wrong);
        }

        try
        {
            return _readers.Use(state, read);
        }
        catch (SqliteException e)
        {
            _writer.Fail(e);
            throw new LogUnavailableException($"The index of log '{_log}' cannot be read: {e.Message} It is rebuilt when the log is opened again.", e);
        }
    }

    private void Check(long keys, TimeProvider time)
    {
        try
        {
            if (_closing)
            {
                return;
            }

            var (started, check) = (time.GetTimestamp(), new IndexCheck(_path, keys, () => _closing));
            if (check.Run(filter => Volatile.Write(ref _loaded, filter)) is { } wrong)
            {
                Distrust($"does not add up: its {wrong} were damaged or altered");
            }
            else if (!_closing)
            {
                SqliteLogMessages.IndexChecked(_logger, _log, check.Applied, time.GetElapsedTime(started).TotalMilliseconds);
            }
        }
        catch (SqliteException e)
        {
            _writer.Fail(e);
        }
        finally
        {
            _checkEnded.SetResult();
        }
    }

    private static ulong RecentKey(EntryId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return KeyFilter.Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    private static ulong LoadedKey(EntryId id) => KeyFilter.Mix((ulong)IndexFile.Hash(id), 0);
}
