using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A prepared statement; parameters count from 1, columns from 0. Not thread-safe.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span would be bound as null.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    public Statement BindText(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>Goes to the next row; at the end resets the statement and says false.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        var reset = raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? reset : result);
        return false;
    }

    public void Reset() => Check(raw.sqlite3_reset(_statement));

    /// <summary>Runs a statement without rows.</summary>
    public void Run()
    {
        if (Step())
        {
            Reset();
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
