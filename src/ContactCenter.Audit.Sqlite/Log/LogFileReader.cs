using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A reading connection to <c>log.db</c>. One user at a time; reads in short transactions, so that the write-ahead log can be moved.</summary>
internal sealed class LogFileReader : IDisposable
{
    private const int BlockBytes = 64 * 1024; // larger ones would be large objects

    private readonly string _path;
    private readonly Database _database;
    private readonly Statement _range;
    private readonly Statement _one;
    private readonly Statement _records;
    private readonly Statement? _tiles;
    private readonly bool _inBlocks;
    private byte[] _block = [];
    private int _used;

    /// <param name="path">The file.</param>
    /// <param name="cacheBytes">Bytes of pages it keeps.</param>
    /// <param name="inBlocks">Many entries share an array: for whoever reads all of them, and keeps none.</param>
    /// <exception cref="LogFormatException">The file is damaged.</exception>
    /// <exception cref="LogUnavailableException">It cannot be read now.</exception>
    public LogFileReader(string path, int cacheBytes, bool inBlocks = false)
    {
        (_path, _inBlocks) = (path, inBlocks);
        try
        {
            _database = ReadingDatabase.Open(path);
            _database.LimitCache(cacheBytes);
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
        catch (SqliteException e)
        {
            _database?.Dispose();
            throw FileFault.Of(e, path, "read");
        }
    }

    /// <summary>Entries from a position on; fewer where the file cannot be read beyond them.</summary>
    public List<StoredEntry> Read(long from, int max)
    {
        _range.Bind(1, from).Bind(2, max);
        return Rows(_range, from, row => new StoredEntry(new LogPosition(row.Int64(0)), Copy(row.Blob(1))));
    }

    /// <summary>The entry's bytes; null when there is none.</summary>
    public byte[]? Find(long position)
    {
        try
        {
            if (!_one.Bind(1, position).Step())
            {
                return null;
            }

            var bytes = _one.Blob(0).ToArray();
            _one.Reset();
            return bytes;
        }
        catch (SqliteException e)
        {
            throw FileFault.Of(e, _path, "read");
        }
    }

    /// <summary>The bytes of each of these entries; null where there is none.</summary>
    public byte[]?[] Find(IReadOnlyList<long> positions)
    {
        var found = new byte[]?[positions.Count];
        try
        {
            _database.Together((Reader: this, positions, found), static x =>
            {
                for (var i = 0; i < x.found.Length; i++)
                {
                    x.found[i] = x.Reader.Find(x.positions[i]);
                }
            });
        }
        catch (SqliteException e)
        {
            throw FileFault.Of(e, _path, "read");
        }

        return found;
    }

    /// <summary>Records from a number on; fewer where the file cannot be read beyond them.</summary>
    public List<StoredRecord> ReadRecords(long number, int max)
    {
        _records.Bind(1, number).Bind(2, max);
        return Rows(_records, number, static row => new StoredRecord(row.Int64(0), row.Blob(1).ToArray(), row.Blob(2).ToArray()));
    }

    /// <summary>Tiles from an index on; fewer where the file cannot be read beyond them.</summary>
    public List<MerkleTile> ReadTiles(int level, long index, int max)
    {
        if (_tiles is null)
        {
            return [];
        }

        _tiles.Bind(1, LogFileSchema.TileId(level, index)).Bind(2, LogFileSchema.TileId(level + 1, 0)).Bind(3, max);
        return Rows(_tiles, LogFileSchema.TileId(level, index), row => new MerkleTile(level, row.Int64(0) - LogFileSchema.TileId(level, 0), row.Blob(1).ToArray()));
    }

    public void Dispose() => _database.Dispose();

    private ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        if (!_inBlocks || bytes.Length > BlockBytes / 8)
        {
            return bytes.ToArray();
        }

        if (_block.Length - _used < bytes.Length)
        {
            (_block, _used) = (GC.AllocateUninitializedArray<byte>(BlockBytes), 0);
        }

        var copy = _block.AsMemory(_used, bytes.Length);
        bytes.CopyTo(copy.Span);
        _used += bytes.Length;
        return copy;
    }

    /// <summary>What a damaged place cuts off is told when somebody asks for it: so the first thing that cannot be read is known exactly.</summary>
    /// <param name="statement">The query, by whose first column its rows are in order.</param>
    /// <param name="least">The smallest number the next row may have: in a damaged file rows may lead back, and whoever reads on from the last one would never end.</param>
    /// <param name="row">Makes what is kept of a row.</param>
    private List<T> Rows<T>(Statement statement, long least, Func<Statement, T> row)
    {
        var rows = new List<T>();
        try
        {
            while (statement.Step())
            {
                var number = statement.Int64(0);
                if (number < least || number == long.MaxValue)
                {
                    statement.Reset();
                    return rows.Count > 0 ? rows : throw new LogFormatException($"'{_path}' is damaged: number {number} stands where {least} or a later one belongs. Restore it from a copy, or verify it.");
                }

                rows.Add(row(statement));
                least = number + 1;
            }
        }
        catch (SqliteException e) when (rows.Count == 0 || !FileFault.IsDamage(e))
        {
            throw FileFault.Of(e, _path, "read");
        }
        catch (SqliteException)
        {
            // Step has reset the statement
        }

        return rows;
    }
}
