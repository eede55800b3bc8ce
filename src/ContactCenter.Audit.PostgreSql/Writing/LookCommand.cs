using ContactCenter.Journal;
using Npgsql;
using NpgsqlTypes;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>What has to be known before a batch: which ids are in the log, and the versions of streams. One exchange for both, prepared. Used by one thread at a time.</summary>
internal sealed class LookCommand : IDisposable
{
    private readonly NpgsqlBatch _both;
    private readonly NpgsqlCommand _entries;
    private readonly NpgsqlParameter<Guid[]> _ids = EntryColumns.Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid[]> _idsOfBoth = EntryColumns.Array<Guid>(NpgsqlDbType.Uuid);
    private readonly NpgsqlParameter<Guid[]> _machines = EntryColumns.Array<Guid>(NpgsqlDbType.Uuid);

    /// <param name="connection">The writer's.</param>
    /// <param name="schema">As SQL reads it.</param>
    public LookCommand(NpgsqlConnection connection, string schema)
    {
        var entries = $"SELECT id, position FROM {schema}.entry_id WHERE id = ANY($1)";
        var streams = $"SELECT m.machine, e.versioned, e.ordinal FROM unnest($1) AS m (machine) CROSS JOIN LATERAL (SELECT versioned, ordinal FROM {schema}.entry WHERE entry.machine = m.machine ORDER BY ordinal DESC LIMIT 1) AS e";
        _entries = new NpgsqlCommand(entries, connection) { Parameters = { _ids } };
        _both = new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(entries) { Parameters = { _idsOfBoth } }, new NpgsqlBatchCommand(streams) { Parameters = { _machines } } },
        };
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _entries.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await _both.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    public void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found)
    {
        _ids.TypedValue = Values(ids);
        using var rows = _entries.ExecuteReader();
        Read(rows, found);
    }

    public void Find(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found, IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions)
    {
        var keys = new Dictionary<Guid, MachineId>(machines.Count);
        foreach (var machine in machines)
        {
            keys[EntryColumns.Machine(machine)] = machine;
            versions[machine] = 0;
        }

        (_idsOfBoth.TypedValue, _machines.TypedValue) = (Values(ids), [.. keys.Keys]);
        using var rows = _both.ExecuteReader();
        Read(rows, found);
        rows.NextResult();
        while (rows.Read())
        {
            versions[keys[rows.GetGuid(0)]] = rows.GetBoolean(1) ? rows.GetInt64(2) + 1 : Append.AnyVersion;
        }
    }

    public void Dispose()
    {
        _entries.Dispose();
        _both.Dispose();
    }

    private static void Read(NpgsqlDataReader rows, Dictionary<EntryId, long> found)
    {
        while (rows.Read())
        {
            found[new EntryId(rows.GetGuid(0))] = rows.GetInt64(1);
        }
    }

    private static Guid[] Values(IReadOnlyList<EntryId> ids) => [.. ids.Select(static id => id.Value)];
}
