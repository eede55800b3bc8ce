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
    /// <summary>Before everything, of any log.</summary>
    public static LogVerificationState Start { get; } = new(0, 0, [], new byte[MerkleHash.Size], 0, DateTimeOffset.UnixEpoch);

    /// <summary>Which log was checked; null before everything.</summary>
    public LogId? Log { get; init; }

    /// <summary>Whose signatures were checked, by the <see cref="LogKey.Id"/> of the key the log began to be signed with; null where signatures were left alone.</summary>
    public uint? Key { get; init; }

    /// <summary>The first commit record whose signature was asked for; 0 where signatures were left alone.</summary>
    public long SignedFrom { get; init; }

    /// <summary>Why a verification cannot go on from here, as it would claim what was never looked at; null when it can.</summary>
    /// <param name="log">Which log is to be verified.</param>
    /// <param name="keys">The keys that must have signed; null where signatures are left alone.</param>
    /// <param name="signedFrom">The first commit record that must be signed.</param>
    public string? FindMisfit(LogId log, LogKeys? keys, long signedFrom)
    {
        if (FindDamage() is { } damage)
        {
            return damage;
        }

        if (Records == 0 || (keys?.Fault is not null && Log == log)) // nothing is claimed yet; or the log is wrong, which is told instead
        {
            return null;
        }

        var key = keys?.First.Id;
        return Log != log ? $"It is one of log '{Log}', not of '{log}'."
            : Key != key ? $"{(Key is { } checkedKey ? $"The signatures of the key {checkedKey:x8} were checked" : "No signatures were checked")}, and now {(key is { } asked ? $"those of the key {asked:x8} are to be" : "none are to be")}."
            : Key is not null && SignedFrom != signedFrom ? $"Signatures were checked from commit record {SignedFrom} on, and now they are to be from {signedFrom} on."
            : null;
    }

    private string? FindDamage()
    {
        if (Entries < 0 || Records < 0 || Epoch < 0 || SignedFrom < 0 || LastRecordHash.Length != MerkleHash.Size || (Records == 0 && Entries > 0))
        {
            return "A number or a hash of it is out of its range.";
        }

        for (var level = 0; level < Math.Max(MerkleTile.MaxLevels, Tiles.Count); level++)
        {
            var (found, expected) = (level < Tiles.Count ? Tiles[level].Length : 0, MerkleTile.PartialWidth(Entries, level) * MerkleHash.Size);
            if (found != expected)
            {
                return $"Its unfinished tile of level {level} has {found} bytes, which do not fit {Entries} entries.";
            }
        }

        return null;
    }
}
