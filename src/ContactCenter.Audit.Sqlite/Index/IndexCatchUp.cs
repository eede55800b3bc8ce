using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Opens an index file, throws it away when it is not this log's, and gives it the entries it lacks.</summary>
internal static class IndexCatchUp
{
    private const int Chunk = 8_192;
    private const int MaxTries = 100;

    /// <summary>The index, of this log and up to its head; built anew when what was there is of no use.</summary>
    public static IndexFile Run(
        string path, LogId log, long head, ConnectionPool<LogFileReader> entries, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Apply(Open(path, log, head, entries, logger), log, head, entries, time, logger, cancellationToken);
            }
            catch (IndexTakenException) when (tries < MaxTries)
            {
                // Whoever had the log before wrote one of its last batches meanwhile. Once this one is ahead, the other finds more than it knows of and stops.
            }
            catch (SqliteException e) when (IndexFile.IsDamage(e))
            {
                SqliteLogMessages.IndexRebuilt(logger, log, e.Message);
                break;
            }
        }

        Delete(path);
        return Apply(new IndexFile(path, log), log, head, entries, time, logger, cancellationToken);
    }

    public static void Delete(string path)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            File.Delete(path + suffix);
        }
    }

    private static IndexFile Open(string path, LogId log, long head, ConnectionPool<LogFileReader> entries, ILogger logger)
    {
        try
        {
            var file = new IndexFile(path, log);
            if (FaultOrClosed(file, head, entries) is not { } fault)
            {
                return file;
            }

            file.Dispose();
            SqliteLogMessages.IndexRebuilt(logger, log, fault);
        }
        catch (SqliteException e)
        {
            SqliteLogMessages.IndexRebuilt(logger, log, e.Message);
        }

        Delete(path);
        return new IndexFile(path, log);
    }

    /// <summary>Applies what the log holds beyond the index; closes it when that fails.</summary>
    private static IndexFile Apply(
        IndexFile file, LogId log, long head, ConnectionPool<LogFileReader> entries, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var (started, first) = (time.GetTimestamp(), file.Applied);
            while (file.Applied < head)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stored = entries.Use((file.Applied, Chunk), static (reader, x) => reader.Read(x.Applied, x.Chunk));
                if (stored.Count == 0 || stored[0].Position.Value != file.Applied || stored[^1].Position.Value != file.Applied + stored.Count - 1)
                {
                    throw new LogFormatException($"Log '{log}' lacks an entry at or after position {file.Applied}; run a full verification.");
                }

                file.Apply([.. stored.Select(e => new EncodedEntry(EntryCodec.DecodeHeader(log, e.Bytes), e.Bytes, MerkleHash.Leaf(e.Bytes.Span)))]);
            }

            if (head > first)
            {
                SqliteLogMessages.IndexCaughtUp(logger, log, head - first, head, time.GetElapsedTime(started).TotalMilliseconds);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string? FaultOrClosed(IndexFile file, long head, ConnectionPool<LogFileReader> entries)
    {
        try
        {
            return Fault(file, head, entries);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string? Fault(IndexFile file, long head, ConnectionPool<LogFileReader> entries)
    {
        if (!file.IsOurs)
        {
            return "it is of another log or format.";
        }

        if (file.Applied > head)
        {
            return $"it speaks of {file.Applied} entries, the log holds {head}.";
        }

        if (file.Applied == 0)
        {
            return null;
        }

        var last = entries.Use(file.Applied - 1, static (reader, position) => reader.Find(position));
        return last is not null && MerkleHash.Leaf(last).AsSpan().SequenceEqual(file.LastLeaf) ? null : "it belongs to another history.";
    }
}
