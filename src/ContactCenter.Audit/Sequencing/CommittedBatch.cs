using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>A batch kept in memory after its commit. Its entries are decoded from their bytes once, by the first who asks: what is handed over is exactly what a replay will read.</summary>
internal sealed class CommittedBatch(LogId log, long first, IReadOnlyList<EncodedEntry> entries)
{
    private CommittedEntry[]? _decoded;
    private bool _isDecoded;
    private object? _gate;

    public long First { get; } = first;

    public long Next { get; } = first + entries.Count;

    public long Bytes { get; } = entries.Sum(e => (long)e.Bytes.Length);

    /// <summary>The entries from <paramref name="position"/> on.</summary>
    public IReadOnlyList<CommittedEntry> From(long position)
    {
        var all = LazyInitializer.EnsureInitialized(ref _decoded, ref _isDecoded, ref _gate, Decode)!;
        return position == First ? all : new ArraySegment<CommittedEntry>(all, (int)(position - First), (int)(Next - position));
    }

    private CommittedEntry[] Decode()
    {
        var decoded = new CommittedEntry[entries.Count];
        for (var i = 0; i < decoded.Length; i++)
        {
            decoded[i] = EntryCodec.Decode(log, new LogPosition(First + i), entries[i].Bytes);
        }

        return decoded;
    }
}
