using ContactCenter.Audit;
using ContactCenter.Audit.PostgreSql;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using ContactCenter.Routing;
using Npgsql;

namespace ContactCenter.Tools.Simulation;

/// <summary>The router's records of a log, whatever it is kept in. Never written to.</summary>
internal static class LogRecords
{
    private const string RouterKind = "router";
    private const int Chunk = 4_096;

    /// <exception cref="ToolException">There is no log, or the router says nothing in it.</exception>
    public static async Task<IReadOnlyList<RouterRecord>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var (log, opened) = Open(path);
        using (opened)
        {
            var records = new List<RouterRecord>();
            var router = default(MachineId?);
            for (var next = 0L; await log.ReadAsync(new LogPosition(next), Chunk, cancellationToken) is { Count: > 0 } entries; next = entries[^1].Position.Value + 1)
            {
                foreach (var stored in entries)
                {
                    var committed = EntryCodec.Decode(log.Id, stored.Position, stored.Bytes);
                    if (committed.Machine.Kind != RouterKind)
                    {
                        continue;
                    }

                    router ??= committed.Machine;
                    if (router != committed.Machine)
                    {
                        throw new ToolException($"The log has several routers, '{router}' and '{committed.Machine}'; a replay is of one.");
                    }

                    var entry = committed.Entry;
                    records.Add(new RouterRecord(RouterCodec.Read(entry), entry.Cause.GetValueOrDefault(), entry.CausePosition, entry.Time));
                }
            }

            return records.Count > 0 ? records : throw new ToolException($"The log '{log.Id}' has no router's entries in it.");
        }
    }

    private static (ILogReader Log, IDisposable Opened) Open(string path)
    {
        if (path.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !Path.Exists(path))
        {
            return OpenDatabase(path);
        }

        if (File.Exists(Path.Combine(path, "log.db")))
        {
            var reader = SqliteLog.OpenReader(path, SqliteLog.ReadId(path));
            return (reader, reader);
        }

        var export = LogExportReader.Open(path);
        return (export, export);
    }

    private static (ILogReader Log, IDisposable Opened) OpenDatabase(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder(text) { ApplicationName = "ccsim" };
        if (string.IsNullOrWhiteSpace(builder.SearchPath))
        {
            throw new ToolException("Say which schema the log is in: add Search Path=log_acme to the connection string.");
        }

        var schema = builder.SearchPath;
        builder.SearchPath = null; // the reader names the schema itself
        var source = NpgsqlDataSource.Create(builder);
        try
        {
            using var command = source.CreateCommand($"SELECT value FROM \"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".meta WHERE name = 'log'");
            return command.ExecuteScalar() is string id && KeyRules.IsValid(id)
                ? (PostgreSqlLog.OpenReader(source, new LogId(id), schema), source)
                : throw new ToolException($"'{schema}' is no audit log's schema.");
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
