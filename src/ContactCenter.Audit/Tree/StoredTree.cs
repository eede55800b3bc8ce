using System.Collections.Concurrent;
using System.Numerics;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// The hashes of a stored log's tree, at any size it has had: from its tiles where they are full, from its entries at the right edge.
/// Tiles read are kept, up to a bound. Thread-safe.
/// </summary>
/// <param name="log">The stored bytes.</param>
internal sealed class StoredTree(ILogReader log)
{
    /// <summary>Tiles kept in memory: 8 MiB.</summary>
    private const int MaxTiles = 1_024;

    private const int BitsPerLevel = 8;

    private readonly ConcurrentDictionary<(int Level, long Index), ReadOnlyMemory<byte>> _tiles = new();

    /// <summary>The root over the leaves from <paramref name="start"/> to before <paramref name="end"/>, where these are a subtree of a tree of RFC 9162 section 2.1.1.</summary>
    /// <exception cref="LogFormatException">The log does not hold them.</exception>
    public async ValueTask<byte[]> RootAsync(long start, long end, CancellationToken cancellationToken)
    {
        var count = end - start;
        if (count == 0)
        {
            return MerkleHash.Empty.ToArray();
        }

        if (BitOperations.IsPow2(count))
        {
            return await SubtreeAsync(BitOperations.Log2((ulong)count), start / count, cancellationToken).ConfigureAwait(false);
        }

        var split = start + LargestPowerBelow(count);
        var left = await RootAsync(start, split, cancellationToken).ConfigureAwait(false);
        var right = await RootAsync(split, end, cancellationToken).ConfigureAwait(false);
        MerkleHash.Node(left, right, left);
        return left;
    }

    /// <summary>The largest power of two that is smaller than <paramref name="count"/>, which is 2 or more.</summary>
    public static long LargestPowerBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    /// <summary>The hashes of the first <paramref name="width"/> nodes of a tile.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> TileAsync(int level, long index, int width, CancellationToken cancellationToken)
    {
        if (_tiles.TryGetValue((level, index), out var known) && known.Length >= width * MerkleHash.Size)
        {
            return known[..(width * MerkleHash.Size)];
        }

        var stored = await log.ReadTilesAsync(level, index, 1, cancellationToken).ConfigureAwait(false);
        var hashes = stored.Count > 0 && stored[0].Index == index ? stored[0].Hashes
            : level == 0 ? await LeavesAsync(index * MerkleTile.Width, width, cancellationToken).ConfigureAwait(false)
            : await NodesAsync(level, index, width, known, cancellationToken).ConfigureAwait(false);
        if (hashes.Length < width * MerkleHash.Size)
        {
            throw new LogFormatException($"Log '{log.Id}' lacks tile {index} of level {level}; run a full verification.");
        }

        if (_tiles.Count >= MaxTiles)
        {
            _tiles.Clear();
        }

        _tiles[(level, index)] = hashes;
        return hashes[..(width * MerkleHash.Size)];
    }

    /// <summary>The root of a full subtree of 2^<paramref name="height"/> leaves: within one tile, whatever the height.</summary>
    private async ValueTask<byte[]> SubtreeAsync(int height, long index, CancellationToken cancellationToken)
    {
        var (level, above) = (height / BitsPerLevel, height % BitsPerLevel);
        var first = index << above;
        var offset = (int)(first % MerkleTile.Width);
        var count = 1 << above;
        var tile = await TileAsync(level, first / MerkleTile.Width, offset + count, cancellationToken).ConfigureAwait(false);
        return MerkleTile.Root(tile.Span.Slice(offset * MerkleHash.Size, count * MerkleHash.Size));
    }

    private async ValueTask<ReadOnlyMemory<byte>> LeavesAsync(long from, int width, CancellationToken cancellationToken)
    {
        var hashes = new byte[width * MerkleHash.Size];
        for (var done = 0; done < width;)
        {
            var entries = await log.ReadAsync(new LogPosition(from + done), width - done, cancellationToken).ConfigureAwait(false);
            if (entries.Count == 0)
            {
                throw new LogFormatException($"Log '{log.Id}' has no entry {from + done}; ask for a tree it has.");
            }

            foreach (var entry in entries)
            {
                if (entry.Position.Value != from + done)
                {
                    throw new LogFormatException($"Log '{log.Id}' lacks entry {from + done}; run a full verification.");
                }

                MerkleHash.Leaf(entry.Bytes.Span).CopyTo(hashes, done++ * MerkleHash.Size);
            }
        }

        return hashes;
    }

    /// <summary>An unfinished tile above the leaves: each hash is the root of a full tile below. What was known of it stays.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> NodesAsync(int level, long index, int width, ReadOnlyMemory<byte> known, CancellationToken cancellationToken)
    {
        var hashes = new byte[width * MerkleHash.Size];
        known.CopyTo(hashes);
        for (var i = known.Length / MerkleHash.Size; i < width; i++)
        {
            var below = await TileAsync(level - 1, (index * MerkleTile.Width) + i, MerkleTile.Width, cancellationToken).ConfigureAwait(false);
            MerkleTile.Root(below.Span).CopyTo(hashes, i * MerkleHash.Size);
        }

        return hashes;
    }
}
