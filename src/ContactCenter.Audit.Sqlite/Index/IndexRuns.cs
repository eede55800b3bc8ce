using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// Writes a table of runs: under a name's number and the key of the first entry the positions of it and those that follow (<see cref="PositionRun"/>). A row for each entry would cost
/// a statement and a dozen bytes; so a name costs a row for each batch at most, and one for each <see cref="PositionRun.MaxPositions"/> where its last run is still known.
/// </summary>
internal sealed class IndexRuns
{
    private const int MaxOpen = 16_384;

    private readonly Database _database;
    private readonly Statement _add, _grow;
    private readonly Dictionary<long, Run> _open = [];
    private readonly List<Run> _changed = [];

    /// <param name="database">The index.</param>
    /// <param name="table">The table, with the columns <c>id</c>, <paramref name="key"/> and <c>positions</c>.</param>
    /// <param name="key">The column of the first entry's key.</param>
    public IndexRuns(Database database, string table, string key)
    {
        _database = database;
        _add = database.Prepare($"INSERT INTO {table} VALUES (?, ?, ?)");
        _grow = database.Prepare($"UPDATE {table} SET positions = ? WHERE id = ? AND {key} = ?");
    }

    /// <summary>Adds an entry to those that a name links.</summary>
    public void AddLink(long name, long position)
    {
        if (_open.TryGetValue(name, out var run) && run.Count < PositionRun.MaxPositions && position > run.Last)
        {
            Grow(run, position);
        }
        else
        {
            Begin(name, position, position);
        }
    }

    /// <summary>Adds an entry to a stream that counts its own.</summary>
    public void AddStream(long name, long ordinal, long position)
    {
        if (_open.TryGetValue(name, out var run) && run.Count < PositionRun.MaxPositions && position > run.Last && ordinal == run.Key + run.Count)
        {
            Grow(run, position);
        }
        else
        {
            run = Begin(name, ordinal, position);
            run.Append(position);
        }
    }

    /// <summary>Writes what was added, in the order of the table, so that each of its pages is touched once.</summary>
    public void Write()
    {
        _changed.Sort(static (x, y) => x.Name != y.Name ? x.Name.CompareTo(y.Name) : x.Key.CompareTo(y.Key));
        foreach (var run in _changed)
        {
            if (run.IsStored)
            {
                _grow.Bind(1, run.Bytes).Bind(2, run.Name).Bind(3, run.Key).Run();
                if (_database.Changes != 1)
                {
                    throw new SqliteException($"A run of the index that was written is gone: {run.Name}, {run.Key}.", raw.SQLITE_CORRUPT);
                }
            }
            else
            {
                _add.Bind(1, run.Name).Bind(2, run.Key).Bind(3, run.Bytes).Run();
            }

            (run.IsStored, run.IsChanged) = (true, false);
        }

        _changed.Clear();
        if (_open.Count > MaxOpen)
        {
            _open.Clear();
        }
    }

    private Run Begin(long name, long key, long position)
    {
        var run = new Run(name, key) { Last = position, Count = 1, IsChanged = true };
        _changed.Add(run);
        _open[name] = run;
        return run;
    }

    private void Grow(Run run, long position)
    {
        run.Append(position - run.Last);
        (run.Last, run.Count) = (position, run.Count + 1);
        if (!run.IsChanged)
        {
            run.IsChanged = true;
            _changed.Add(run);
        }
    }

    private sealed class Run(long name, long key)
    {
        private byte[] _bytes = new byte[PositionRun.MaxBytes];
        private int _length;

        public long Name => name;

        public long Key => key;

        public long Last { get; set; }

        public int Count { get; set; }

        public bool IsStored { get; set; }

        public bool IsChanged { get; set; }

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public void Append(long number)
        {
            if (_bytes.Length - _length < PositionRun.MaxBytes)
            {
                Array.Resize(ref _bytes, _bytes.Length * 2);
            }

            _length += PositionRun.Write(_bytes.AsSpan(_length), number);
        }
    }
}
