using System.Runtime.InteropServices;

namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// Keeps how many entries of each kind every hour has, of each agent and of all together: one row for an agent's hour, with the kinds' numbers and their counts in turns
/// (<see cref="PositionRun"/>). The rows written last stay in memory.
/// </summary>
internal sealed class IndexRollUp
{
    /// <summary>In the place of an agent's number: all entries, and those that name no agent.</summary>
    public const long All = 0, Nobody = -1;

    public const string Create = """

        CREATE TABLE IF NOT EXISTS hour_count (agent INTEGER, hour INTEGER, kinds BLOB NOT NULL, PRIMARY KEY (agent, hour)) STRICT, WITHOUT ROWID;
        """;

    private const int MaxRows = 4_096;

    private readonly IndexSums _sums;
    private readonly Statement _find, _set;
    private readonly Dictionary<(long Agent, long Hour), Row> _rows = [];
    private readonly List<Row> _changed = [];
    private byte[] _bytes = new byte[1_024];

    public IndexRollUp(Database database, IndexSums sums)
    {
        _sums = sums;
        _find = database.Prepare("SELECT kinds FROM hour_count WHERE agent = ? AND hour = ?");
        _set = database.Prepare("INSERT OR REPLACE INTO hour_count VALUES (?, ?, ?)");
    }

    /// <summary>The hour a time is in, counted from year 1.</summary>
    public static long Hour(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerHour;

    /// <summary>Takes the next kind and its count off a row; false when there is none, and something is left only where no program wrote the row.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> kinds, out long kind, out long entries)
    {
        var rest = kinds;
        entries = 0;
        if (!PositionRun.TryRead(ref rest, out kind) || !PositionRun.TryRead(ref rest, out entries))
        {
            return false;
        }

        kinds = rest;
        return true;
    }

    /// <summary>Counts an entry.</summary>
    public void Add(long agent, long hour, long kind)
    {
        AddTo(agent, hour, kind);
        AddTo(All, hour, kind);
    }

    /// <summary>Writes what was counted, in the order of the table.</summary>
    public void Write()
    {
        _changed.Sort(static (x, y) => x.Agent != y.Agent ? x.Agent.CompareTo(y.Agent) : x.Hour.CompareTo(y.Hour));
        foreach (var row in _changed)
        {
            _set.Bind(1, row.Agent).Bind(2, row.Hour).Bind(3, Bytes(row)).Run();
            row.IsChanged = false;
        }

        _changed.Clear();
        if (_rows.Count > MaxRows)
        {
            _rows.Clear();
        }
    }

    private void AddTo(long agent, long hour, long kind)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, (agent, hour), out _);
        row ??= Read(agent, hour);
        row.Count(kind, 1);
        _sums.AddCount(agent, hour, kind, 1);
        if (!row.IsChanged)
        {
            row.IsChanged = true;
            _changed.Add(row);
        }
    }

    private Row Read(long agent, long hour)
    {
        var row = new Row(agent, hour);
        if (_find.Bind(1, agent).Bind(2, hour).Step())
        {
            for (var bytes = _find.Blob(0); TryRead(ref bytes, out var kind, out var entries);)
            {
                row.Count(kind, entries);
            }

            _find.Reset();
        }

        return row;
    }

    private ReadOnlySpan<byte> Bytes(Row row)
    {
        if (_bytes.Length < row.Kinds * 2 * PositionRun.MaxBytes)
        {
            _bytes = new byte[row.Kinds * 4 * PositionRun.MaxBytes];
        }

        return _bytes.AsSpan(0, row.Write(_bytes));
    }

    private sealed class Row(long agent, long hour)
    {
        private long[] _kinds = new long[4], _entries = new long[4];

        public long Agent => agent;

        public long Hour => hour;

        public bool IsChanged { get; set; }

        public int Kinds { get; private set; }

        public void Count(long kind, long entries)
        {
            var at = _kinds.AsSpan(0, Kinds).IndexOf(kind);
            if (at < 0)
            {
                if (Kinds == _kinds.Length)
                {
                    Array.Resize(ref _kinds, Kinds * 2);
                    Array.Resize(ref _entries, Kinds * 2);
                }

                at = Kinds++;
                _kinds[at] = kind;
            }

            _entries[at] += entries;
        }

        public int Write(Span<byte> to)
        {
            var length = 0;
            for (var i = 0; i < Kinds; i++)
            {
                length += PositionRun.Write(to[length..], _kinds[i]);
                length += PositionRun.Write(to[length..], _entries[i]);
            }

            return length;
        }
    }
}
