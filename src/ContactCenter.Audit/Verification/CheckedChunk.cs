namespace ContactCenter.Audit;

/// <summary>Some entries read together and checked, up to the end of a tile. Used again: it is too large to be made for each chunk. Not thread-safe.</summary>
internal sealed class CheckedChunk
{
    private const int Size = 2 * MerkleTile.Width; // what is read and not yet used lives through collections, which wait for nobody: the less the better

    private readonly CheckedEntry[] _entries = new CheckedEntry[Size];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public CheckedEntry this[int index] => _entries[index];

    /// <summary>How many entries from a position on make a chunk: as many as end with a tile.</summary>
    public static int Most(long from) => Size - (int)(from % MerkleTile.Width);

    /// <summary>Checks what was read from a position on, in place of what was here.</summary>
    public void Check(IReadOnlyList<StoredEntry> entries, long from, EntryCheck check)
    {
        Count = entries.Count;
        if (Count == 0)
        {
            return;
        }

        if (entries[0].Position.Value != from || entries[^1].Position.Value != from + Count - 1)
        {
            for (var i = 0; i < Count; i++)
            {
                _entries[i] = new CheckedEntry(entries[i].Position, MerkleHash.Leaf(entries[i].Bytes.Span), check.FindFault(entries[i].Position, entries[i].Bytes), null);
            }

            return;
        }

        for (var start = 0; start < Count;)
        {
            var next = Math.Min(Count, start + MerkleTile.Width - (int)((from + start) % MerkleTile.Width));
            CheckTile(entries, from, start, next, check);
            start = next;
        }
    }

    private void CheckTile(IReadOnlyList<StoredEntry> entries, long from, int start, int next, EntryCheck check)
    {
        var first = (int)((from + start) % MerkleTile.Width);
        var nodes = new TileNodes(first, next - start);
        MerkleHash.Leaves(entries, start, next - start, nodes.Leaves);
        for (var i = start; i < next; i++)
        {
            var entry = entries[i];
            _entries[i] = new CheckedEntry(entry.Position, nodes.Leaf(first + i - start), check.FindFault(entry.Position, entry.Bytes), nodes);
        }

        nodes.Build();
    }
}
