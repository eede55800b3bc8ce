using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A reading connection to <c>log.db</c>. One user at a time; reads in short transactions, so that the write-ahead log can be moved.</summary>
internal sealed class LogFileReader : IDisposable
{
    private readonly Database _database;
    private readonly Statement _range;
    private readonly Statement _one;
    private readonly Statement _records;
    private readonly Statement? _tiles;

    public LogFileReader(string path)
    {
        _database = new Database(path, SqliteOpenMode.ReadOnly);
        _range = _database.Prepare("SELECT position, bytes FROM entry WHERE position >= ? ORDER BY position LIMIT ?");
        _one = _database.Prepare("SELECT bytes FROM entry WHERE position = ?");
        _records = _database.Prepare("SELECT number, bytes, signature FROM commit_record WHERE number >= ? ORDER BY number LIMIT ?");
        using var kept = new Statement(_database.Handle, "SELECT 1 FROM sqlite_schema WHERE name = 'tile'"); // a log begun before there were any, not opened since
        if (kept.Step())
        {
            kept.Reset();
            _tiles = _database.Prepare("SELECT id, hashes FROM tile WHERE id >= ? AND id < ? ORDER BY id LIMIT ?");
        }
    }

    public List<StoredEntry> Read(long from, int max)
    {
        var entries = new List<StoredEntry>(max);
        _range.Bind(1, from).Bind(2, max);
        while (_range.Step())
        {
            entries.Add(new StoredEntry(new LogPosition(_range.Int64(0)), _range.Blob(1).ToArray()));
        }

        return entries;
    }

    /// <summary>The entry's bytes; null when there is none.</summary>
    public byte[]? Find(long position)
    {
        _one.Bind(1, position);
        if (!_one.Step())
        {
            return null;
        }

        var bytes = _one.Blob(0).ToArray();
        _one.Reset();
        return bytes;
    }

    public List<StoredRecord> ReadRecords(long number, int max)
    {
        var records = new List<StoredRecord>();
        _records.Bind(1, number).Bind(2, max);
        while (_records.Step())
        {
            records.Add(new StoredRecord(_records.Int64(0), _records.Blob(1).ToArray(), _records.Blob(2).ToArray()));
        }

        return records;
    }

    public List<MerkleTile> ReadTiles(int level, long index, int max)
    {
        var tiles = new List<MerkleTile>();
        _tiles?.Bind(1, LogFileSchema.TileId(level, index)).Bind(2, LogFileSchema.TileId(level + 1, 0)).Bind(3, max);
        while (_tiles?.Step() == true)
        {
            tiles.Add(new MerkleTile(level, _tiles.Int64(0) - LogFileSchema.TileId(level, 0), _tiles.Blob(1).ToArray()));
        }

        return tiles;
    }

    public void Dispose() => _database.Dispose();
}
