using ContactCenter.Journal;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>A log in a schema of its own: one session writes and holds the writer's lock, reading goes over the pool.</summary>
internal sealed class PostgreSqlLogStore : ILookingLogStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgreSqlLogOptions _options;
    private readonly ILogger _logger;
    private readonly string _schema;
    private readonly LogRows _rows;
    private readonly LogLookup _lookup;
    private readonly LogCounts _counts;
    private NpgsqlConnection? _connection;
    private LogWriter? _writer;

    public PostgreSqlLogStore(NpgsqlDataSource source, LogId id, PostgreSqlLogOptions options, ILoggerFactory loggers)
    {
        (_source, Id, _options) = (source, id, options);
        _logger = loggers.CreateLogger<PostgreSqlLogStore>();
        _schema = PostgreSqlLogSchema.CheckedName(options.Schema ?? PostgreSqlLogSchema.NameOf(id));
        _rows = new LogRows(source, id, _schema);
        _lookup = new LogLookup(_rows, _schema);
        _counts = new LogCounts(_rows, _lookup, _schema);
    }

    public LogId Id { get; }

    public async ValueTask<StoredTail> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = _connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await ServerCheck.SettingsAsync(connection, Id, cancellationToken).ConfigureAwait(false);
            var partition = await ServerCheck.SchemaAsync(connection, Id, _schema, cancellationToken).ConfigureAwait(false);
            await ServerCheck.RightsAsync(connection, Id, _schema, cancellationToken).ConfigureAwait(false);
            await WriterLock.TakeAsync(connection, Id, _schema, _options, _logger, cancellationToken).ConfigureAwait(false);
            var tail = await StoredEnd.ReadAsync(connection, _schema, cancellationToken).ConfigureAwait(false);
            var block = await StoredEnd.BlockAsync(connection, _schema, tail.Count, cancellationToken).ConfigureAwait(false);
            _writer = new LogWriter(connection, Id, _schema, partition);
            await _writer.PrepareAsync(block, cancellationToken).ConfigureAwait(false);
            return tail;
        }
        catch (NpgsqlException e)
        {
            throw new LogUnavailableException($"Log '{Id}' cannot be opened: {e.Message}", e);
        }
    }

    public void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found) => _writer!.FindEntries(ids, found);

    public void FindStreams(IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions) => _writer!.FindStreams(machines, versions);

    public void Find(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found, IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions) =>
        _writer!.Find(ids, found, machines, versions);

    public void Write(LogBatch batch) => Write(batch, null);

    public bool TryWrite(LogBatch batch, IReadOnlyList<KeyValuePair<MachineId, long>> streams) => Write(batch, streams);

    public void WriteTiles(IReadOnlyList<MerkleTile> tiles) => _writer!.WriteTiles(tiles);

    public ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, LogPosition from, int max, CancellationToken cancellationToken) =>
        _lookup.FindAsync(query, from.Value, max, cancellationToken);

    public async ValueTask<bool> TryCountAsync(LogQuery query, LogTally tally, CancellationToken cancellationToken)
    {
        await _counts.CountAsync(query, tally, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public ValueTask<IReadOnlyList<long>> FindMachineAsync(MachineId machine, long fromOrdinal, int max, CancellationToken cancellationToken) =>
        _lookup.FindMachineAsync(machine, fromOrdinal, max, cancellationToken);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken) =>
        _rows.ReadAtAsync(positions, cancellationToken);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken) => _rows.ReadAsync(from, max, cancellationToken);

    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken) =>
        _rows.ReadRecordsAsync(number, max, cancellationToken);

    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken) =>
        _rows.ReadTilesAsync(level, index, max, cancellationToken);

    /// <summary>Gives the lock back and the session to its pool. The pool is the caller's and goes on serving reads.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (_connection is not { } connection)
        {
            return;
        }

        _connection = null;
        _writer?.Dispose();
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                if (connection.FullState == System.Data.ConnectionState.Open)
                {
                    await WriterLock.GiveBackAsync(connection, _schema).ConfigureAwait(false);
                }
            }
            catch (NpgsqlException e)
            {
                PostgreSqlLogMessages.UnlockFailed(_logger, Id, e);
            }
        }
    }

    public ValueTask DisposeAsync() => ReleaseAsync();

    private bool Write(LogBatch batch, IReadOnlyList<KeyValuePair<MachineId, long>>? streams)
    {
        if (_writer!.Extend(batch.Record.First.Value + batch.Entries.Count, out var prepared))
        {
            PostgreSqlLogMessages.Extended(_logger, Id, prepared);
        }

        _options.FaultPoint?.Invoke(PostgreSqlLogOptions.BeforeCommit);
        var written = _writer.Write(batch, streams);
        _options.FaultPoint?.Invoke(PostgreSqlLogOptions.AfterCommit);
        return written;
    }

    /// <summary>For tests: gives the lock back while the log goes on believing that it has it.</summary>
    internal ValueTask LoseLockAsync() => WriterLock.GiveBackAsync(_connection!, _schema);
}
