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
    private readonly Func<byte[], long> _numberOf;
    private readonly IndexSums _sums;
    private (long Block, long First, long Last)? _last;

    public IndexBlocks(Database database, Func<byte[], long> numberOf, IndexSums sums)
    {
        (_database, _numberOf, _sums) = (database, numberOf, sums);
        _setBlock = database.Prepare("INSERT OR REPLACE INTO block VALUES (?, ?, ?)");
        _addKind = database.Prepare("INSERT OR IGNORE INTO block_kind VALUES (?, ?)");
        using var last = new Statement(database.Handle, "SELECT block, first_time, last_time FROM block ORDER BY block DESC LIMIT 1");
        if (last.Step())
        {
            _last = (last.Int64(0), last.Int64(1), last.Int64(2));
            last.Reset();
        }
    }

    /// <summary>Adds entries that begin at a position.</summary>
    public void Add(IReadOnlyList<EncodedEntry> entries, long from)
    {
        var numbered = entries.Select((entry, i) => (entry.Header, Block: (from + i) / Size));
        foreach (var block in numbered.GroupBy(x => x.Block))
        {
            Set(block.Key, block.Min(x => x.Header.Time).UtcTicks, block.Max(x => x.Header.Time).UtcTicks);
            foreach (var kind in block.Select(x => x.Header.Kind).Distinct())
            {
                var number = _numberOf(IndexNames.Kind(kind));
                _addKind.Bind(1, number).Bind(2, block.Key).Run();
                if (_database.Changes > 0)
                {
                    _sums.AddKind(number, block.Key);
                }
            }
        }
    }

    private void Set(long block, long first, long last)
    {
        if (_last is { } known && known.Block == block)
        {
            _sums.RemoveBlock(block, known.First, known.Last);
            (first, last) = (Math.Min(first, known.First), Math.Max(last, known.Last));
        }

        _setBlock.Bind(1, block).Bind(2, first).Bind(3, last).Run();
        _sums.AddBlock(block, first, last);
        _last = (block, first, last);
    }
}
