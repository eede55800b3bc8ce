using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Files;

/// <summary>Opens an SQLite database in write-ahead mode.</summary>
internal static class SqliteFile
{
    public static SqliteConnection Open(string path, bool readOnly, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false, // a pooled handle would outlive its owner and keep the file open
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, readOnly ? pragmas : $"PRAGMA journal_mode=WAL; {pragmas}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
