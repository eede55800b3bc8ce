namespace ContactCenter.Audit.Sqlite;

/// <summary>Keeps, for each <see cref="Size"/> positions, their first and last time and the kinds among them.</summary>
internal sealed class IndexBlocks
{
    /// <summary>Positions one row speaks for.</summary>
    public const int Size = 4_096;

    public const string Create = """

        CREATE TABLE IF NOT EXISTS block (block INTEGER PRIMARY KEY, first_time INTEGER NOT NULL, last_time INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS block_kind (kind INTEGER, block INTEGER, PRIMARY KEY (kind, block)) STRICT, WITHOUT ROWID;
        """;

    private readonly Database _database;
    private readonly Statement _setBlock, _addKind;
    private readonly IndexSums _sums;
    private readonly HashSet<long> _kinds = []; // of the block that grows, those known to be in the table
    private (long Block, long First, long Last)? _stored, _grown;

    public IndexBlocks(Database database, IndexSums sums)
    {
        (_database, _sums) = (database, sums);
        _setBlock = database.Prepare("INSERT OR REPLACE INTO block VALUES (?, ?, ?)");
        _addKind = database.Prepare("INSERT OR IGNORE INTO block_kind VALUES (?, ?)");
        using var last = new Statement(database.Handle, "SELECT block, first_time, last_time FROM block ORDER BY block DESC LIMIT 1");
        if (last.Step())
        {
            _stored = (last.Int64(0), last.Int64(1), last.Int64(2));
            last.Reset();
        }
    }

    /// <summary>Adds an entry behind those before.</summary>
    public void Add(long position, DateTimeOffset time, long kind)
    {
        var (block, ticks) = (position / Size, time.UtcTicks);
        if (_grown is { } grown && grown.Block == block)
        {
            _grown = (block, Math.Min(grown.First, ticks), Math.Max(grown.Last, ticks));
        }
        else
        {
            Write();
            _kinds.Clear();
            _grown = (block, ticks, ticks);
        }

        if (_kinds.Add(kind))
        {
            _addKind.Bind(1, kind).Bind(2, block).Run();
            if (_database.Changes > 0)
            {
                _sums.AddKind(kind, block);
            }
        }
    }

    /// <summary>Writes the times of the block that grew.</summary>
    public void Write()
    {
        if (_grown is not { } grown || _grown == _stored)
        {
            return;
        }

        if (_stored is { } stored && stored.Block == grown.Block)
        {
            _sums.RemoveBlock(stored.Block, stored.First, stored.Last);
            grown = (grown.Block, Math.Min(grown.First, stored.First), Math.Max(grown.Last, stored.Last));
        }

        _setBlock.Bind(1, grown.Block).Bind(2, grown.First).Bind(3, grown.Last).Run();
        _sums.AddBlock(grown.Block, grown.First, grown.Last);
        (_stored, _grown) = (grown, grown);
    }
}
