namespace ContactCenter.Audit;

/// <summary>Makes the tiles of a tree as its leaves come: the unfinished one of each level is kept, the full ones are handed out. Not thread-safe.</summary>
internal sealed class TileBuilder
{
    private readonly List<Unfinished> _levels = [];

    /// <summary>The tiles that became full since the last <see cref="Take"/>, in the order they did.</summary>
    private readonly List<MerkleTile> _full = [];

    /// <summary>The number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Goes on from a tree of <paramref name="size"/> leaves.</summary>
    /// <param name="size">The number of leaves.</param>
    /// <param name="partials">The hashes of the unfinished tile of each level, the lowest first; empty where there is none.</param>
    public static TileBuilder From(long size, IReadOnlyList<byte[]> partials)
    {
        var builder = new TileBuilder { Size = size };
        for (var level = 0; level < partials.Count; level++)
        {
            if (partials[level].Length != MerkleTile.PartialWidth(size, level) * MerkleHash.Size)
            {
                throw new ArgumentException($"The unfinished tile of level {level} has {partials[level].Length} bytes, which do not fit {size} entries.", nameof(partials));
            }

            var unfinished = builder.At(level);
            partials[level].CopyTo(unfinished.Hashes, 0);
            unfinished.Length = partials[level].Length;
            unfinished.Index = MerkleTile.Count(size, level);
        }

        return builder;
    }

    public void Append(ReadOnlySpan<byte> leafHash)
    {
        Append(0, leafHash, default);
        Size++;
    }

    /// <summary>Appends a leaf that <paramref name="edge"/> of the same tree has already, so that a full tile is not hashed a second time.</summary>
    public void Append(ReadOnlySpan<byte> leafHash, MerkleFrontier edge)
    {
        Append(0, leafHash, edge.LastTile);
        Size++;
    }

    /// <summary>The tiles that became full since the last time.</summary>
    public MerkleTile[] Take()
    {
        if (_full.Count == 0)
        {
            return [];
        }

        var full = _full.ToArray();
        _full.Clear();
        return full;
    }

    /// <summary>The hashes of the unfinished tile of each level, the lowest first; what <see cref="From"/> takes.</summary>
    public IReadOnlyList<byte[]> Partials() => [.. _levels.Select(static l => l.Hashes[..l.Length])];

    /// <summary>The right edge of the same tree.</summary>
    public MerkleFrontier Edge()
    {
        // Each level's unfinished tile holds the subtrees of its eight heights: as its width has bits, the largest first.
        var subtrees = new MemoryStream();
        for (var level = _levels.Count - 1; level >= 0; level--)
        {
            var hashes = _levels[level].Hashes.AsSpan(0, _levels[level].Length);
            var at = 0;
            for (var count = MerkleTile.Width / 2; count > 0; count /= 2)
            {
                if ((hashes.Length / MerkleHash.Size & count) != 0)
                {
                    subtrees.Write(MerkleTile.Root(hashes.Slice(at, count * MerkleHash.Size)));
                    at += count * MerkleHash.Size;
                }
            }
        }

        return new MerkleFrontier(Size, subtrees.ToArray());
    }

    private void Append(int level, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> root)
    {
        var unfinished = At(level);
        hash.CopyTo(unfinished.Hashes.AsSpan(unfinished.Length));
        unfinished.Length += MerkleHash.Size;
        if (unfinished.Length == unfinished.Hashes.Length)
        {
            _full.Add(new MerkleTile(level, unfinished.Index++, unfinished.Hashes.ToArray()));
            unfinished.Length = 0;
            Append(level + 1, root.IsEmpty ? MerkleTile.Root(unfinished.Hashes) : root, default);
        }
    }

    private Unfinished At(int level)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new Unfinished());
        }

        return _levels[level];
    }

    private sealed class Unfinished
    {
        public byte[] Hashes { get; } = new byte[MerkleTile.Width * MerkleHash.Size];

        public int Length { get; set; }

        public long Index { get; set; }
    }
}
