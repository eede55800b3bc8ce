using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// The writing side of <c>index.db</c>. Derived from the log, so it is not synced per batch and its layout may change: another
/// <see cref="Format"/> is rebuilt. Used by one thread at a time.
/// </summary>
internal sealed class IndexFile : IDisposable
{
    private const string Format = "contactcenter index 4";

    private const string Create = """
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS entry_id (hash INTEGER, position INTEGER, PRIMARY KEY (hash, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS link_run (id INTEGER, first INTEGER, positions BLOB NOT NULL, PRIMARY KEY (id, first)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS stream_run (id INTEGER, ordinal INTEGER, positions BLOB NOT NULL, PRIMARY KEY (id, ordinal)) STRICT, WITHOUT ROWID;
        """ + IndexNumbers.Create + IndexBlocks.Create + IndexRollUp.Create;

    private readonly Database _database;
    private readonly IndexNumbers _numbers;
    private readonly IndexRuns _links, _streams;
    private readonly IndexBlocks _blocks;
    private readonly IndexRollUp _rollUp;
    private readonly IndexSums _sums;
    private readonly Statement _addId, _setMeta;
    private readonly List<IndexName> _names = [];
    private (long Hash, long Position)[] _ids = [];

    public IndexFile(string path, LogId log)
    {
        _database = new Database(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            _database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000;");
            _database.Execute("BEGIN IMMEDIATE;" + Create + "COMMIT;");
            _setMeta = _database.Prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)");
            _addId = _database.Prepare("INSERT INTO entry_id VALUES (?, ?)");
            (_links, _streams) = (new IndexRuns(_database, "link_run", "first"), new IndexRuns(_database, "stream_run", "ordinal"));
            _database.Execute("BEGIN;"); // one moment: whoever had the log before may still be writing its last batch
            _sums = IndexSums.Of(ReadMeta(IndexSums.Name));
            _numbers = new IndexNumbers(_database, _sums, ReadNumber("names"));
            (_blocks, _rollUp) = (new IndexBlocks(_database, _sums), new IndexRollUp(_database, _sums));
            var state = Encoding.UTF8.GetBytes($"{Format}/{log}");
            IsOurs = ReadMeta("format") is not { } found || found.AsSpan().SequenceEqual(state);
            Applied = ReadNumber("applied");
            LastLeaf = ReadMeta("leaf") ?? [];
            _database.Execute("COMMIT;");
            if (IsOurs)
            {
                SetMeta("format", state);
            }
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file cannot be what this program wrote: then a new one is built.</summary>
    public static bool IsDamage(SqliteException e) => FileFault.IsDamage(e) || FileFault.Kind(e) == SQLitePCL.raw.SQLITE_CONSTRAINT;

    /// <summary>Whether the file is new or an index of this log in this format.</summary>
    public bool IsOurs { get; }

    /// <summary>Entries before this position are in the index.</summary>
    public long Applied { get; private set; }

    /// <summary>The leaf hash of the last entry applied: an index of another history is recognised.</summary>
    public byte[] LastLeaf { get; private set; }

    /// <summary>How many names have a number.</summary>
    public long Names => _numbers.Count;

    /// <summary>What rows are looked up by: the first half of the id. Those of version 7 come in order, so they fill the table from one end.</summary>
    public static long Hash(EntryId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }

    /// <summary>Adds entries that follow <see cref="Applied"/>, in one transaction. Not to be used again after an exception.</summary>
    /// <exception cref="IndexTakenException">Somebody else has added entries since.</exception>
    public void Apply(IReadOnlyList<EncodedEntry> entries)
    {
        _database.Execute("BEGIN IMMEDIATE;");
        try
        {
            if (ReadNumber("applied") is var applied && applied != Applied)
            {
                throw new IndexTakenException(Applied, applied);
            }

            AddAll(entries);
            _database.Execute("COMMIT;");
        }
        catch
        {
            _database.RollBack(); // else it would keep out whoever has taken the log over, until this process closes it
            throw;
        }

        Applied += entries.Count;
    }

    public void Dispose() => _database.Dispose();

    private void AddAll(IReadOnlyList<EncodedEntry> entries)
    {
        if (_ids.Length < entries.Count)
        {
            _ids = new (long, long)[entries.Count];
        }

        for (var i = 0; i < entries.Count; i++)
        {
            _ids[i] = (Hash(entries[i].Header.Id), Applied + i);
            Add(entries[i].Header, Applied + i);
        }

        AddIds(_ids.AsSpan(0, entries.Count));
        _links.Write();
        _streams.Write();
        _blocks.Write();
        _rollUp.Write();
        LastLeaf = entries[^1].LeafHash.ToArray();
        SetNumber("applied", Applied + entries.Count);
        SetNumber("names", _numbers.Count);
        SetMeta(IndexSums.Name, _sums.ToBytes());
        SetMeta("leaf", LastLeaf);
    }

    /// <summary>In order, each page of the table is touched once.</summary>
    private void AddIds(Span<(long Hash, long Position)> ids)
    {
        ids.Sort();
        foreach (var (hash, position) in ids)
        {
            _addId.Bind(1, hash).Bind(2, position).Run();
            _sums.AddId(hash, position);
        }
    }

    private void Add(EntryHeader header, long position)
    {
        if (header.MachineVersion >= 0)
        {
            var stream = _numbers.Of(IndexNames.VersionedMachine(header.Machine));
            _streams.AddStream(stream, header.MachineVersion, position);
            _sums.AddStream(stream, header.MachineVersion, position);
        }
        else
        {
            AddLink(_numbers.Of(IndexNames.UnversionedMachine(header.Machine)), position); // a stream that counts nothing is a link like another
        }

        _names.Clear();
        IndexNames.Add(header.Links, _names);
        foreach (var name in _names)
        {
            AddLink(_numbers.Of(name), position);
        }

        var agent = IndexRollUp.Nobody;
        if (header.Links.Agent is { } named)
        {
            AddLink(agent = _numbers.Of(IndexNames.Agent(named)), position);
        }

        var kind = _numbers.Of(IndexNames.Kind(header.Kind));
        _blocks.Add(position, header.Time, kind);
        _rollUp.Add(agent, IndexRollUp.Hour(header.Time), kind);
    }

    private void AddLink(long name, long position)
    {
        _links.AddLink(name, position);
        _sums.AddLink(name, position);
    }

    private byte[]? ReadMeta(string name)
    {
        using var select = new Statement(_database.Handle, $"SELECT value FROM meta WHERE name = '{name}'");
        if (!select.Step())
        {
            return null;
        }

        var value = select.Blob(0).ToArray();
        select.Reset();
        return value;
    }

    private long ReadNumber(string name) => ReadMeta(name) is { Length: 8 } bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;

    private void SetNumber(string name, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        SetMeta(name, bytes);
    }

    private void SetMeta(string name, ReadOnlySpan<byte> value) => _setMeta.BindText(1, name).Bind(2, value).Run();
}
