namespace ContactCenter.Audit;

/// <summary>How far a verification has come, between two commit records: small, can be stored, and gone on from. Whoever stores it has to keep it safe: it is believed.</summary>
/// <param name="Entries">The entries checked.</param>
/// <param name="Records">The commit records checked.</param>
/// <param name="Tiles">The unfinished tile of each level of the tree over the entries, the lowest first.</param>
/// <param name="LastRecordHash">The hash of the last record checked; 32 zero bytes before the first.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Time">Its time.</param>
public sealed record LogVerificationState(
    long Entries, long Records, IReadOnlyList<ReadOnlyMemory<byte>> Tiles, ReadOnlyMemory<byte> LastRecordHash, long Epoch, DateTimeOffset Time)
{
    /// <summary>Before everything.</summary>
    public static LogVerificationState Start { get; } = new(0, 0, [], new byte[MerkleHash.Size], 0, DateTimeOffset.UnixEpoch);
}
