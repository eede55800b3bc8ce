using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>An entry with what checking it alone has shown.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="LeafHash">Its leaf in the tree.</param>
/// <param name="Fault">What is wrong with its bytes.</param>
/// <param name="Nodes">The nodes over it and its neighbours, where they stand in order.</param>
internal readonly record struct CheckedEntry(LogPosition Position, ReadOnlyMemory<byte> LeafHash, string? Fault, TileNodes? Nodes);

/// <summary>
/// Reads a log's entries in order, checks each by itself and hashes what is above it within its tile: with several processors as many chunks at a
/// time, ahead of the caller. One caller.
/// </summary>
internal sealed class EntryFeed(ILogReader log, int processors, long from) : IAsyncDisposable
{
    private const int Spare = 2; // so that none waits for the caller while one chunk takes longer than others

    private readonly EntryCheck _check = new(log.Id);
    private readonly Queue<(long From, Task<CheckedChunk> Chunk)> _ahead = new();
    private readonly Stack<CheckedChunk> _free = new();
    private CheckedChunk? _current;
    private int _taken;
    private long _from = from;

    /// <summary>The next entry, when it is checked already.</summary>
    public bool TryNext(out CheckedEntry entry)
    {
        if (_current is not { } chunk || _taken == chunk.Count)
        {
            entry = default;
            return false;
        }

        entry = chunk[_taken++];
        return true;
    }

    /// <summary>The next entry; null at the end, which a writer may move.</summary>
    public async ValueTask<CheckedEntry?> NextAsync(CancellationToken cancellationToken)
    {
        if (TryNext(out var entry))
        {
            return entry;
        }

        try
        {
            await NextChunkAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LogFormatException e)
        {
            return new CheckedEntry(new LogPosition(_from), default, e.Message, null); // all before it could be read
        }

        return TryNext(out entry) ? entry : null;
    }

    /// <summary>Waits for what is being read ahead: the reader is the caller's, who may close it next.</summary>
    public ValueTask DisposeAsync() => DropAheadAsync();

    private async ValueTask NextChunkAsync(CancellationToken cancellationToken)
    {
        if (_current is { } used)
        {
            _current = null;
            _free.Push(used);
        }

        if (_ahead.TryPeek(out var next) && next.From != _from)
        {
            await DropAheadAsync().ConfigureAwait(false); // fewer entries were read than asked for
        }

        var chunk = await (_ahead.TryDequeue(out next) ? next.Chunk : CheckAsync(_from, cancellationToken)).ConfigureAwait(false);
        if (chunk.Count == 0)
        {
            await DropAheadAsync().ConfigureAwait(false);
            chunk = await CheckAsync(_from, cancellationToken).ConfigureAwait(false); // what came since it was read ahead
        }

        (_current, _taken) = (chunk, 0);
        if (chunk.Count > 0)
        {
            _from = chunk[chunk.Count - 1].Position.Value + 1;
            ReadAhead(cancellationToken);
        }
    }

    private void ReadAhead(CancellationToken cancellationToken)
    {
        var at = _from;
        foreach (var (start, _) in _ahead)
        {
            at = start + CheckedChunk.Most(start);
        }

        while (processors > 1 && _ahead.Count < processors + Spare)
        {
            _ahead.Enqueue((at, CheckAsync(at, cancellationToken)));
            at += CheckedChunk.Most(at);
        }
    }

    private Task<CheckedChunk> CheckAsync(long at, CancellationToken cancellationToken)
    {
        var chunk = _free.TryPop(out var used) ? used : new CheckedChunk();
        return Task.Run(
            async () =>
            {
                chunk.Check(await log.ReadAsync(new LogPosition(at), CheckedChunk.Most(at), cancellationToken).ConfigureAwait(false), at, _check);
                return chunk;
            },
            cancellationToken);
    }

    private async ValueTask DropAheadAsync()
    {
        while (_ahead.TryDequeue(out var next))
        {
            await ((Task)next.Chunk).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
