using System.Numerics;

namespace ContactCenter.Audit;

/// <summary>
/// The right edge of the tree: the hashes of its complete subtrees, largest first. Enough to add leaves and to know the root of
/// RFC 9162 section 2.1.1, at 32 bytes per bit set in the number of leaves. Not thread-safe.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _subtrees = [];

    /// <summary>A tree without leaves.</summary>
    public MerkleFrontier()
    {
    }

    /// <summary>A tree of <paramref name="size"/> leaves, from what <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="LogFormatException">The bytes do not fit the number of leaves.</exception>
    public MerkleFrontier(long size, ReadOnlySpan<byte> subtrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (subtrees.Length != BitOperations.PopCount((ulong)size) * MerkleHash.Size)
        {
            throw new LogFormatException($"The tree's edge has {subtrees.Length} bytes, which do not fit {size} entries.");
        }

        Size = size;
        for (var at = 0; at < subtrees.Length; at += MerkleHash.Size)
        {
            _subtrees.Add(subtrees.Slice(at, MerkleHash.Size).ToArray());
        }
    }

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the last tile of leaves that became full; empty before the first.</summary>
    internal ReadOnlyMemory<byte> LastTile { get; private set; }

    /// <summary>Adds a leaf by its hash.</summary>
    public void Append(ReadOnlySpan<byte> leafHash) => Append(leafHash, null);

    /// <summary>Adds a leaf by its hash, with the nodes of its tile where somebody has hashed them already.</summary>
    internal void Append(ReadOnlySpan<byte> leafHash, TileNodes? nodes)
    {
        var hash = leafHash.ToArray();
        for (var (size, height) = (Size, 1); (size & 1) == 1; size >>= 1, height++)
        {
            var known = nodes is null ? default : nodes.Find(height, (int)(Size % MerkleTile.Width) >> height);
            if (known.IsEmpty)
            {
                MerkleHash.Node(_subtrees[^1], hash, hash);
            }
            else
            {
                known.CopyTo(hash);
            }

            _subtrees.RemoveAt(_subtrees.Count - 1);
            if (1 << height == MerkleTile.Width)
            {
                LastTile = hash.ToArray();
            }
        }

        _subtrees.Add(hash);
        Size++;
    }

    /// <summary>The root over all leaves.</summary>
    public byte[] Root()
    {
        if (_subtrees.Count == 0)
        {
            return MerkleHash.Empty.ToArray();
        }

        var root = (byte[])_subtrees[^1].Clone();
        for (var i = _subtrees.Count - 2; i >= 0; i--)
        {
            MerkleHash.Node(_subtrees[i], root, root);
        }

        return root;
    }

    /// <summary>The subtrees' hashes one after the other, largest subtree first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[_subtrees.Count * MerkleHash.Size];
        for (var i = 0; i < _subtrees.Count; i++)
        {
            _subtrees[i].CopyTo(bytes, i * MerkleHash.Size);
        }

        return bytes;
    }
}
