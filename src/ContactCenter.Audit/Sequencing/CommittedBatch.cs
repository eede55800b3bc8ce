using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// A batch kept in memory after its commit. Its entries are decoded from their bytes once, by the first who asks: what is handed over is exactly what a replay will read. Nothing but the
/// bytes is kept before that, nor once all who follow the log have passed, since all that is must be carried through collections.
/// </summary>
internal sealed class CommittedBatch
{
    private readonly LogId _log;
    private readonly ReadOnlyMemory<byte>[] _entries;
    private readonly Lock _gate = new();
    private CommittedEntry[]? _decoded;
    private bool _isOld;

    public CommittedBatch(LogId log, long first, IReadOnlyList<EncodedEntry> entries)
    {
        (_log, First, Next) = (log, first, first + entries.Count);
        _entries = new ReadOnlyMemory<byte>[entries.Count];
        for (var i = 0; i < _entries.Length; i++)
        {
            _entries[i] = entries[i].Bytes;
            Bytes += _entries[i].Length;
        }
    }

    public long First { get; }

    public long Next { get; }

    public long Bytes { get; }

    /// <summary>The entries from <paramref name="position"/> on.</summary>
    public IReadOnlyList<CommittedEntry> From(long position)
    {
        CommittedEntry[] all;
        lock (_gate)
        {
            all = _decoded ?? Decode();
            _decoded = _isOld ? null : all;
        }

        return position == First ? all : new ArraySegment<CommittedEntry>(all, (int)(position - First), (int)(Next - position));
    }

    /// <summary>Keeps the bytes alone from now on: whoever still asks has them decoded anew.</summary>
    public void Age()
    {
        lock (_gate)
        {
            (_decoded, _isOld) = (null, true);
        }
    }

    private CommittedEntry[] Decode()
    {
        var decoded = new CommittedEntry[_entries.Length];
        for (var i = 0; i < decoded.Length; i++)
        {
            decoded[i] = EntryCodec.Decode(_log, new LogPosition(First + i), _entries[i]);
        }

        return decoded;
    }
}
