using ContactCenter.Journal;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>How the stored log ends, read by the session that owns it.</summary>
internal static class StoredEnd
{
    public static async ValueTask<StoredTail> ReadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var name = PostgreSqlLogSchema.Identifier(schema);
        var records = await Query.RowsAsync(
            connection,
            $"SELECT bytes, edge FROM {name}.commit_record ORDER BY number DESC LIMIT 1",
            [],
            static r => (Bytes: r.GetFieldValue<byte[]>(0), Edge: r.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);
        var count = (await Query.RowsAsync(
            connection, $"SELECT coalesce(max(position) + 1, 0) FROM {name}.entry", [], static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        if (records is not [var (bytes, edge)])
        {
            return new StoredTail(default, default, [], count);
        }

        var entries = await Query.RowsAsync(
            connection,
            $"SELECT position, bytes FROM {name}.entry WHERE position >= $1 ORDER BY position",
            [Query.Number(CommitRecord.Decode(bytes).First.Value)],
            static r => new StoredEntry(new LogPosition(r.GetInt64(0)), r.GetFieldValue<byte[]>(1)),
            cancellationToken).ConfigureAwait(false);
        return new StoredTail(bytes, edge, entries, count);
    }

    /// <summary>The times of the entries in the block that is not full yet; null where there are none.</summary>
    public static async ValueTask<(long First, long Last)?> BlockAsync(NpgsqlConnection connection, string schema, long count, CancellationToken cancellationToken)
    {
        var times = await Query.RowsAsync(
            connection,
            $"SELECT min(time), max(time) FROM {PostgreSqlLogSchema.Identifier(schema)}.entry WHERE position >= $1",
            [Query.Number(count / BlockTimes.Size * BlockTimes.Size)],
            static r => r.IsDBNull(0) ? ((long, long)?)null : (r.GetInt64(0), r.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
        return times[0];
    }
}
