using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Whether a log still is the one an earlier verification has looked at: the commit records from the oldest head kept elsewhere to the last one looked at are read again
/// and lead by their hashes to the hash that was kept. Their entries are not read.
/// </summary>
internal sealed class StateCheck(ILogReader log, LogVerificationState from, HeadCheck heads)
{
    private const int Chunk = 1_024;

    private byte[]? _previous;

    /// <summary>Whether the log has the record the state names, and the state says something else of it.</summary>
    public bool IsStateWrong { get; private set; }

    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="root">The root over the entries that the state gives.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<LogFault?> FindFaultAsync(ReadOnlyMemory<byte> root, CancellationToken cancellationToken)
    {
        try
        {
            for (var number = Math.Min(from.Records - 1, heads.Next ?? long.MaxValue); number < from.Records;)
            {
                var records = await log.ReadRecordsAsync(number, (int)Math.Min(Chunk, from.Records - number), cancellationToken).ConfigureAwait(false);
                if (records.Count == 0)
                {
                    return await CutOffAsync(cancellationToken).ConfigureAwait(false);
                }

                foreach (var stored in records)
                {
                    if (FindFault(stored, number++, root.Span) is { } fault)
                    {
                        return fault;
                    }
                }
            }

            return from.Entries == 0 || (await log.ReadAsync(new LogPosition(from.Entries - 1), 1, cancellationToken).ConfigureAwait(false)).Count > 0
                ? null
                : await CutOffAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LogFormatException e)
        {
            var at = new LogPosition(Math.Max(0, from.Entries - 1));
            return new LogFault(at, at, $"What was verified before cannot be read any more: {e.Message}");
        }
    }

    private LogFault? FindFault(StoredRecord stored, long number, ReadOnlySpan<byte> root)
    {
        var record = CommitRecord.Decode(stored.Bytes.Span);
        var hash = CommitRecord.Hash(stored.Bytes.Span);
        var isLast = number == from.Records - 1;
        var cause = stored.Number != number || record.Number != number ? $"Commit record {number}, which was verified before, is missing: there is {record.Number} under number {stored.Number}."
            : _previous is not null && !record.Previous.Span.SequenceEqual(_previous) ? $"Commit record {number} does not follow record {number - 1}: one of the two was altered since both were verified."
            : isLast && !from.LastRecordHash.Span.SequenceEqual(hash) ? $"Commit record {number} is another one than the one verified before: the history up to it was rewritten since."
            : heads.Find(record, hash);
        if (cause is not null)
        {
            var first = record.Count > 0 ? record.First.Value : Math.Max(0, record.First.Value - 1);
            return new LogFault(new LogPosition(first), new LogPosition(Math.Max(first, from.Entries - 1)), cause);
        }

        _previous = hash;
        IsStateWrong = isLast && (record.First.Value + record.Count != from.Entries || record.Epoch != from.Epoch || record.Time != from.Time || !record.Root.Span.SequenceEqual(root));
        return null;
    }

    private async ValueTask<LogFault> CutOffAsync(CancellationToken cancellationToken)
    {
        var (end, beyond) = (0L, from.Entries); // the first entry that is missing is looked for
        while (end < beyond)
        {
            var middle = end + ((beyond - end) / 2);
            var isThere = (await log.ReadAsync(new LogPosition(middle), 1, cancellationToken).ConfigureAwait(false)).Count > 0;
            (end, beyond) = isThere ? (middle + 1, beyond) : (end, middle);
        }

        return new LogFault(
            new LogPosition(end),
            new LogPosition(Math.Max(end, from.Entries - 1)),
            $"The log ends before commit record {from.Records - 1} with {from.Entries} entries, up to which it was verified before: its end was cut off.");
    }
}
