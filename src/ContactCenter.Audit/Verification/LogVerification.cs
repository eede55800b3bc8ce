namespace ContactCenter.Audit;

/// <summary>What a full verification found.</summary>
/// <param name="Entries">How many entries were checked.</param>
/// <param name="Records">How many commit records were checked.</param>
/// <param name="Root">The root over the entries checked, 32 bytes.</param>
/// <param name="LastRecordHash">The hash of the last commit record checked, 32 bytes: what a copy elsewhere must agree with.</param>
/// <param name="Fault">The first thing wrong; null when everything fits.</param>
public sealed record LogVerification(long Entries, long Records, ReadOnlyMemory<byte> Root, ReadOnlyMemory<byte> LastRecordHash, LogFault? Fault)
{
    /// <summary>Whether everything fits.</summary>
    public bool IsIntact => Fault is null;
}
