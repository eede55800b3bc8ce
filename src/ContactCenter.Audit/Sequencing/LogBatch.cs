namespace ContactCenter.Audit;

/// <summary>What the sequencer asks a store to write at once. Immutable.</summary>
/// <param name="Record">The batch's commit record.</param>
/// <param name="RecordBytes">The record's bytes.</param>
/// <param name="Entries">The entries, in order of position from <see cref="CommitRecord.First"/> on; none at an opening.</param>
/// <param name="EdgeBefore">
/// The tree's edge before the batch (<see cref="MerkleFrontier.ToBytes"/>). Kept until the next batch, so that the last batch is checked when the log is opened.
/// </param>
public sealed record LogBatch(
    CommitRecord Record,
    ReadOnlyMemory<byte> RecordBytes,
    IReadOnlyList<EncodedEntry> Entries,
    ReadOnlyMemory<byte> EdgeBefore)
{
    /// <summary>The signature of the record's hash; empty where the log is not signed.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The tiles of the tree that became full with the batch.</summary>
    public IReadOnlyList<MerkleTile> Tiles { get; init; } = [];
}
