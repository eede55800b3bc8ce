namespace ContactCenter.Audit;

/// <summary>A commit record that is durable, with its hash.</summary>
internal sealed record CommittedRecord(CommitRecord Record, ReadOnlyMemory<byte> Hash);
