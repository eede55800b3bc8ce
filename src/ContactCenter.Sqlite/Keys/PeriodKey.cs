using System.Security.Cryptography;

namespace ContactCenter.Sqlite.Keys;

/// <summary>A period and its keys, in memory.</summary>
/// <param name="Id">Greater than that of every period before.</param>
/// <param name="Began">Since when new keys are wrapped under it.</param>
/// <param name="Key">Wraps subjects' keys.</param>
/// <param name="BlindKey">Hashes addresses.</param>
internal sealed record PeriodKey(long Id, DateTimeOffset Began, byte[] Key, byte[] BlindKey)
{
    /// <summary>The id of the one period of a store of format 1. Its addresses were hashed under a key derived from the master key.</summary>
    public const long First = 1;

    public static PeriodKey From(RootKey master, byte[] salt, StoredPeriod stored, byte[] key) => new(
        stored.Id,
        stored.Began,
        key,
        stored.Id == First
            ? master.Derive(salt, "contactcenter/keys/blind")
            : HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyCipher.KeySize, salt, "contactcenter/period/blind"u8.ToArray()));

    /// <summary>Overwrites the keys in memory. Nobody may be using them.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(Key);
        CryptographicOperations.ZeroMemory(BlindKey);
    }
}
