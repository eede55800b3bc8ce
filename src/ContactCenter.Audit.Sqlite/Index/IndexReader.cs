using System.Buffers.Binary;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>A reading connection to <c>index.db</c>. One user at a time. Rows at or after a caller's <c>end</c> are left out: those it has from memory.</summary>
internal sealed class IndexReader : IDisposable
{
    private readonly Database _database;
    private readonly RollUpQuery _rollUp;
    private readonly Statement _meta, _name, _ids, _lastRun, _runAt, _runs, _linkAt, _links, _linksDown, _span, _blocks, _blocksDown;

    public IndexReader(string path, int cacheBytes)
    {
        _database = new Database(path, SqliteOpenMode.ReadOnly);
        _database.LimitCache(cacheBytes);
        _rollUp = new RollUpQuery(_database, Number);
        _meta = _database.Prepare("SELECT value FROM meta WHERE name = ?");
        _name = _database.Prepare("SELECT id FROM name WHERE value = ?");
        _ids = _database.Prepare("SELECT position FROM entry_id WHERE hash = ? ORDER BY position");
        _lastRun = _database.Prepare("SELECT ordinal, positions FROM stream_run WHERE id = ? ORDER BY ordinal DESC LIMIT 1");
        _runAt = _database.Prepare("SELECT max(ordinal) FROM stream_run WHERE id = ? AND ordinal <= ?");
        _runs = _database.Prepare("SELECT ordinal, positions FROM stream_run WHERE id = ? AND ordinal >= ? ORDER BY ordinal");
        _linkAt = _database.Prepare("SELECT max(first) FROM link_run WHERE id = ? AND first <= ?");
        _links = _database.Prepare("SELECT first, positions FROM link_run WHERE id = ? AND first >= ? AND first < ? ORDER BY first");
        _linksDown = _database.Prepare("SELECT first, positions FROM link_run WHERE id = ? AND first < ? ORDER BY first DESC");
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
            var versions = _lastRun.Bind(1, number).Step() ? _lastRun.Int64(0) + PositionRun.Count(_lastRun.Blob(1)) : 0;
            _lastRun.Reset();
            return versions;
        }

        return Number(IndexNames.UnversionedMachine(machine)) is null ? 0 : Append.AnyVersion;
    }

    public List<long> Find(MachineId machine, long fromOrdinal, long end, int max)
    {
        var found = new List<long>();
        if (Number(IndexNames.VersionedMachine(machine)) is { } stream)
        {
            AddStream(stream, fromOrdinal, end, max, found);
        }
        else if (Number(IndexNames.UnversionedMachine(machine)) is { } link)
        {
            AddLinks(link, fromOrdinal, end, max, found);
        }

        return found;
    }

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
            if (Number(link) is { } number)
            {
                if (query.Descending)
                {
                    AddLinksDown(number, begin, end, max, found);
                }
                else
                {
                    AddLinks(number, begin, end, max, found);
                }
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

    public IEnumerable<(long Name, long First, byte[] Positions)> AllLinks() =>
        All("SELECT id, first, positions FROM link_run", static row => (row.Int64(0), row.Int64(1), row.Blob(2).ToArray()));

    public IEnumerable<(long Name, long Ordinal, byte[] Positions)> AllStreams() =>
        All("SELECT id, ordinal, positions FROM stream_run", static row => (row.Int64(0), row.Int64(1), row.Blob(2).ToArray()));

    public IEnumerable<(long Block, long First, long Last)> AllBlocks() =>
        All("SELECT block, first_time, last_time FROM block", static row => (row.Int64(0), row.Int64(1), row.Int64(2)));

    public IEnumerable<(long Kind, long Block)> AllKinds() => All("SELECT kind, block FROM block_kind", static row => (row.Int64(0), row.Int64(1)));

    public IEnumerable<(long Agent, long Hour, byte[] Kinds)> AllCounts() =>
        All("SELECT agent, hour, kinds FROM hour_count", static row => (row.Int64(0), row.Int64(1), row.Blob(2).ToArray()));

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

    private long? Number(IndexName name)
    {
        _name.Bind(1, name.ToBytes());
        if (!_name.Step())
        {
            return null;
        }

        var number = _name.Int64(0);
        _name.Reset();
        return number;
    }

    /// <summary>Positions a name links, upwards. Runs of one name do not overlap.</summary>
    private void AddLinks(long name, long begin, long end, int max, List<long> found)
    {
        for (_links.Bind(1, name).Bind(2, Start(_linkAt, name, begin)).Bind(3, end); _links.Step();)
        {
            var from = found.Count;
            PositionRun.Read(_links.Int64(0), includesFirst: true, _links.Blob(1), found);
            Keep(found, from, begin, end);
            if (found.Count >= max)
            {
                _links.Reset();
                found.RemoveRange(max, found.Count - max);
                return;
            }
        }
    }

    private void AddLinksDown(long name, long begin, long end, int max, List<long> found)
    {
        for (_linksDown.Bind(1, name).Bind(2, end); _linksDown.Step();)
        {
            var (from, first) = (found.Count, _linksDown.Int64(0));
            PositionRun.Read(first, includesFirst: true, _linksDown.Blob(1), found);
            Keep(found, from, begin, end);
            found.Reverse(from, found.Count - from);
            if (found.Count >= max || first < begin)
            {
                _linksDown.Reset();
                found.RemoveRange(Math.Min(max, found.Count), Math.Max(0, found.Count - max));
                return;
            }
        }
    }

    private void AddStream(long name, long fromOrdinal, long end, int max, List<long> found)
    {
        for (_runs.Bind(1, name).Bind(2, Start(_runAt, name, fromOrdinal)); _runs.Step();)
        {
            var from = found.Count;
            PositionRun.Read(0, includesFirst: false, _runs.Blob(1), found);
            found.RemoveRange(from, (int)Math.Clamp(fromOrdinal - _runs.Int64(0), 0, found.Count - from));
            Keep(found, from, 0, end);
            if (found.Count >= max)
            {
                _runs.Reset();
                found.RemoveRange(max, found.Count - max);
                return;
            }
        }
    }

    /// <summary>The key of the run that may hold a key, or that key.</summary>
    private static long Start(Statement runAt, long name, long key)
    {
        if (key <= 0)
        {
            return 0;
        }

        var start = runAt.Bind(1, name).Bind(2, key).Step() && !runAt.IsNull(0) ? runAt.Int64(0) : key;
        runAt.Reset();
        return start;
    }

    /// <summary>Leaves out what was added from an index on and is outside of a range.</summary>
    private static void Keep(List<long> positions, int from, long begin, long end)
    {
        var kept = from;
        foreach (var position in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(positions)[from..])
        {
            if (position >= begin && position < end)
            {
                positions[kept++] = position;
            }
        }

        positions.RemoveRange(kept, positions.Count - kept);
    }

    private static List<long> Positions(Statement statement)
    {
        var positions = new List<long>();
        while (statement.Step())
        {
            positions.Add(statement.Int64(0));
        }

        return positions;
    }
}
