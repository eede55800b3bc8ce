using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Audit;

/// <summary>
/// Where one log is kept; <see cref="AuditLog"/> gives it order. <see cref="FindEntries"/>, <see cref="FindStreams"/>,
/// <see cref="Find"/> and <see cref="Write"/> are called by the sequencer's own thread, one at a time, and block it; everything else may be called at any
/// time from any thread, also while writing. Releasing gives up ownership and goes on reading; disposing gives up both.
/// </summary>
public interface ILogStore : ILogReader, IReleasable, IAsyncDisposable
{
    /// <summary>Takes exclusive ownership and recovers what a crash left. Called once, before anything else.</summary>
    /// <returns>How the log ends.</returns>
    /// <exception cref="LogUnavailableException">Someone else owns the log, or it cannot be written to.</exception>
    /// <exception cref="LogFormatException">What is stored is not this log.</exception>
    ValueTask<StoredTail> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Adds to <paramref name="found"/> where those of <paramref name="ids"/> stand that are in the log. Exact: everything written counts.</summary>
    void FindEntries(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found);

    /// <summary>
    /// Sets in <paramref name="versions"/> the number of entries of each of <paramref name="machines"/>: 0 where there is none,
    /// <see cref="Append.AnyVersion"/> where the stream has entries and keeps no version.
    /// </summary>
    void FindStreams(IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions);

    /// <summary><see cref="FindEntries"/> and <see cref="FindStreams"/> together, for a store that is asked both in one exchange.</summary>
    void Find(IReadOnlyList<EntryId> ids, Dictionary<EntryId, long> found, IReadOnlyList<MachineId> machines, Dictionary<MachineId, long> versions)
    {
        FindEntries(ids, found);
        FindStreams(machines, versions);
    }

    /// <summary>Writes the batch, its commit record and signature, the tree's edge and its new tiles, all or nothing; durable on return. Any exception ends the log's life.</summary>
    void Write(LogBatch batch);

    /// <summary>Writes tiles of entries that are in the log already: those of a log that was begun before tiles were kept. Called while opening; durable on return.</summary>
    void WriteTiles(IReadOnlyList<MerkleTile> tiles);

    /// <summary>
    /// Positions of entries that may match, in the query's order, beginning at <paramref name="from"/> (descending: before it), at
    /// most <paramref name="max"/>, and fewer only when there are no more: then it is not called again. None that matches may be missing;
    /// those that do not match are sorted out by the caller.
    /// </summary>
    ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, LogPosition from, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Adds to <paramref name="tally"/> how many entries match, from what the store keeps for it: everything acknowledged before the call, and perhaps
    /// what comes meanwhile. Asked for agent, kind and whole hours of UTC only.
    /// </summary>
    /// <returns>False, and nothing added, where the store cannot: then the entries are looked at one by one.</returns>
    ValueTask<bool> TryCountAsync(LogQuery query, LogTally tally, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    /// <summary>
    /// Positions of one machine's entries in order, at most <paramref name="max"/>, whose ordinal is at least
    /// <paramref name="fromOrdinal"/>: the version, or the position in a stream without versions. Empty when there are no more.
    /// </summary>
    ValueTask<IReadOnlyList<long>> FindMachineAsync(MachineId machine, long fromOrdinal, int max, CancellationToken cancellationToken);

    /// <summary>The entries at exactly these positions, in their order.</summary>
    /// <exception cref="LogFormatException">One is missing.</exception>
    ValueTask<IReadOnlyList<StoredEntry>> ReadAtAsync(IReadOnlyList<long> positions, CancellationToken cancellationToken);
}
