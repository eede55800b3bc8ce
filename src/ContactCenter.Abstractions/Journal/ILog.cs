namespace ContactCenter.Journal;

/// <summary>
/// An append-only log with one sequencer: positions without gaps, durable before acknowledged, nothing erased or altered.
/// Thread-safe. Disposing waits for what is queued, then closes.
/// </summary>
public interface ILog : IAsyncDisposable
{
    /// <summary>Which log this is.</summary>
    LogId Id { get; }

    /// <summary>Raised durably each time the log is opened; a writer with an older epoch is refused.</summary>
    long Epoch { get; }

    /// <summary>The position the next entry will get: the number of entries that are durable.</summary>
    LogPosition Head { get; }

    /// <summary>Why the log takes no more entries; null while it does.</summary>
    LogUnavailableException? Failure { get; }

    /// <summary>Appends all entries or none. When the task completes as <see cref="AppendStatus.Appended"/> they are on disk. Not cancellable.</summary>
    /// <exception cref="LogUnavailableException">The log cannot take entries; see <see cref="Failure"/>.</exception>
    /// <exception cref="ArgumentException">An entry breaks a limit; the message names it.</exception>
    ValueTask<AppendResult> AppendAsync(Append append);

    /// <summary>The entries from <paramref name="from"/> (included) to the head as it is when reading gets there.</summary>
    IAsyncEnumerable<CommittedEntry> ReadAsync(LogPosition from, CancellationToken cancellationToken = default);

    /// <summary>One machine's entries from <paramref name="fromVersion"/> (included), in order.</summary>
    IAsyncEnumerable<CommittedEntry> ReadMachineAsync(MachineId machine, long fromVersion = 0, CancellationToken cancellationToken = default);

    /// <summary>The entries that match, in order of position; includes everything acknowledged before the call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The query's <see cref="LogQuery.Limit"/> is out of its range, or its <see cref="LogQuery.Position"/> negative.</exception>
    IAsyncEnumerable<CommittedEntry> QueryAsync(LogQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// How many entries match, for statistics; includes everything acknowledged before the call. Of <paramref name="query"/> its
    /// <see cref="LogQuery.Limit"/>, <see cref="LogQuery.Position"/> and <see cref="LogQuery.Descending"/> say nothing. Quick over any span where it asks for
    /// kind, agent and whole hours at most; otherwise entries are looked at one by one.
    /// </summary>
    /// <param name="query">Which entries.</param>
    /// <param name="by">What the counts are broken down by.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The groups that have entries, by time, kind and agent; exactly one when broken down by nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="LogTally.MaxGroups"/> groups.</exception>
    async ValueTask<IReadOnlyList<LogCount>> CountAsync(LogQuery query, CountBy by = CountBy.Nothing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        const int page = 10_000;
        var tally = new LogTally(by);
        for (var next = query with { Position = LogPosition.Start, Descending = false, Limit = page }; ;)
        {
            var (count, last) = (0, LogPosition.Start);
            await foreach (var committed in QueryAsync(next, cancellationToken).ConfigureAwait(false))
            {
                (count, last) = (count + 1, committed.Position);
                tally.Add(committed.Entry.Time, committed.Entry.Kind, committed.Entry.Links.Agent);
            }

            if (count < page)
            {
                return tally.ToCounts();
            }

            next = next with { Position = last.Next };
        }
    }

    /// <summary>
    /// Everything from <paramref name="from"/> on, in batches as they become durable, without gaps, until cancelled or the log is closed; a position
    /// beyond the head is waited for.
    /// Recent batches are handed over in memory; a reader that is far behind reads from the disk, and slows down nobody.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<CommittedEntry>> FollowAsync(LogPosition from, CancellationToken cancellationToken = default);
}
