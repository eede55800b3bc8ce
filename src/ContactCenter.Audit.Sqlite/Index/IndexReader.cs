using System.Buffers.Binary;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A reading connection to <c>index.db</c>. One user at a time. Rows at or after a caller's <c>end</c> are left out: those it has from memory.</summary>
internal sealed class IndexReader : IDisposable
{
    private readonly Database _database;
    private readonly RollUpQuery _rollUp;
    private readonly Statement _meta, _name, _ids, _lastOrdinal, _machine, _link, _linkDown, _span, _blocks, _blocksDown;

    public IndexReader(string path, int cacheBytes)
    {
        _database = new Database(path, SqliteOpenMode.ReadOnly);
        _database.LimitCache(cacheBytes);
        _rollUp = new RollUpQuery(_database, Number);
        _meta = _database.Prepare("SELECT value FROM meta WHERE name = ?");
        _name = _database.Prepare("SELECT id FROM name WHERE value = ?");
        _ids = _database.Prepare("SELECT position FROM entry_id WHERE hash = ? ORDER BY position");
        _lastOrdinal = _database.Prepare("SELECT max(ordinal) FROM machine WHERE id = ?");
        _machine = _database.Prepare("SELECT position FROM machine WHERE id = ? AND ordinal >= ? AND position < ? ORDER BY ordinal LIMIT ?");
        _link = _database.Prepare("SELECT position FROM link WHERE id = ? AND position >= ? AND position < ? ORDER BY position LIMIT ?");
        _linkDown = _database.Prepare("SELECT position FROM link WHERE id = ? AND position >= ? AND position < ? ORDER BY position DESC LIMIT ?");
        _span = _database.Prepare("SELECT min(block), max(block) FROM block WHERE last_time >= ? AND first_time < ?");
        const string blocks = "SELECT block FROM block WHERE block >= ? AND block <= ? AND last_time >= ? AND first_time < ? AND (? = 0 OR EXISTS (SELECT 1 FROM block_kind k WHERE k.kind = ? AND k.block = block.block)) ORDER BY block ";
        _blocks = _database.Prepare(blocks + "LIMIT 1");
        _blocksDown = _database.Prepare(blocks + "DESC LIMIT 1");
    }

    /// <summary>Positions of entries that may have this id: those with the same first half.</summary>
    public List<long> Candidates(EntryId id) => Positions(_ids.Bind(1, IndexFile.Hash(id)));

    /// <summary>The number of entries of a stream; <see cref="Append.AnyVersion"/> where it has some and keeps no version.</summary>
    public long Version(MachineId machine)
    {
        if (Number(IndexNames.VersionedMachine(machine)) is { } number)
        {
            _lastOrdinal.Bind(1, number);
            var last = _lastOrdinal.Step() ? _lastOrdinal.Int64(0) : -1;
            _lastOrdinal.Reset();
            return last + 1;
        }

        return Number(IndexNames.UnversionedMachine(machine)) is null ? 0 : Append.AnyVersion;
    }

    public List<long> Find(MachineId machine, long fromOrdinal, long end, int max) =>
        (Number(IndexNames.VersionedMachine(machine)) ?? Number(IndexNames.UnversionedMachine(machine))) is { } number
            ? Positions(_machine.Bind(1, number).Bind(2, fromOrdinal).Bind(3, end).Bind(4, max))
            : [];

    /// <summary>Positions from <paramref name="begin"/> on and before <paramref name="end"/> that may match, in the query's order; fewer than <paramref name="max"/> only when there are no more.</summary>
    public List<long> Find(LogQuery query, long begin, long end, int max)
    {
        var found = new List<long>();
        if (begin < end)
        {
            _database.Together((Reader: this, query, begin, end, max, found), static x => x.Reader.Find(x.query, x.begin, x.end, x.max, x.found));
        }

        return found;
    }

    private void Find(LogQuery query, long begin, long end, int max, List<long> found)
    {
        if (IndexNames.Narrowest(query) is { } link)
        {
            (begin, end) = Within(query, begin, end);
            var statement = query.Descending ? _linkDown : _link;
            if (Number(link) is { } number)
            {
                AddPositions(statement.Bind(1, number).Bind(2, begin).Bind(3, end).Bind(4, max), found);
            }

            return;
        }

        var kind = 0L;
        if (query.Kind is { } name)
        {
            if (Number(IndexNames.Kind(name)) is not { } known)
            {
                return;
            }

            kind = known;
        }

        FindByBlock(query, kind, begin, end, max, found);
    }

    /// <summary>Adds what the index counts; the position before which that is everything.</summary>
    public long Count(LogQuery query, LogTally tally)
    {
        var applied = 0L;
        _database.Together((query, tally), x =>
        {
            _rollUp.Count(x.query, x.tally);
            applied = Applied();
        });
        return applied;
    }

    /// <summary>From here on everything is read as of one moment.</summary>
    public void Hold() => _database.Execute("BEGIN;");

    /// <summary>Every entry id, by its hash, and where it stands.</summary>
    public IEnumerable<(long Hash, long Position)> AllIds() => All("SELECT hash, position FROM entry_id", static row => (row.Int64(0), row.Int64(1)));

    /// <summary>Every name, mixed for a filter, and its number.</summary>
    public IEnumerable<(ulong Name, long Number)> AllNames() => All("SELECT value, id FROM name", static row => (KeyFilter.Mix(row.Blob(0)), row.Int64(1)));

    public IEnumerable<(long Name, long Position)> AllLinks() => All("SELECT id, position FROM link", static row => (row.Int64(0), row.Int64(1)));

    public IEnumerable<(long Name, long Ordinal, long Position)> AllStreams() =>
        All("SELECT id, ordinal, position FROM machine", static row => (row.Int64(0), row.Int64(1), row.Int64(2)));

    public IEnumerable<(long Block, long First, long Last)> AllBlocks() =>
        All("SELECT block, first_time, last_time FROM block", static row => (row.Int64(0), row.Int64(1), row.Int64(2)));

    public IEnumerable<(long Kind, long Block)> AllKinds() => All("SELECT kind, block FROM block_kind", static row => (row.Int64(0), row.Int64(1)));

    public IEnumerable<(long Agent, long Hour, long Kind, long Entries)> AllCounts() =>
        All("SELECT agent, hour, kind, entries FROM rollup", static row => (row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3)));

    /// <summary>What they must add up to.</summary>
    public IndexSums Sums()
    {
        _meta.BindText(1, IndexSums.Name);
        var sums = IndexSums.Of(_meta.Step() ? _meta.Blob(0) : []);
        _meta.Reset();
        return sums;
    }

    /// <summary>Entries before this position are in the index.</summary>
    public long Applied() => Meta("applied");

    /// <summary>How many names have a number.</summary>
    public long Names() => Meta("names");

    public void Dispose() => _database.Dispose();

    /// <summary>Of positions, where the blocks with some of the query's times are.</summary>
    private (long Begin, long End) Within(LogQuery query, long begin, long end)
    {
        if (query.From is null && query.To is null)
        {
            return (begin, end);
        }

        _span.Bind(1, query.From?.UtcTicks ?? long.MinValue).Bind(2, query.To?.UtcTicks ?? long.MaxValue);
        var found = _span.Step() && !_span.IsNull(0) ? (First: _span.Int64(0) * IndexBlocks.Size, Next: (_span.Int64(1) + 1) * IndexBlocks.Size) : default;
        _span.Reset();
        return (Math.Max(begin, found.First), Math.Min(end, found.Next));
    }

    /// <summary>All positions of the blocks whose times and kinds overlap the query.</summary>
    private void FindByBlock(LogQuery query, long kind, long begin, long end, int max, List<long> found)
    {
        const int size = IndexBlocks.Size;
        var statement = query.Descending ? _blocksDown : _blocks;
        while (begin < end && found.Count < max)
        {
            statement.Bind(1, begin / size).Bind(2, (end - 1) / size)
                .Bind(3, query.From?.UtcTicks ?? long.MinValue).Bind(4, query.To?.UtcTicks ?? long.MaxValue)
                .Bind(5, kind).Bind(6, kind);
            if (!statement.Step())
            {
                return;
            }

            var block = statement.Int64(0);
            statement.Reset();
            var (first, next) = (Math.Max(begin, block * size), Math.Min(end, (block + 1) * size));
            var count = (int)Math.Min(next - first, max - found.Count);
            for (var i = 0; i < count; i++)
            {
                found.Add(query.Descending ? next - 1 - i : first + i);
            }

            (begin, end) = query.Descending ? (begin, first) : (next, end);
        }
    }

    private IEnumerable<TRow> All<TRow>(string select, Func<Statement, TRow> read)
    {
        using var all = new Statement(_database.Handle, select);
        while (all.Step())
        {
            yield return read(all);
        }
    }

    private long Meta(string name)
    {
        _meta.BindText(1, name);
        var value = _meta.Step() && _meta.Blob(0) is { Length: 8 } bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;
        _meta.Reset();
        return value;
    }

    private long? Number(byte[] name)
    {
        _name.Bind(1, name);
        if (!_name.Step())
        {
            return null;
        }

        var number = _name.Int64(0);
        _name.Reset();
        return number;
    }

    private static List<long> Positions(Statement statement)
    {
        var positions = new List<long>();
        AddPositions(statement, positions);
        return positions;
    }

    private static void AddPositions(Statement statement, List<long> positions)
    {
        while (statement.Step())
        {
            positions.Add(statement.Int64(0));
        }
    }
}
