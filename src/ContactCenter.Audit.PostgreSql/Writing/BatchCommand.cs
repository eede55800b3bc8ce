using ContactCenter.Journal;
using Npgsql;
using NpgsqlTypes;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>
/// One batch as one statement, prepared: it looks, where it is asked to, and writes and commits all or nothing, in one exchange. Several statements would do, too, but the driver sends all but the
/// first by another thread. Used by one thread at a time.
/// </summary>
internal sealed class BatchCommand : IDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly EntryColumns _entries = new();
    private readonly NpgsqlParameter<long> _number = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long> _epoch = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long> _first = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<int> _count = Of<int>(NpgsqlDbType.Integer);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _record = Of<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _signature = Of<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _edge = Of<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<bool> _looks = Of<bool>(NpgsqlDbType.Boolean);
    private readonly NpgsqlParameter<Guid[]> _machines = EntryColumns.Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<long[]> _versions = EntryColumns.Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<Guid[]> _ids = EntryColumns.Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter[] _tiles = Tiles([]);
    private readonly NpgsqlParameter<long[]> _blocks = EntryColumns.Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long[]> _firstTimes = EntryColumns.Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long[]> _lastTimes = EntryColumns.Array<long>(NpgsqlDbType.Bigint);

    /// <param name="connection">The writer's.</param>
    /// <param name="schema">As SQL reads it.</param>
    public BatchCommand(NpgsqlConnection connection, string schema)
    {
        // The record is the statement proper, which is executed first: a writer that has been replaced is found out before anything else is written.
        _command = new NpgsqlCommand(
            $"""
            WITH fresh AS MATERIALIZED (
                SELECT NOT $8 OR (NOT EXISTS (SELECT FROM {schema}.entry_id WHERE id = ANY($11)) AND NOT EXISTS (
                    SELECT FROM unnest($9, $10) AS assumed (machine, version) LEFT JOIN LATERAL (
                        SELECT CASE WHEN versioned THEN ordinal + 1 ELSE {Append.AnyVersion} END AS version FROM {schema}.entry WHERE entry.machine = assumed.machine ORDER BY ordinal DESC LIMIT 1) AS found ON true
                    WHERE coalesce(found.version, least(assumed.version, 0)) <> assumed.version)) AS ok),
            entries AS (INSERT INTO {schema}.entry ({EntryColumns.Columns}) SELECT * FROM unnest($12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) WHERE (SELECT ok FROM fresh)),
            ids AS (INSERT INTO {schema}.entry_id SELECT * FROM unnest($11, $12) WHERE (SELECT ok FROM fresh)),
            tiles AS (INSERT INTO {schema}.tile SELECT * FROM unnest($25, $26, $27) WHERE (SELECT ok FROM fresh)),
            blocks AS (INSERT INTO {schema}.block SELECT * FROM unnest($28, $29, $30) WHERE (SELECT ok FROM fresh))
            INSERT INTO {schema}.commit_record SELECT $1, $2, $3, $4, $5, nullif($6, ''::bytea), $7 WHERE (SELECT ok FROM fresh)
            """,
            connection);
        foreach (var parameter in (NpgsqlParameter[])
            [_number, _epoch, _first, _count, _record, _signature, _edge, _looks, _machines, _versions, _ids, .. _entries.Parameters, .. _tiles, _blocks, _firstTimes, _lastTimes])
        {
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>The times of the block that is not full yet.</summary>
    public BlockTimes Times { get; } = new();

    /// <summary>Tiles as three columns.</summary>
    public static NpgsqlParameter[] Tiles(IReadOnlyList<MerkleTile> tiles)
    {
        NpgsqlParameter[] columns =
            [EntryColumns.Array<short>(NpgsqlDbType.Smallint), EntryColumns.Array<long>(NpgsqlDbType.Bigint), EntryColumns.Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea)];
        Fill(columns, tiles);
        return columns;
    }

    public Task PrepareAsync(CancellationToken cancellationToken) => _command.PrepareAsync(cancellationToken);

    /// <summary>Writes the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="streams">What is assumed of streams, where that and the ids are to be looked at first; null where they are known.</param>
    /// <returns>False where it is not so: then nothing was written.</returns>
    public bool Execute(LogBatch batch, IReadOnlyList<KeyValuePair<MachineId, long>>? streams)
    {
        var record = batch.Record;
        (_number.TypedValue, _epoch.TypedValue, _first.TypedValue, _count.TypedValue) = (record.Number, record.Epoch, record.First.Value, record.Count);
        (_record.TypedValue, _signature.TypedValue, _edge.TypedValue) = (batch.RecordBytes, batch.Signature, batch.EdgeBefore);
        (_looks.TypedValue, _machines.TypedValue, _versions.TypedValue) =
            (streams is not null, [.. (streams ?? []).Select(static s => EntryColumns.Machine(s.Key))], [.. (streams ?? []).Select(static s => s.Value)]);
        _ids.TypedValue = [.. batch.Entries.Select(static e => e.Header.Id.Value)];
        _entries.Fill(batch.Entries, record.First.Value);
        Fill(_tiles, batch.Tiles);
        FillBlocks(batch);
        return _command.ExecuteNonQuery() > 0;
    }

    public void Dispose() => _command.Dispose();

    private static void Fill(NpgsqlParameter[] columns, IReadOnlyList<MerkleTile> tiles)
    {
        ((NpgsqlParameter<short[]>)columns[0]).TypedValue = [.. tiles.Select(static t => (short)t.Level)];
        ((NpgsqlParameter<long[]>)columns[1]).TypedValue = [.. tiles.Select(static t => t.Index)];
        ((NpgsqlParameter<ReadOnlyMemory<byte>[]>)columns[2]).TypedValue = [.. tiles.Select(static t => t.Hashes)];
    }

    private void FillBlocks(LogBatch batch)
    {
        var full = new List<(long Block, long First, long Last)>();
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            if (Times.Add(batch.Record.First.Value + i, EntryColumns.Ticks(batch.Entries[i].Header.Time), out var block))
            {
                full.Add(block);
            }
        }

        (_blocks.TypedValue, _firstTimes.TypedValue, _lastTimes.TypedValue) =
            ([.. full.Select(static b => b.Block)], [.. full.Select(static b => b.First)], [.. full.Select(static b => b.Last)]);
    }

    private static NpgsqlParameter<T> Of<T>(NpgsqlDbType type) => new() { NpgsqlDbType = type };
}
