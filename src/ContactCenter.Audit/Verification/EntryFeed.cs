using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>An entry with what checking it alone has shown.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="LeafHash">Its leaf in the tree.</param>
/// <param name="Fault">What is wrong with its bytes.</param>
/// <param name="Nodes">The nodes over it and its neighbours, where they stand in order.</param>
internal readonly record struct CheckedEntry(LogPosition Position, ReadOnlyMemory<byte> LeafHash, string? Fault, TileNodes? Nodes);

/// <summary>
/// Reads a log's entries in order, checks each by itself and hashes what is above it within its tile: with several processors several tiles at a
/// time, while the next ones are being read. One caller.
/// </summary>
internal sealed class EntryFeed(ILogReader log, int processors, long from) : IAsyncDisposable
{
    private const int Chunk = 8 * MerkleTile.Width; // lists of more would be large objects

    private readonly EntryCheck _check = new(log.Id);
    private readonly CheckedEntry[] _checked = new CheckedEntry[Chunk]; // used again: it is too large to be made for each chunk
    private int _count, _taken;
    private long _from = from;
    private Task<IReadOnlyList<StoredEntry>>? _ahead;

    /// <summary>The next entry; null at the end, which a writer may move.</summary>
    public ValueTask<CheckedEntry?> NextAsync(CancellationToken cancellationToken) =>
        _taken < _count ? ValueTask.FromResult<CheckedEntry?>(_checked[_taken++]) : NextChunkAsync(cancellationToken);

    /// <summary>Waits for what is being read ahead: the reader is the caller's, who may close it next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ahead is { } ahead)
        {
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<CheckedEntry?> NextChunkAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredEntry> entries;
        try
        {
            entries = await (_ahead ?? ReadAsync(cancellationToken)).ConfigureAwait(false);
            if (entries.Count == 0)
            {
                entries = await ReadAsync(cancellationToken).ConfigureAwait(false); // what came since it was read ahead
            }
        }
        catch (LogFormatException e)
        {
            return new CheckedEntry(new LogPosition(_from), default, e.Message, null); // all before it could be read
        }

        _ahead = null;
        if (entries.Count == 0)
        {
            return null;
        }

        var isInOrder = entries[0].Position.Value == _from && entries[^1].Position.Value == _from + entries.Count - 1;
        _from = entries[^1].Position.Value + 1;
        if (processors > 1)
        {
            _ahead = ReadAsync(cancellationToken);
        }

        (_count, _taken) = (entries.Count, 1);
        Check(entries, isInOrder, cancellationToken);
        return _checked[0];
    }

    /// <summary>As many as end with a tile.</summary>
    private Task<IReadOnlyList<StoredEntry>> ReadAsync(CancellationToken cancellationToken) => Task.Run(
        async () => await log.ReadAsync(new LogPosition(_from), Chunk - (int)(_from % MerkleTile.Width), cancellationToken).ConfigureAwait(false), cancellationToken);

    private void Check(IReadOnlyList<StoredEntry> entries, bool isInOrder, CancellationToken cancellationToken)
    {
        var (first, last) = (entries[0].Position.Value / MerkleTile.Width, entries[^1].Position.Value / MerkleTile.Width);
        if (!isInOrder)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                _checked[i] = new CheckedEntry(entries[i].Position, MerkleHash.Leaf(entries[i].Bytes.Span), _check.FindFault(entries[i].Position, entries[i].Bytes), null);
            }
        }
        else if (processors == 1)
        {
            for (var tile = first; tile <= last; tile++)
            {
                CheckTile(entries, tile);
            }
        }
        else
        {
            Parallel.For(first, last + 1, new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = cancellationToken }, tile => CheckTile(entries, tile));
        }
    }

    private void CheckTile(IReadOnlyList<StoredEntry> entries, long tile)
    {
        var start = entries[0].Position.Value;
        var (first, end) = (Math.Max(start, tile * MerkleTile.Width), Math.Min(start + entries.Count, (tile + 1) * MerkleTile.Width));
        var nodes = new TileNodes((int)(first % MerkleTile.Width), (int)(end - first));
        for (var position = first; position < end; position++)
        {
            var entry = entries[(int)(position - start)];
            var leaf = nodes.Leaf((int)(position % MerkleTile.Width));
            MerkleHash.Leaf(entry.Bytes.Span, leaf.Span);
            _checked[position - start] = new CheckedEntry(entry.Position, leaf, _check.FindFault(entry.Position, entry.Bytes), nodes);
        }

        nodes.Build();
    }
}
