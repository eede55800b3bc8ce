using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>A folder for one log, gone after the test; in memory where the system has a place for it and the disk is of no matter.</summary>
public sealed class TestFolder(bool inMemory) : IDisposable
{
    public static readonly LogId Log = new("probe");

    public TestFolder()
        : this(inMemory: false)
    {
    }

    public string Path { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"contactcenter-log-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("contactcenter-log-").FullName;

    public string LogDb => System.IO.Path.Combine(Path, "log.db");

    public string IndexDb => System.IO.Path.Combine(Path, "index.db");

    private const string Memory = "/dev/shm";

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
