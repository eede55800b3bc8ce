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
    /// <summary>Full tiles kept in memory with what is above them: 64 MiB, once proofs were asked for all over a million entries.</summary>
    private const int MaxTiles = 4_096;

    private const int BitsPerLevel = 8;

    private readonly ConcurrentDictionary<(int Level, long Index), TileNodes> _full = new();
    private readonly ConcurrentQueue<(int Level, long Index)> _oldestFirst = new();
    private readonly ConcurrentDictionary<(int Level, long Index), KnownTile> _unfinished = new(); // at right edges: few

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
    public async ValueTask<ReadOnlyMemory<byte>> TileAsync(int level, long index, int width, CancellationToken cancellationToken) =>
        (await HashesAsync(level, index, width, cancellationToken).ConfigureAwait(false)).Hashes[..(width * MerkleHash.Size)];

    /// <summary>The root of a full subtree of 2^<paramref name="height"/> leaves: within one tile, whatever the height.</summary>
    private async ValueTask<byte[]> SubtreeAsync(int height, long index, CancellationToken cancellationToken)
    {
        var (level, above) = (height / BitsPerLevel, height % BitsPerLevel);
        var first = index << above;
        var (tile, offset, count) = (first / MerkleTile.Width, (int)(first % MerkleTile.Width), 1 << above);
        if (_full.TryGetValue((level, tile), out var known))
        {
            return known.Find(above, offset >> above).ToArray();
        }

        var found = await HashesAsync(level, tile, offset + count, cancellationToken).ConfigureAwait(false);
        var nodes = IsFull(found.Hashes) ? Keep(level, tile, found.Nodes) : found.Nodes;
        return nodes.Find(above, offset >> above).ToArray();
    }

    /// <summary>All hashes there are of a tile, at least <paramref name="width"/>.</summary>
    private async ValueTask<KnownTile> HashesAsync(int level, long index, int width, CancellationToken cancellationToken)
    {
        if (_unfinished.TryGetValue((level, index), out var known) && known.Hashes.Length >= width * MerkleHash.Size)
        {
            return known;
        }

        var stored = await log.ReadTilesAsync(level, index, 1, cancellationToken).ConfigureAwait(false);
        var hashes = stored.Count > 0 && stored[0].Index == index ? stored[0].Hashes
            : level == 0 ? await LeavesAsync(index * MerkleTile.Width, width, cancellationToken).ConfigureAwait(false)
            : await NodesAsync(level, index, width, known?.Hashes ?? default, cancellationToken).ConfigureAwait(false);
        if (hashes.Length < width * MerkleHash.Size)
        {
            throw new LogFormatException($"Log '{log.Id}' lacks tile {index} of level {level}; run a full verification.");
        }

        var found = new KnownTile(hashes, TileNodes.Of(hashes.Span));
        if (IsFull(hashes))
        {
            _unfinished.TryRemove((level, index), out _);
        }
        else
        {
            _unfinished[(level, index)] = found;
        }

        return found;
    }

    private TileNodes Keep(int level, long index, TileNodes nodes)
    {
        if (_full.TryAdd((level, index), nodes))
        {
            _oldestFirst.Enqueue((level, index));
            if (_full.Count > MaxTiles && _oldestFirst.TryDequeue(out var oldest))
            {
                _full.TryRemove(oldest, out _);
            }
        }

        return nodes;
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
            var below = (index * MerkleTile.Width) + i;
            var nodes = _full.GetValueOrDefault((level - 1, below))
                ?? Keep(level - 1, below, (await HashesAsync(level - 1, below, MerkleTile.Width, cancellationToken).ConfigureAwait(false)).Nodes);
            nodes.Find(BitsPerLevel, 0).CopyTo(hashes.AsSpan(i * MerkleHash.Size));
        }

        return hashes;
    }

    private static bool IsFull(ReadOnlyMemory<byte> hashes) => hashes.Length == MerkleTile.Width * MerkleHash.Size;

    /// <summary>A tile as far as it is known, and the nodes over it.</summary>
    private sealed record KnownTile(ReadOnlyMemory<byte> Hashes, TileNodes Nodes);
}
