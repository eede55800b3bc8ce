using ContactCenter.Journal;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>The stored bytes of a log in PostgreSQL, without the right to write. Thread-safe. A read throws <see cref="LogUnavailableException"/> when the server cannot be asked.</summary>
public sealed class PostgreSqlLogReader : ILogReader
{
    private readonly LogRows _rows;

    internal PostgreSqlLogReader(NpgsqlDataSource source, LogId log, string schema)
    {
        ArgumentNullException.ThrowIfNull(source);
        Id = log;
        _rows = new LogRows(source, log, PostgreSqlLogSchema.CheckedName(schema));
    }

    /// <inheritdoc />
    public LogId Id { get; }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) => _rows.ReadAsync(from, max, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) =>
        _rows.ReadRecordsAsync(number, max, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) =>
        _rows.ReadTilesAsync(level, index, max, cancellationToken);
}
