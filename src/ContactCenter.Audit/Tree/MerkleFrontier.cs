using System.Numerics;

namespace ContactCenter.Audit;

/// <summary>
/// The right edge of the tree: the hashes of its complete subtrees, largest first. Enough to add leaves and to know the root of
/// RFC 9162 section 2.1.1, at 32 bytes per bit set in the number of leaves. Not thread-safe.
/// </summary>
public sealed class MerkleFrontier
{
    private const int MaxSubtrees = 64; // as many as a size has bits

    private readonly byte[] _subtrees = new byte[MaxSubtrees * MerkleHash.Size];
    private readonly byte[] _lastTile = new byte[MerkleHash.Size];
    private int _count;
    private bool _hasTile;

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
        _count = subtrees.Length / MerkleHash.Size;
        subtrees.CopyTo(_subtrees);
    }

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the last tile of leaves that became full; empty before the first.</summary>
    internal ReadOnlySpan<byte> LastTile => _hasTile ? _lastTile : default;

    /// <summary>Adds a leaf by its hash.</summary>
    public void Append(ReadOnlySpan<byte> leafHash) => Append(leafHash, null);

    /// <summary>Adds a leaf by its hash, with the nodes of its tile where somebody has hashed them already.</summary>
    internal void Append(ReadOnlySpan<byte> leafHash, TileNodes? nodes)
    {
        leafHash.CopyTo(Subtree(_count++));
        for (var (size, height) = (Size, 1); (size & 1) == 1; size >>= 1, height++)
        {
            var left = Subtree(--_count - 1);
            var known = nodes is null ? default : nodes.Find(height, (int)(Size % MerkleTile.Width) >> height);
            if (known.IsEmpty)
            {
                MerkleHash.Node(left, Subtree(_count), left);
            }
            else
            {
                known.CopyTo(left);
            }

            if (1 << height == MerkleTile.Width)
            {
                left.CopyTo(_lastTile);
                _hasTile = true;
            }
        }

        Size++;
    }

    /// <summary>The root over all leaves.</summary>
    public byte[] Root()
    {
        if (_count == 0)
        {
            return MerkleHash.Empty.ToArray();
        }

        var root = Subtree(_count - 1).ToArray();
        for (var i = _count - 2; i >= 0; i--)
        {
            MerkleHash.Node(Subtree(i), root, root);
        }

        return root;
    }

    /// <summary>The subtrees' hashes one after the other, largest subtree first.</summary>
    public byte[] ToBytes() => _subtrees[..(_count * MerkleHash.Size)];

    private Span<byte> Subtree(int index) => _subtrees.AsSpan(index * MerkleHash.Size, MerkleHash.Size);
}
