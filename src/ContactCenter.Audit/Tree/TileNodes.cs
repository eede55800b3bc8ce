namespace ContactCenter.Audit;

/// <summary>The nodes over leaves of one tile, so that whoever builds the tree from these leaves need not hash them: several tiles are hashed at a time. Written once, then read.</summary>
/// <param name="first">The first leaf there is, 0 to 255.</param>
/// <param name="count">How many there are.</param>
/// <param name="nodes">Where they are kept, <see cref="Bytes"/>, of nobody else meanwhile; null for a place of their own.</param>
internal sealed class TileNodes(int first, int count, byte[]? nodes = null)
{
    /// <summary>What all nodes of a tile take.</summary>
    public const int Bytes = 2 * MerkleTile.Width * MerkleHash.Size;

    private const int MaxHeight = 8;

    // Node 1 is the tile's root, the children of node n are 2n and 2n + 1, so the leaves are nodes 256 to 511.
    private readonly byte[] _nodes = nodes ?? new byte[Bytes];

    private readonly int _end = first + count;

    /// <summary>The nodes over a tile's hashes, from its first on.</summary>
    public static TileNodes Of(ReadOnlySpan<byte> hashes)
    {
        var nodes = new TileNodes(0, hashes.Length / MerkleHash.Size);
        hashes.CopyTo(nodes._nodes.AsSpan(MerkleTile.Width * MerkleHash.Size));
        nodes.Build();
        return nodes;
    }

    /// <summary>Where the hashes of all leaves there are stand.</summary>
    public Span<byte> Leaves => Nodes(MerkleTile.Width + first, count);

    /// <summary>The hash of a leaf.</summary>
    public ReadOnlyMemory<byte> Leaf(int index) => _nodes.AsMemory((MerkleTile.Width + index) * MerkleHash.Size, MerkleHash.Size);

    /// <summary>Hashes every node whose leaves are all there. Once all leaves are set.</summary>
    public void Build()
    {
        for (var height = 1; height <= MaxHeight; height++)
        {
            var (from, to) = ((first + (1 << height) - 1) >> height, _end >> height);
            if (from < to)
            {
                var node = (MerkleTile.Width >> height) + from;
                MerkleHash.Nodes(Nodes(2 * node, 2 * (to - from)), Nodes(node, to - from));
            }
        }
    }

    /// <summary>The hash over 2^<paramref name="height"/> leaves, 0 for one; empty when they are not all there.</summary>
    public ReadOnlySpan<byte> Find(int height, int index) =>
        height <= MaxHeight && index << height >= first && (index + 1) << height <= _end ? Node((MerkleTile.Width >> height) + index) : default;

    private Span<byte> Node(int node) => Nodes(node, 1);

    private Span<byte> Nodes(int node, int count) => _nodes.AsSpan(node * MerkleHash.Size, count * MerkleHash.Size);
}
