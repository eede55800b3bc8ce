using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>A folder for one log, gone after the test.</summary>
public sealed class TestFolder : IDisposable
{
    public static readonly LogId Log = new("probe");

    public string Path { get; } = Directory.CreateTempSubdirectory("contactcenter-log-").FullName;

    public string LogDb => System.IO.Path.Combine(Path, "log.db");

    public string IndexDb => System.IO.Path.Combine(Path, "index.db");

    public async Task<ILog> OpenAsync(SqliteLogOptions? options = null) => await SqliteLog.OpenAsync(Path, Log, options ?? new SqliteLogOptions(), TimeProvider.System);

    public async Task<LogVerification> VerifyAsync()
    {
        using var reader = SqliteLog.OpenReader(Path, Log);
        return await LogVerifier.VerifyAsync(reader);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
