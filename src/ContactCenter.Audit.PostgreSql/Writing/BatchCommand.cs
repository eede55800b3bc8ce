using Npgsql;
using NpgsqlTypes;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>The statements of one batch, prepared together. Sent without a transaction block of their own: PostgreSQL commits what comes in one exchange as one. Used by one thread at a time.</summary>
internal sealed class BatchCommand : IDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly EntryColumns _entries = new();
    private readonly NpgsqlParameter<long> _number = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long> _epoch = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long> _first = Of<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<int> _count = Of<int>(NpgsqlDbType.Integer);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _record = Of<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _signature = Of<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _edge = Of<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly NpgsqlParameter<Guid[]> _ids = EntryColumns.Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<long[]> _idPositions = EntryColumns.Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter[] _tiles = Tiles([]);
    private readonly NpgsqlParameter<long[]> _blocks = EntryColumns.Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long[]> _firstTimes = EntryColumns.Array<long>(NpgsqlDbType.Bigint);
    private readonly NpgsqlParameter<long[]> _lastTimes = EntryColumns.Array<long>(NpgsqlDbType.Bigint);

    /// <param name="connection">The writer's.</param>
    /// <param name="schema">As SQL reads it.</param>
    public BatchCommand(NpgsqlConnection connection, string schema)
    {
        _batch = new NpgsqlBatch(connection);
        // The record first: a writer that has been replaced is found out before anything else is written.
        Add($"INSERT INTO {schema}.commit_record VALUES ($1, $2, $3, $4, $5, nullif($6, ''::bytea), $7)", _number, _epoch, _first, _count, _record, _signature, _edge);
        Add($"INSERT INTO {schema}.entry ({EntryColumns.Columns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)", _entries.Parameters);
        Add($"INSERT INTO {schema}.entry_id SELECT * FROM unnest($1, $2)", _ids, _idPositions);
        Add($"INSERT INTO {schema}.tile SELECT * FROM unnest($1, $2, $3)", _tiles);
        Add($"INSERT INTO {schema}.block SELECT * FROM unnest($1, $2, $3)", _blocks, _firstTimes, _lastTimes);
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

    public Task PrepareAsync(CancellationToken cancellationToken) => _batch.PrepareAsync(cancellationToken);

    public void Execute(LogBatch batch)
    {
        var record = batch.Record;
        (_number.TypedValue, _epoch.TypedValue, _first.TypedValue, _count.TypedValue) = (record.Number, record.Epoch, record.First.Value, record.Count);
        (_record.TypedValue, _signature.TypedValue, _edge.TypedValue) = (batch.RecordBytes, batch.Signature, batch.EdgeBefore);
        _entries.Fill(batch.Entries, record.First.Value);
        _ids.TypedValue = [.. batch.Entries.Select(static e => e.Header.Id.Value)];
        _idPositions.TypedValue = [.. Enumerable.Range(0, batch.Entries.Count).Select(i => record.First.Value + i)];
        Fill(_tiles, batch.Tiles);
        FillBlocks(batch);
        _batch.ExecuteNonQuery();
    }

    public void Dispose() => _batch.Dispose();

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

    private void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        _batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<T> Of<T>(NpgsqlDbType type) => new() { NpgsqlDbType = type };
}
