using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;

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

        try
        {
            if (!File.Exists(Path.Combine(path, "log.db")))
            {
                var export = LogExportReader.Open(path);
                return new LogSource(export, export);
            }

            var reader = SqliteLog.OpenReader(path, SqliteLog.ReadId(path));
            return new LogSource(reader, reader);
        }
        catch (LogFormatException e)
        {
            throw new ToolException(e.Message); // there is nothing yet that could be not what it was
        }
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
}

/// <summary>What the user is told instead of a stack trace.</summary>
internal sealed class ToolException(string message) : Exception(message);
