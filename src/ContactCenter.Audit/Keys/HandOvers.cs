namespace ContactCenter.Audit;

/// <summary>Finds the commit records in which a log's signing key was changed.</summary>
internal static class HandOvers
{
    private const int Chunk = 4_096;

    /// <summary>All of them before a record, by looking at each: for a log that nobody vouches for.</summary>
    /// <returns>The records, and whether every record before <paramref name="before"/> could be read.</returns>
    public static async ValueTask<(IReadOnlyList<StoredRecord> Found, bool IsWhole)> ReadAsync(ILogReader log, long before, CancellationToken cancellationToken)
    {
        var found = new List<StoredRecord>();
        try
        {
            for (var next = 0L; next < before;)
            {
                var records = await log.ReadRecordsAsync(next, (int)Math.Min(Chunk, before - next), cancellationToken).ConfigureAwait(false);
                if (records.Count == 0)
                {
                    break;
                }

                found.AddRange(records.Where(static r => CommitRecord.IsHandOver(r.Bytes.Span)));
                next = Math.Max(next + 1, records[^1].Number + 1);
            }

            return (found, true);
        }
        catch (LogFormatException)
        {
            return (found, false); // whoever verifies the log says where
        }
    }

    /// <summary>
    /// All of them up to a record, by looking for the first record of each key: a few reads whatever the log's length, for a log of our own. One that was altered may hide
    /// some, which then shows to whoever verifies.
    /// </summary>
    /// <param name="log">The stored bytes.</param>
    /// <param name="present">The key that signs now.</param>
    /// <param name="last">The number of the newest record.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async ValueTask<IReadOnlyList<StoredRecord>> FindAsync(ILogReader log, LogKey present, long last, CancellationToken cancellationToken)
    {
        var found = new List<StoredRecord>();
        for (var key = present; await FirstOfAsync(key, last).ConfigureAwait(false) is > 0 and var first;)
        {
            if (await ReadAsync(first - 1).ConfigureAwait(false) is not { } before
                || !CommitRecord.IsHandOver(before.Bytes.Span)
                || CommitRecord.Decode(before.Bytes.Span) is not { HandOver: { } handOver }
                || !handOver.New.Span.SequenceEqual(key.PublicKey.Span))
            {
                break; // it was not signed before
            }

            found.Insert(0, before);
            (key, last) = (new LogKey(key.Name, handOver.Old.Span), first - 1);
        }

        return found;

        // The first record a key has signed: those of one key stand in a row, up to `to` or its hand-over.
        async ValueTask<long> FirstOfAsync(LogKey key, long to)
        {
            var (low, high) = (0L, to);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                var isSigned = await ReadAsync(middle).ConfigureAwait(false) is { } record && key.Verify(CommitRecord.Hash(record.Bytes.Span), record.Signature.Span);
                (low, high) = isSigned ? (low, middle) : (middle + 1, high);
            }

            return low;
        }

        async ValueTask<StoredRecord?> ReadAsync(long number) =>
            await log.ReadRecordsAsync(number, 1, cancellationToken).ConfigureAwait(false) is [var record] && record.Number == number ? record : null;
    }
}
