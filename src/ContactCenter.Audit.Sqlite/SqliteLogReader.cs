using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>The stored bytes of a log in SQLite, without the right to write. Thread-safe.</summary>
public sealed class SqliteLogReader : ILogReader, IDisposable
{
    private const int CacheBytes = 2 << 20; // it is read from one end to the other

    private readonly ConnectionPool<LogFileReader> _readers;

    internal SqliteLogReader(string folder, LogId log)
    {
        Id = log;
        var path = Path.Combine(folder, SqliteLogStore.LogFileName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no log at '{path}'.", path);
        }

        _readers = new ConnectionPool<LogFileReader>(() => new LogFileReader(path, CacheBytes, inBlocks: true));
    }

    /// <inheritdoc />
    public LogId Id { get; }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(_readers.Use((from, max), static (reader, x) => reader.Read(x.from.Value, x.max)));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<StoredRecord>>(_readers.Use((number, max), static (reader, x) => reader.ReadRecords(x.number, x.max)));
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<MerkleTile>>(_readers.Use((level, index, max), static (reader, x) => reader.ReadTiles(x.level, x.index, x.max)));
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _readers.Dispose();
}
