using ContactCenter.Journal;
using Npgsql;
using NpgsqlTypes;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>
/// The session that writes: a batch is one exchange with the server, which takes and commits all of it or nothing. Its statements are prepared. Used by
/// the sequencer's thread alone once open.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const string Fenced = "CC006"; // raised by check_commit, as the next
    private const string NotDurable = "CC005";
    private const int Ahead = 65_536; // the most entries of one batch

    private readonly NpgsqlConnection _connection;
    private readonly LogId _log;
    private readonly string _schema;
    private readonly long _ahead;
    private readonly NpgsqlCommand _extend;
    private readonly NpgsqlParameter<long> _until = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly BatchCommand _write;
    private readonly LookCommand _look;
    private long _prepared;

    public LogWriter(NpgsqlConnection connection, LogId log, string schema, long partition)
    {
        (_connection, _log, _schema, _ahead) = (connection, log, PostgreSqlLogSchema.Identifier(schema), Math.Min(Ahead, partition));
        _extend = Command($"SELECT {_schema}.extend($1)", _until);
        _write = new BatchCommand(connection, _schema);
        _look = new LookCommand(connection, _schema);
    }

    /// <summary>
    /// Sets up the session and prepares its statements. Plans made while a table is small are kept while it grows, so they must not be scans of it. A
    /// client whose machine is gone is noticed within half a minute, and its lock with it.
    /// </summary>
    /// <param name="block">The entries of the block that is not full yet: their earliest and latest time; null where there are none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask PrepareAsync((long First, long Last)? block, CancellationToken cancellationToken)
    {
        const string settings = """
            SELECT pg_catalog.set_config(name, value, false) FROM (VALUES
            ('enable_seqscan', 'off'), ('tcp_keepalives_idle', '15'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')) AS s (name, value)
            """;
        await Query.RowsAsync(_connection, settings, [], static _ => 0, cancellationToken).ConfigureAwait(false);
        await _extend.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await _look.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await _write.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (block is var (first, last))
        {
            _write.Times.Resume(first, last);
        }
    }

    public void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found) => _look.FindEntries(ids, found);

    public void FindStreams(IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions) => _look.Find([], [], machines, versions);

    public void Find(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found, IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions) =>
        _look.Find(ids, found, machines, versions);

    /// <summary>Writes one batch; durable on return.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="streams">What is assumed of streams, where that and the ids are to be looked at first; null where they are known.</param>
    /// <returns>False where it is not so: then nothing was written.</returns>
    /// <exception cref="LogUnavailableException">A newer writer has the log, or the server no longer keeps what it confirms.</exception>
    /// <exception cref="NpgsqlException">The server refused, or was lost: then what became of the batch is not known.</exception>
    public bool Write(LogBatch batch, IReadOnlyList<KeyValuePair<MachineId, long>>? streams)
    {
        try
        {
            return _write.Execute(batch, streams);
        }
        catch (PostgresException e) when (e.SqlState == Fenced || (e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName == "commit_record_pkey"))
        {
            throw new LogUnavailableException($"A writer with a newer epoch than {batch.Record.Epoch} owns log '{_log}': {e.MessageText}.", e);
        }
        catch (PostgresException e) when (e.SqlState == NotDurable)
        {
            throw ServerCheck.NotDurable(_log, "fsync, full_page_writes or synchronous_commit", e);
        }
    }

    public void WriteTiles(IReadOnlyList<MerkleTile> tiles)
    {
        using var command = Command($"INSERT INTO {_schema}.tile SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING", BatchCommand.Tiles(tiles));
        command.ExecuteNonQuery();
    }

    /// <summary>Makes the partitions for what is coming; outside of any batch's transaction, long before they are needed.</summary>
    /// <returns>Whether there are new ones.</returns>
    public bool Extend(long next, out long prepared)
    {
        prepared = _prepared;
        if (next + _ahead <= _prepared)
        {
            return false;
        }

        _until.TypedValue = next + _ahead;
        (var before, _prepared) = (_prepared, (long)_extend.ExecuteScalar()!);
        prepared = _prepared;
        return _prepared > before;
    }

    /// <summary>Ends the statements; the session is its owner's.</summary>
    public void Dispose()
    {
        _write.Dispose();
        _look.Dispose();
        _extend.Dispose();
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
