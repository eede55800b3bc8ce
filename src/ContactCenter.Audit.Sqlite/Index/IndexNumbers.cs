namespace ContactCenter.Audit.Sqlite;

/// <summary>Gives names their numbers: those used last from memory, the rest from the table of names.</summary>
internal sealed class IndexNumbers
{
    public const string Create = """

        CREATE TABLE IF NOT EXISTS name (value BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """;

    private const int Cached = 131_072;

    private readonly IndexSums _sums;
    private readonly Statement _find, _add;
    private readonly Dictionary<IndexName, long> _known = [];

    public IndexNumbers(Database database, IndexSums sums, long count)
    {
        (_sums, Count) = (sums, count);
        _find = database.Prepare("SELECT id FROM name WHERE value = ?");
        _add = database.Prepare("INSERT INTO name VALUES (?, ?)");
    }

    /// <summary>How many names have a number.</summary>
    public long Count { get; private set; }

    /// <summary>The name's number; the next one where it has none yet.</summary>
    public long Of(IndexName name)
    {
        if (_known.TryGetValue(name, out var number))
        {
            return number;
        }

        var bytes = name.ToBytes();
        if (_find.Bind(1, bytes).Step())
        {
            number = _find.Int64(0);
            _find.Reset();
        }
        else
        {
            number = ++Count;
            _add.Bind(1, bytes).Bind(2, number).Run();
            _sums.AddName(KeyFilter.Mix(bytes), number);
        }

        if (_known.Count >= Cached)
        {
            _known.Clear();
        }

        _known.Add(name, number);
        return number;
    }
}
