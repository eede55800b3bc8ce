using System.Buffers.Binary;

namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// What the rows of each table of the index add up to, in any order. SQLite does not notice a bit that its file has lost, nor a row that somebody
/// took out: a lost id would let a repeat in, a lost link would hide an entry. No protection against who writes the sums anew as well.
/// </summary>
internal sealed class IndexSums
{
    /// <summary>Where they are kept in <c>meta</c>, in the transaction of the rows.</summary>
    public const string Name = "sums";

    private static readonly string[] Tables = ["entry ids", "names", "links", "streams", "blocks", "kinds", "counts"];

    private readonly ulong[] _sums = new ulong[Tables.Length];

    /// <summary>Those that were kept; all 0 where there were none.</summary>
    public static IndexSums Of(ReadOnlySpan<byte> kept)
    {
        var sums = new IndexSums();
        for (var i = 0; i < Tables.Length && kept.Length == Tables.Length * sizeof(ulong); i++)
        {
            sums._sums[i] = BinaryPrimitives.ReadUInt64BigEndian(kept[(i * sizeof(ulong))..]);
        }

        return sums;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Tables.Length * sizeof(ulong)];
        for (var i = 0; i < Tables.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), _sums[i]);
        }

        return bytes;
    }

    public void AddId(long hash, long position) => _sums[0] += Mix(hash, position);

    /// <param name="name">The name, mixed.</param>
    /// <param name="number">The number it was given.</param>
    public void AddName(ulong name, long number) => _sums[1] += KeyFilter.Mix(name, (ulong)number);

    /// <summary>A link, in whatever run of its name it is.</summary>
    public void AddLink(long name, long position) => _sums[2] += Mix(name, position);

    /// <summary>An entry of a stream, in whatever run of it it is.</summary>
    public void AddStream(long name, long ordinal, long position) => _sums[3] += Mix(name, ordinal, position);

    public void AddBlock(long block, long firstTime, long lastTime) => _sums[4] += Mix(block, firstTime, lastTime);

    /// <summary>A block is written anew while entries come to it.</summary>
    public void RemoveBlock(long block, long firstTime, long lastTime) => _sums[4] -= Mix(block, firstTime, lastTime);

    public void AddKind(long kind, long block) => _sums[5] += Mix(kind, block);

    /// <summary>A row of links, streams or counts that holds more than can be read.</summary>
    public void AddRest() => _sums[2]++;

    /// <summary>A count of <see cref="IndexRollUp"/>, or what is added to it: it is the same whether its entries come at once or one by one.</summary>
    public void AddCount(long agent, long hour, long kind, long entries) => _sums[6] += (Mix(agent, hour, kind) | 1) * (ulong)entries;

    /// <summary>The first table that adds up to something else in <paramref name="kept"/>; null when there is none.</summary>
    public string? Difference(IndexSums kept)
    {
        var at = _sums.AsSpan().CommonPrefixLength(kept._sums);
        return at < Tables.Length ? Tables[at] : null;
    }

    /// <summary>Whether the tables that a repeat is recognised by, ids and names, add up.</summary>
    public bool HasKeysOf(IndexSums kept) => _sums[0] == kept._sums[0] && _sums[1] == kept._sums[1];

    private static ulong Mix(long a, long b) => KeyFilter.Mix((ulong)a, (ulong)b);

    private static ulong Mix(long a, long b, long c) => KeyFilter.Mix(KeyFilter.Mix((ulong)a, (ulong)b), (ulong)c);
}
