using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>A folder for one log, gone after the test.</summary>
public sealed class TestFolder : IDisposable
{
    public static readonly LogId Log = new("probe");

    public string Path { get; } = Directory.CreateTempSubdirectory("contactcenter-log-").FullName;

    public string LogDb => System.IO.Path.Combine(Path, "log.db");

    public string IndexDb => System.IO.Path.Combine(Path, "index.db");

    public async Task<AuditLog> OpenAsync(SqliteLogOptions? options = null) => await SqliteLog.OpenAsync(Path, Log, options ?? new SqliteLogOptions(), TimeProvider.System);

    public SqliteLogReader OpenReader() => SqliteLog.OpenReader(Path, Log);

    /// <summary>Runs a statement on the log's file, as somebody would who has it.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={LogDb};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async Task<LogVerification> VerifyAsync()
    {
        using var reader = OpenReader();
        return await LogVerifier.VerifyAsync(reader);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
