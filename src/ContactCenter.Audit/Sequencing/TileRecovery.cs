using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>Finds the unfinished tiles at the right edge again when a log is opened, and makes the tiles of a log that was begun before any were kept.</summary>
internal static class TileRecovery
{
    private const int Chunk = 1_024;

    public static async ValueTask<TileBuilder> RunAsync(ILogStore store, long size, CancellationToken cancellationToken)
    {
        var whole = MerkleTile.Count(size, 0);
        var isKept = whole == 0 || (await store.ReadTilesAsync(0, whole - 1, 1, cancellationToken).ConfigureAwait(false)).Count > 0;
        return isKept
            ? await EdgeAsync(store, size, cancellationToken).ConfigureAwait(false)
            : await MakeAsync(store, size, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<TileBuilder> EdgeAsync(ILogStore store, long size, CancellationToken cancellationToken)
    {
        var tree = new StoredTree(store);
        var partials = new List<byte[]>();
        for (var level = 0; level == 0 || MerkleTile.Count(size, level - 1) > 0; level++)
        {
            var width = MerkleTile.PartialWidth(size, level);
            partials.Add(width == 0 ? [] : (await tree.TileAsync(level, MerkleTile.Count(size, level), width, cancellationToken).ConfigureAwait(false)).ToArray());
        }

        return TileBuilder.From(size, partials);
    }

    /// <summary>From the first entry on: a crash in the middle leaves tiles that are made again the same.</summary>
    private static async ValueTask<TileBuilder> MakeAsync(ILogStore store, long size, CancellationToken cancellationToken)
    {
        var builder = new TileBuilder();
        var made = new List<MerkleTile>();
        while (builder.Size < size)
        {
            var entries = await store.ReadAsync(new LogPosition(builder.Size), (int)Math.Min(Chunk, size - builder.Size), cancellationToken).ConfigureAwait(false);
            if (entries.Count == 0)
            {
                throw new LogFormatException($"Log '{store.Id}' lacks entry {builder.Size}; run a full verification.");
            }

            foreach (var entry in entries)
            {
                builder.Append(MerkleHash.Leaf(entry.Bytes.Span));
            }

            made.AddRange(builder.Take());
            if (made.Count >= Chunk)
            {
                store.WriteTiles(made);
                made.Clear();
            }
        }

        store.WriteTiles(made);
        return builder;
    }
}
