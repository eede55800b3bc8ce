namespace ContactCenter.Audit;

/// <summary>How a stored log ends: enough to go on and to check the last batch, whatever the log's length.</summary>
/// <param name="RecordBytes">The last commit record; empty in a log that is new.</param>
/// <param name="EdgeBefore">The tree's edge before the last batch.</param>
/// <param name="Entries">The entries of the last batch.</param>
/// <param name="Count">The number of entries stored.</param>
public sealed record StoredTail(
    ReadOnlyMemory<byte> RecordBytes,
    ReadOnlyMemory<byte> EdgeBefore,
    IReadOnlyList<StoredEntry> Entries,
    long Count)
{
    /// <summary>A new log's.</summary>
    public static StoredTail Empty { get; } = new(default, default, [], 0);

    /// <summary>Checks the last batch against its commit record.</summary>
    /// <returns>The record and the tree's edge after it; null in a new log.</returns>
    /// <exception cref="LogFormatException">They do not fit; the message says where.</exception>
    internal (CommitRecord Record, MerkleFrontier Edge)? Check(LogId log)
    {
        if (RecordBytes.IsEmpty)
        {
            return Count == 0 ? null : throw new LogFormatException($"Log '{log}' holds {Count} entries and no commit record.");
        }

        var record = CommitRecord.Decode(RecordBytes.Span);
        if (record.Log != log)
        {
            throw new LogFormatException($"This is log '{record.Log}', not '{log}'.");
        }

        if (record.Count != Entries.Count || record.First.Value + record.Count != Count)
        {
            throw new LogFormatException(
                $"Log '{log}' holds {Count} entries; its last commit record speaks of {record.Count} from position {record.First} on.");
        }

        var edge = new MerkleFrontier(record.First.Value, EdgeBefore.Span);
        foreach (var entry in Entries)
        {
            edge.Append(MerkleHash.Leaf(entry.Bytes.Span));
        }

        return edge.Root().AsSpan().SequenceEqual(record.Root.Span)
            ? (record, edge)
            : throw new LogFormatException(
                $"The last batch of log '{log}' (positions {record.First} to {Count - 1}) does not give the root of commit record {record.Number}: an entry, the record or the tree's edge was altered. Run a full verification.");
    }
}
