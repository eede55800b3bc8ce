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
    private const string Format = "contactcenter index 3";
    private const int CachedNames = 131_072;

    private const string Create = """
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS name (value BLOB PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS entry_id (hash INTEGER, position INTEGER, PRIMARY KEY (hash, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS link (id INTEGER, position INTEGER, PRIMARY KEY (id, position)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS machine (id INTEGER, ordinal INTEGER, position INTEGER NOT NULL, PRIMARY KEY (id, ordinal)) STRICT, WITHOUT ROWID;
        """ + IndexBlocks.Create + IndexRollUp.Create;

    private readonly Database _database;
    private readonly IndexBlocks _blocks;
    private readonly IndexRollUp _rollUp;
    private readonly IndexSums _sums;
    private readonly Statement _findName, _addName, _addId, _addLink, _addMachine, _setMeta;
    private readonly Dictionary<byte[], long> _names = new(ByteComparer.Instance);
    private readonly List<byte[]> _links = [];
    private long _nextName;

    public IndexFile(string path, LogId log)
    {
        _database = new Database(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            _database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000;");
            _database.Execute("BEGIN IMMEDIATE;" + Create + "COMMIT;");
            _setMeta = _database.Prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)");
            _findName = _database.Prepare("SELECT id FROM name WHERE value = ?");
            _addName = _database.Prepare("INSERT INTO name VALUES (?, ?)");
            _addId = _database.Prepare("INSERT INTO entry_id VALUES (?, ?)");
            _addLink = _database.Prepare("INSERT INTO link VALUES (?, ?)");
            _addMachine = _database.Prepare("INSERT INTO machine VALUES (?, ?, ?)");
            _database.Execute("BEGIN;"); // one moment: whoever had the log before may still be writing its last batch
            _sums = IndexSums.Of(ReadMeta(IndexSums.Name));
            _blocks = new IndexBlocks(_database, NumberOf, _sums);
            _rollUp = new IndexRollUp(_database, NumberOf, _sums);
            var state = Encoding.UTF8.GetBytes($"{Format}/{log}");
            IsOurs = ReadMeta("format") is not { } found || found.AsSpan().SequenceEqual(state);
            Applied = ReadNumber("applied");
            _nextName = ReadNumber("names");
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
    public long Names => _nextName;

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
        var position = Applied;
        var ids = new (long Hash, long Position)[entries.Count];
        foreach (var entry in entries)
        {
            ids[position - Applied] = (Hash(entry.Header.Id), position);
            AddRows(entry.Header, position++);
        }

        Array.Sort(ids); // in order, each page of the table is touched once
        foreach (var (hash, at) in ids)
        {
            _addId.Bind(1, hash).Bind(2, at).Run();
            _sums.AddId(hash, at);
        }

        _blocks.Add(entries, Applied);
        _rollUp.Add(entries);
        LastLeaf = entries[^1].LeafHash.ToArray();
        SetNumber("applied", position);
        SetNumber("names", _nextName);
        SetMeta(IndexSums.Name, _sums.ToBytes());
        SetMeta("leaf", LastLeaf);
    }

    private void AddRows(EntryHeader header, long position)
    {
        var versioned = header.MachineVersion >= 0;
        var machine = NumberOf(versioned ? IndexNames.VersionedMachine(header.Machine) : IndexNames.UnversionedMachine(header.Machine));
        var ordinal = versioned ? header.MachineVersion : position;
        _addMachine.Bind(1, machine).Bind(2, ordinal).Bind(3, position).Run();
        _sums.AddStream(machine, ordinal, position);
        _links.Clear();
        IndexNames.Add(header.Links, _links);
        foreach (var link in _links)
        {
            var number = NumberOf(link);
            _addLink.Bind(1, number).Bind(2, position).Run();
            _sums.AddLink(number, position);
        }
    }

    private long NumberOf(byte[] name)
    {
        if (_names.TryGetValue(name, out var number))
        {
            return number;
        }

        _findName.Bind(1, name);
        if (_findName.Step())
        {
            number = _findName.Int64(0);
            _findName.Reset();
        }
        else
        {
            number = ++_nextName;
            _addName.Bind(1, name).Bind(2, number).Run();
            _sums.AddName(KeyFilter.Mix(name), number);
        }

        if (_names.Count >= CachedNames)
        {
            _names.Clear();
        }

        _names.Add(name, number);
        return number;
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

    private sealed class ByteComparer : IEqualityComparer<byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] name)
        {
            var hash = default(HashCode);
            hash.AddBytes(name);
            return hash.ToHashCode();
        }
    }
}
