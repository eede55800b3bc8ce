using System.Text;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Tools.Audit;

/// <summary>A log to look at, whatever it is kept in. Never written to.</summary>
internal sealed class LogSource : IDisposable
{
    private readonly IDisposable _opened;

    private LogSource(ILogReader log, IDisposable opened) => (Log, _opened) = (log, opened);

    public ILogReader Log { get; }

    /// <summary>The export, where it is one.</summary>
    public LogExportReader? Export => Log as LogExportReader;

    /// <exception cref="ToolException">There is no log.</exception>
    public static LogSource Open(string path)
    {
        if (DatabaseSource.IsMeant(path))
        {
            var (log, source) = DatabaseSource.Open(path);
            return new LogSource(log, source);
        }

        if (!File.Exists(Path.Combine(path, "log.db")))
        {
            try
            {
                var export = LogExportReader.Open(path);
                return new LogSource(export, export);
            }
            catch (LogFormatException e)
            {
                throw new ToolException(e.Message);
            }
        }

        var reader = SqliteLog.OpenReader(path, IdOf(path));
        return new LogSource(reader, reader);
    }

    /// <summary>The newest head, as text: an export's own, else made from the last commit record.</summary>
    public async ValueTask<string> HeadAsync(CancellationToken cancellationToken)
    {
        if (Export is { } export)
        {
            return export.Head;
        }

        StoredRecord? last = null;
        for (var number = 0L; await Log.ReadRecordsAsync(number, 4_096, cancellationToken) is { Count: > 0 } records; number += records.Count)
        {
            last = records[^1];
        }

        if (last is not { } found)
        {
            throw new ToolException("The log has no commit record.");
        }

        var record = CommitRecord.Decode(found.Bytes.Span);
        return new Checkpoint(record.Log.Value, record.First.Value + record.Count, record.Root, record.Number, CommitRecord.Hash(found.Bytes.Span), record.Time).ToText();
    }

    public void Dispose() => _opened.Dispose();

    private static LogId IdOf(string folder)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "log.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE name = 'log'";
        return command.ExecuteScalar() is byte[] value && Encoding.UTF8.GetString(value) is var id && KeyRules.IsValid(id)
            ? new LogId(id)
            : throw new ToolException($"'{Path.Combine(folder, "log.db")}' is no audit log.");
    }
}

/// <summary>What the user is told instead of a stack trace.</summary>
internal sealed class ToolException(string message) : Exception(message);
