using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A log's two files as one store: the log file is written through, the index follows behind, and reads add what it has not seen yet.</summary>
internal sealed class SqliteLogStore : ILogStore
{
    public const string LogFileName = "log.db";
    private const int LeastFileBytes = 512;

    private readonly string _folder;
    private readonly SqliteLogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionPool<LogFileReader> _readers;
    private FolderLock? _lock;
    private LogFile? _file;
    private LogIndex? _index;

    public SqliteLogStore(string folder, LogId id, SqliteLogOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (_folder, Id, _options, _time) = (folder, id, options, time);
        _logger = loggers.CreateLogger<SqliteLogStore>();
        var path = Path.Combine(folder, LogFileName);
        _readers = new ConnectionPool<LogFileReader>(() => new LogFileReader(path, options.ReadCacheBytes));
    }

    public LogId Id { get; }

    /// <summary>Why the index is deleted when the store closes; null while nothing is wrong with it.</summary>
    public string? WrongIndex => _index?.Wrong;

    public ValueTask<StoredTail> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            Directory.CreateDirectory(_folder);
            _lock = new FolderLock(_folder, Id);
            RefuseRest(Path.Combine(_folder, LogFileName));
            _file = new LogFile(Path.Combine(_folder, LogFileName), Id, _options);
            var tail = _file.ReadTail();
            _index = LogIndex.Open(_folder, Id, tail.Count, _readers, _options, _time, _logger, cancellationToken);
            return ValueTask.FromResult(tail);
        }
        catch (SqliteException e)
        {
            throw FileFault.Of(e, Path.Combine(_folder, LogFileName), "opened");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException($"Log '{Id}' in '{_folder}' cannot be opened: {e.Message}", e);
        }
    }

    public void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found)
    {
        foreach (var id in ids)
        {
            if (!found.ContainsKey(id) && _index!.Find(id) is { } position)
            {
                found.Add(id, position);
            }
        }
    }

    public void FindStreams(IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions)
    {
        foreach (var machine in machines)
        {
            versions[machine] = _index!.Version(machine);
        }
    }

    public void Write(LogBatch batch)
    {
        _index!.WaitForRoom();
        _file!.Write(batch);
        _index.Add(batch);
    }

    public void WriteTiles(IReadOnlyList<MerkleTile> tiles) => _file!.WriteTiles(tiles);

    public ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, LogPosition from, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_index!.Find(query, from.Value, max));
    }

    public ValueTask<bool> TryCountAsync(LogQuery query, LogTally tally, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _index!.Count(query, tally);
        return ValueTask.FromResult(true);
    }

    public ValueTask<IReadOnlyList<long>> FindMachineAsync(MachineId machine, long fromOrdinal, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_index!.Find(machine, fromOrdinal, max));
    }

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(_readers.Use((from, max), static (reader, x) => reader.Read(x.from.Value, x.max)));
    }

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = _readers.Use(positions, static (reader, wanted) => reader.Find(wanted));
        var entries = new StoredEntry[found.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new StoredEntry(new LogPosition(positions[i]), found[i] ?? throw Missing(positions[i]));
        }

        return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(entries);
    }

    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredRecord>>(_readers.Use((number, max), static (reader, x) => reader.ReadRecords(x.number, x.max)));
    }

    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<MerkleTile>>(_readers.Use((level, index, max), static (reader, x) => reader.ReadTiles(x.level, x.index, x.max)));
    }

    /// <summary>Ends the writing connections and the lock; the reading ones stay.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (_index is not null)
        {
            await _index.ReleaseAsync().ConfigureAwait(false);
        }

        CloseFile();
    }

    public async ValueTask DisposeAsync()
    {
        if (_index is not null)
        {
            await _index.DisposeAsync().ConfigureAwait(false);
        }

        _readers.Dispose(); // before the writer: the last connection to close is its own, which moves nothing after a failure
        CloseFile();
    }

    /// <summary>For tests: lets the log file grow no further than this.</summary>
    internal void LimitPages(int pages) => _file!.LimitPages(pages);

    /// <summary>For tests: lets go of the lock while the log goes on believing that it has it.</summary>
    internal void LoseLock() => _lock!.Dispose();

    private void CloseFile()
    {
        try
        {
            _file?.Dispose();
        }
        catch (SqliteException e)
        {
            SqliteLogMessages.CloseFailed(_logger, Id, e);
        }

        _file = null;
        _lock?.Dispose();
        _lock = null;
    }

    private LogFormatException Missing(long position)
    {
        _index!.Distrust(position);
        return new($"Log '{Id}' lacks entry {position}, which its index speaks of; run a full verification. The index is rebuilt when the log is opened again.");
    }

    /// <summary>SQLite takes what is shorter than its header for a new file.</summary>
    private static void RefuseRest(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 0 and < LeastFileBytes and var length })
        {
            throw new LogFormatException($"'{path}' has {length} bytes: its end was cut off. Restore it from a copy.");
        }
    }
}
