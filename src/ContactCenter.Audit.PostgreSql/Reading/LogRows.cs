using ContactCenter.Journal;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>The stored bytes of a log, over sessions of a pool. Thread-safe.</summary>
internal sealed class LogRows(NpgsqlDataSource source, LogId log, string schema)
{
    private readonly string _schema = PostgreSqlLogSchema.Identifier(schema);

    public async ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) =>
        await RowsAsync(
            $"SELECT position, bytes FROM {_schema}.entry WHERE position >= $1 ORDER BY position LIMIT $2",
            () => [Query.Number(from.Value), Query.Number(max)],
            static r => new StoredEntry(new LogPosition(r.GetInt64(0)), r.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, byte[]>(positions.Count);
        await RowsAsync(
            $"SELECT position, bytes FROM {_schema}.entry WHERE position = ANY($1)",
            () => [Query.Numbers([.. positions])],
            r => found[r.GetInt64(0)] = r.GetFieldValue<byte[]>(1),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. positions.Select(p => found.TryGetValue(p, out var bytes)
                ? new StoredEntry(new LogPosition(p), bytes)
                : throw new LogFormatException($"Log '{log}' lacks entry {p}; run a full verification.")),
        ];
    }

    public async ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) =>
        await RowsAsync(
            $"SELECT number, bytes, signature FROM {_schema}.commit_record WHERE number >= $1 ORDER BY number LIMIT $2",
            () => [Query.Number(number), Query.Number(max)],
            static r => new StoredRecord(r.GetInt64(0), r.GetFieldValue<byte[]>(1), r.IsDBNull(2) ? default : (ReadOnlyMemory<byte>)r.GetFieldValue<byte[]>(2)),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) =>
        await RowsAsync(
            $"SELECT index, hashes FROM {_schema}.tile WHERE level = $1::smallint AND index >= $2 ORDER BY index LIMIT $3",
            () => [Query.Number(level), Query.Number(index), Query.Number(max)],
            r => new MerkleTile(level, r.GetInt64(0), r.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Runs a query. A session of the pool may have ended with the server before it was asked, so it is asked again once.</summary>
    /// <exception cref="LogUnavailableException">It cannot be read.</exception>
    public async ValueTask<List<T>> RowsAsync<T>(string sql, Func<NpgsqlParameter[]> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    return await Query.RowsAsync(connection, sql, parameters(), read, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (NpgsqlException e) when (attempt == 0 && e.IsTransient)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (NpgsqlException e)
            {
                throw new LogUnavailableException($"Log '{log}' cannot be read: {e.Message}", e);
            }
        }
    }
}
