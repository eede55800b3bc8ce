using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Checks a whole log against itself: every entry in its one encoding, positions without gaps, every root recomputed, the chain of
/// commit records. It cannot see a cut-off end or a history rewritten from some point on: compare
/// <see cref="LogVerification.LastRecordHash"/> with one kept elsewhere.
/// </summary>
public static class LogVerifier
{
    private const int Chunk = 1_024;

    /// <summary>Verifies everything stored at the time of the call. Reads beside a writer.</summary>
    /// <param name="log">The stored bytes.</param>
    /// <param name="progress">Told the number of entries checked, now and then.</param>
    /// <param name="cancellationToken">Ends the verification.</param>
    public static async ValueTask<LogVerification> VerifyAsync(ILogReader log, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var chain = new ChainCheck(log.Id);
        while (await log.ReadRecordsAsync(chain.Records, Chunk, cancellationToken).ConfigureAwait(false) is { Count: > 0 } records)
        {
            foreach (var stored in records)
            {
                if (chain.Begin(stored) is { } record)
                {
                    await CheckEntriesAsync(log, chain, record, cancellationToken).ConfigureAwait(false);
                    chain.End(record, stored.Bytes.Span);
                }

                if (chain.Fault is not null)
                {
                    return chain.Result();
                }
            }

            progress?.Report(chain.Entries);
        }

        await CheckEndAsync(log, chain, cancellationToken).ConfigureAwait(false);
        return chain.Result();
    }

    private static async ValueTask CheckEntriesAsync(ILogReader log, ChainCheck chain, CommitRecord record, CancellationToken cancellationToken)
    {
        for (var left = record.Count; left > 0 && chain.Fault is null;)
        {
            var entries = await log.ReadAsync(new LogPosition(chain.Entries), Math.Min(left, Chunk), cancellationToken).ConfigureAwait(false);
            if (entries.Count == 0)
            {
                chain.Missing(record);
            }

            foreach (var entry in entries)
            {
                chain.Add(entry);
            }

            left -= entries.Count;
        }
    }

    /// <summary>Entries nobody committed. A batch committed meanwhile by a writer is none of them.</summary>
    private static async ValueTask CheckEndAsync(ILogReader log, ChainCheck chain, CancellationToken cancellationToken)
    {
        var beyond = await log.ReadAsync(new LogPosition(chain.Entries), 1, cancellationToken).ConfigureAwait(false);
        if (beyond.Count > 0 && (await log.ReadRecordsAsync(chain.Records, 1, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            chain.Uncommitted(beyond[0].Position);
        }
    }
}
