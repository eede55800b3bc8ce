using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Audit.Sqlite;

/// <summary>The writing side of <c>log.db</c>: one connection, one batch at a time. Used by the sequencer's thread alone once open.</summary>
internal sealed class LogFile : IDisposable
{
    private const int PageBytes = 4096;

    private readonly Database _database;
    private readonly SqliteLogOptions _options;
    private readonly Statement _begin;
    private readonly Statement _entry;
    private readonly Statement _record;
    private readonly Statement _tile;
    private readonly Statement _edge;
    private readonly Statement _commit;
    private long _walPages;
    private bool _failed;

    public LogFile(string path, LogId log, SqliteLogOptions options)
    {
        _options = options;
        if (WriteAheadLog.WriteAgain(path))
        {
            options.FaultPoint?.Invoke(SqliteLogOptions.WrittenAgain);
        }

        _database = new Database(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            LogFileSchema.Ensure(_database, log);
            // A checkpoint of SQLite's own swallows its errors; ours must end the log.
            _database.Execute("PRAGMA wal_autocheckpoint = 0;");
            _database.NeverCheckpointOnClose();
            _walPages = _database.Checkpoint();
            _begin = _database.Prepare("BEGIN IMMEDIATE");
            _entry = _database.Prepare("INSERT INTO entry VALUES (?, ?)");
            _record = _database.Prepare("INSERT INTO commit_record (number, bytes, signature) VALUES (?, ?, ?)");
            _tile = _database.Prepare("INSERT OR IGNORE INTO tile VALUES (?, ?)");
            _edge = _database.Prepare("UPDATE edge SET epoch = ?, subtrees = ? WHERE epoch <= ?");
            _commit = _database.Prepare("COMMIT");
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>How the log ends.</summary>
    public StoredTail ReadTail()
    {
        using var last = new Statement(_database.Handle, "SELECT bytes FROM commit_record ORDER BY number DESC LIMIT 1");
        using var edge = new Statement(_database.Handle, "SELECT subtrees FROM edge");
        using var end = new Statement(_database.Handle, "SELECT max(position) FROM entry");
        var record = last.Step() ? last.Blob(0).ToArray() : [];
        var subtrees = edge.Step() ? edge.Blob(0).ToArray() : [];
        var count = end.Step() && !end.IsNull(0) ? end.Int64(0) + 1 : 0;
        var first = record.Length == 0 ? count : CommitRecord.Decode(record).First.Value;
        var entries = new List<StoredEntry>();
        using var tail = new Statement(_database.Handle, "SELECT position, bytes FROM entry WHERE position >= ? ORDER BY position");
        tail.Bind(1, first);
        while (tail.Step())
        {
            entries.Add(new StoredEntry(new LogPosition(tail.Int64(0)), tail.Blob(1).ToArray()));
        }

        return new StoredTail(record, subtrees, entries, count);
    }

    /// <summary>Writes and syncs one batch.</summary>
    public void Write(LogBatch batch)
    {
        try
        {
            if (_walPages > _options.CheckpointPages)
            {
                _walPages = _database.Checkpoint();
            }

            WriteRows(batch);
            _options.FaultPoint?.Invoke(SqliteLogOptions.BeforeCommit);
            _commit.Run();
            _options.FaultPoint?.Invoke(SqliteLogOptions.AfterCommit);
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    /// <summary>Writes and syncs tiles of what is in the log already; those that are there stay.</summary>
    public void WriteTiles(IReadOnlyList<MerkleTile> tiles)
    {
        _begin.Run();
        WriteRows(tiles);
        _commit.Run();
        _walPages = _database.Checkpoint();
    }

    /// <summary>For tests: lets the file grow no further than this.</summary>
    public void LimitPages(int pages) => _database.Execute($"PRAGMA max_page_count = {pages};");

    /// <summary>Closes; after a failure nothing more is synced or moved.</summary>
    public void Dispose()
    {
        try
        {
            if (!_failed)
            {
                _database.Checkpoint(truncate: true);
            }
        }
        finally
        {
            _database.Dispose();
        }
    }

    private void WriteRows(LogBatch batch)
    {
        _begin.Run();
        var position = batch.Record.First.Value;
        var bytes = 0L;
        foreach (var entry in batch.Entries)
        {
            _entry.Bind(1, position++).Bind(2, entry.Bytes.Span).Run();
            bytes += entry.Bytes.Length;
        }

        _record.Bind(1, batch.Record.Number).Bind(2, batch.RecordBytes.Span);
        (batch.Signature.IsEmpty ? _record.BindNull(3) : _record.Bind(3, batch.Signature.Span)).Run();
        WriteRows(batch.Tiles);
        bytes += batch.Tiles.Sum(static t => (long)t.Hashes.Length);
        _edge.Bind(1, batch.Record.Epoch).Bind(2, batch.EdgeBefore.Span).Bind(3, batch.Record.Epoch).Run();
        if (raw.sqlite3_changes(_database.Handle) != 1)
        {
            throw new LogUnavailableException($"A writer with a newer epoch than {batch.Record.Epoch} owns log '{batch.Record.Log}'.");
        }

        _walPages += (bytes / PageBytes) + 5; // the pages filled, and the right edges of the tables
    }

    private void WriteRows(IReadOnlyList<MerkleTile> tiles)
    {
        foreach (var tile in tiles)
        {
            _tile.Bind(1, LogFileSchema.TileId(tile.Level, tile.Index)).Bind(2, tile.Hashes.Span).Run();
        }
    }
}
