using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>An entry with what checking it alone has shown.</summary>
internal readonly record struct CheckedEntry(LogPosition Position, byte[] LeafHash, string? Fault);

/// <summary>Reads a log's entries in order and checks each by itself, on several processors, while the next ones are being read. One caller.</summary>
internal sealed class EntryFeed(ILogReader log, int processors, long from) : IAsyncDisposable
{
    private const int Chunk = 4_096;

    private CheckedEntry[] _checked = [];
    private int _taken;
    private long _from = from;
    private Task<IReadOnlyList<StoredEntry>>? _ahead;

    /// <summary>The next entry; null at the end, which a writer may move.</summary>
    public async ValueTask<CheckedEntry?> NextAsync(CancellationToken cancellationToken)
    {
        if (_taken == _checked.Length)
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
                return new CheckedEntry(new LogPosition(_from), [], e.Message); // all before it could be read
            }

            _ahead = null;
            if (entries.Count == 0)
            {
                return null;
            }

            _from = entries[^1].Position.Value + 1;
            _ahead = ReadAsync(cancellationToken);
            (_checked, _taken) = (new CheckedEntry[entries.Count], 0);
            Parallel.For(0, entries.Count, new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = cancellationToken }, i => _checked[i] = Check(entries[i]));
        }

        return _checked[_taken++];
    }

    /// <summary>Waits for what is being read ahead: the reader is the caller's, who may close it next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ahead is { } ahead)
        {
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<IReadOnlyList<StoredEntry>> ReadAsync(CancellationToken cancellationToken) =>
        Task.Run(async () => await log.ReadAsync(new LogPosition(_from), Chunk, cancellationToken).ConfigureAwait(false), cancellationToken);

    private CheckedEntry Check(StoredEntry entry)
    {
        var leaf = MerkleHash.Leaf(entry.Bytes.Span);
        try
        {
            EntryCodec.Decode(log.Id, entry.Position, entry.Bytes);
            return new CheckedEntry(entry.Position, leaf, null);
        }
        catch (LogFormatException e)
        {
            return new CheckedEntry(entry.Position, leaf, e.Message);
        }
    }
}
