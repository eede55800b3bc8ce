using System.Globalization;

namespace ContactCenter.Audit;

/// <summary>
/// 256 hashes of the tree side by side: a piece of it that never changes once it is full. At level 0 they are those of leaves, at each
/// further level those of full tiles below. As C2SP's tlog-tiles lays them out, so that others' tools can read them.
/// </summary>
/// <param name="Level">The level, 0 for leaves.</param>
/// <param name="Index">The place within the level, 0 for the first.</param>
/// <param name="Hashes">The hashes, 32 bytes each.</param>
public sealed record MerkleTile(int Level, long Index, ReadOnlyMemory<byte> Hashes)
{
    /// <summary>The hashes of a full tile.</summary>
    public const int Width = 256;

    /// <summary>The levels a tree can have: 2^63 leaves fit in 8.</summary>
    public const int MaxLevels = 8;

    private const int BitsPerLevel = 8;

    /// <summary>How many full tiles a tree of <paramref name="size"/> leaves has at <paramref name="level"/>.</summary>
    public static long Count(long size, int level) => level + 1 >= MaxLevels ? 0 : size >> (BitsPerLevel * (level + 1));

    /// <summary>How many hashes the unfinished tile at the right edge of <paramref name="level"/> has: 0 to 255.</summary>
    public static int PartialWidth(long size, int level) => level >= MaxLevels ? 0 : (int)((size >> (BitsPerLevel * level)) % Width);

    /// <summary>Where the tile lies in an export, such as <c>tile/0/x001/234</c>; a width below 256 makes it <c>tile/0/x001/234.p/17</c>.</summary>
    /// <param name="folder">What lies there: <c>tile/0</c> for the tiles of level 0.</param>
    /// <param name="index">The place within the folder.</param>
    /// <param name="width">How many there are, 1 to 256.</param>
    public static string Path(string folder, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width);
        var path = (index % 1_000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1_000; rest > 0; rest /= 1_000)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1_000:000}/{path}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{folder}/{path}{(width < Width ? $".p/{width}" : "")}");
    }

    /// <summary>The root over <paramref name="hashes"/>, as many as a power of two.</summary>
    internal static byte[] Root(ReadOnlySpan<byte> hashes)
    {
        Span<byte> nodes = stackalloc byte[hashes.Length];
        hashes.CopyTo(nodes);
        for (; nodes.Length > MerkleHash.Size; nodes = nodes[..(nodes.Length / 2)])
        {
            MerkleHash.Nodes(nodes, nodes);
        }

        return nodes.ToArray();
    }
}
