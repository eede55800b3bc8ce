using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Audit.Sqlite;

/// <summary>One SQLite connection, used through the C API where rows are many. Not thread-safe.</summary>
internal sealed class Database : IDisposable
{
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private Statement? _begin, _commit;

    /// <param name="path">The file.</param>
    /// <param name="mode">What it is opened for.</param>
    /// <param name="isImmutable">Nobody writes to it while it is open: nothing beside it is looked at, and nothing locked.</param>
    public Database(string path, SqliteOpenMode mode, bool isImmutable = false)
    {
        var source = isImmutable ? $"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?immutable=1" : path;
        var text = new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString();
        _connection = new SqliteConnection(text);
        try
        {
            _connection.Open();
            SqliteException.ThrowExceptionForRC(raw.sqlite3_extended_result_codes(Handle, 1), Handle);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(Handle, 30_000), Handle);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Rows the last statement that writes has written.</summary>
    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>A prepared statement, which the connection owns.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(Handle, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Reads as of one moment: each statement by itself would take and give back the file's lock, which costs more than finding a row. Not to be used again after an exception.</summary>
    public void Together<TState>(TState state, Action<TState> read)
    {
        (_begin ??= Prepare("BEGIN")).Run();
        read(state);
        (_commit ??= Prepare("COMMIT")).Run();
    }

    /// <summary>How many bytes of pages the connection keeps.</summary>
    public void LimitCache(int bytes) => Execute($"PRAGMA cache_size = -{Math.Clamp(bytes, 1 << 20, 1 << 30) >> 10};");

    public void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(Handle, sql), Handle);

    /// <summary>Ends a transaction that failed, where there is one; silent, since another error is on its way.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
        {
            _ = raw.sqlite3_exec(Handle, "ROLLBACK");
        }
    }

    /// <summary>Closing does not move the write-ahead log: after a failed sync that would be the retry nobody must make.</summary>
    public void NeverCheckpointOnClose() =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(Handle, NoCheckpointOnClose, 1, out _), Handle);

    /// <summary>Moves what the write-ahead log holds to the file, as far as readers allow.</summary>
    /// <returns>The pages that stay in it.</returns>
    public int Checkpoint(bool truncate = false)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(Handle, "main", truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var moved);
        if (result is raw.SQLITE_BUSY)
        {
            return pages - moved; // a reader holds it; the next one will do it
        }

        SqliteException.ThrowExceptionForRC(result, Handle);
        return pages - moved;
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }
}
