namespace ContactCenter.Audit;

/// <summary>Compares a log, record by record, with heads of it that were kept elsewhere.</summary>
internal sealed class HeadCheck(IEnumerable<Checkpoint> heads)
{
    private readonly Queue<Checkpoint> _ahead = new(heads.OrderBy(static h => h.Record));

    /// <summary>The commit record of the oldest head that was not compared yet; null when all were.</summary>
    public long? Next => _ahead.TryPeek(out var head) ? head.Record : null;

    /// <summary>What is wrong with a record, seen from the heads kept; null when nothing is.</summary>
    public string? Find(CommitRecord record, ReadOnlySpan<byte> hash)
    {
        string? fault = null;
        while (_ahead.TryPeek(out var head) && head.Record == record.Number)
        {
            _ahead.Dequeue();
            if (!head.RecordHash.Span.SequenceEqual(hash) || !head.Root.Span.SequenceEqual(record.Root.Span) || head.Size != record.First.Value + record.Count || head.Time != record.Time)
            {
                fault ??= $"Commit record {record.Number} is another one than the head of {head.Time:u} kept elsewhere says: the history up to it was rewritten.";
            }
        }

        return fault;
    }

    /// <summary>What is missing at the end of the log; null when nothing is.</summary>
    public (string Fault, long Size)? FindMissing() => _ahead.TryPeek(out var head)
        ? ($"The log ends before commit record {head.Record} with {head.Size} entries, which the head of {head.Time:u} kept elsewhere speaks of: its end was cut off.", head.Size)
        : null;
}
