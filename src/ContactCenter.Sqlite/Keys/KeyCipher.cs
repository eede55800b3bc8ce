using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// The cryptography of a key store. Subjects' keys are wrapped under a period's key, those of periods under the master key: with a period's key goes
/// every copy of the slots under it. All of it AES-256-GCM with random nonces: 12 bytes of nonce, the ciphertext, 16 bytes of tag.
/// </summary>
internal static class KeyCipher
{
    public const int KeySize = 32;
    public const int SlotSize = NonceSize + KeySize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const char Separator = '\u001f';

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <summary>The key that wraps periods' keys.</summary>
    public static byte[] WrappingKey(RootKey master, byte[] salt) => master.Derive(salt, "contactcenter/keys/wrap");

    public static byte[] WrapPeriod(byte[] wrappingKey, long id, DateTimeOffset began, byte[] key) => Encrypt(wrappingKey, key, AboutPeriod(id, began));

    /// <exception cref="AuthenticationTagMismatchException">It was wrapped under another master key.</exception>
    public static byte[] UnwrapPeriod(byte[] wrappingKey, StoredPeriod period) => Decrypt(wrappingKey, period.Wrapped, AboutPeriod(period.Id, period.Began));

    /// <summary>The one period of a store of format 1, where its key stood in <c>keys.db</c> itself.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It was wrapped under another master key.</exception>
    public static byte[] UnwrapFirstPeriod(byte[] wrappingKey, byte[] wrapped) => Decrypt(wrappingKey, wrapped, Purpose("period", PeriodKey.First));

    public static byte[] Wrap(PeriodKey period, SubjectId subject, byte[] key) => Encrypt(period.Key, key, subject.Value.ToByteArray(bigEndian: true));

    public static byte[] Unwrap(PeriodKey period, SubjectId subject, byte[] slot) => Decrypt(period.Key, slot, subject.Value.ToByteArray(bigEndian: true));

    /// <summary>What an address is found by in one period: the same for the same address, and of no use once the period's key is destroyed.</summary>
    public static byte[] BlindHash(PeriodKey period, Address address) => HMACSHA256.HashData(period.BlindKey, Text(address));

    public static byte[] Seal(byte[] subjectKey, CustomerId customer, Address address) =>
        Encrypt(subjectKey, Text(address), Purpose("address", customer));

    public static Address Open(byte[] subjectKey, CustomerId customer, byte[] sealedAddress)
    {
        var text = Encoding.UTF8.GetString(Decrypt(subjectKey, sealedAddress, Purpose("address", customer)));
        var split = text.IndexOf(Separator, StringComparison.Ordinal);
        return new Address(new AddressKind(text[..split]), text[(split + 1)..]);
    }

    private static byte[] Text(Address address) => Encoding.UTF8.GetBytes($"{address.Kind.Value}{Separator}{address.Value}");

    private static byte[] AboutPeriod(long id, DateTimeOffset began) => Purpose("period", FormattableString.Invariant($"{id}/{began.ToUnixTimeMilliseconds()}"));

    private static byte[] Purpose(string name, object id) => Encoding.ASCII.GetBytes(FormattableString.Invariant($"{name}/{id}"));

    private static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> text, byte[] about)
    {
        var result = new byte[NonceSize + text.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, text, result.AsSpan(NonceSize, text.Length), result.AsSpan(NonceSize + text.Length), about);
        return result;
    }

    private static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> sealedBytes, byte[] about)
    {
        if (sealedBytes.Length < NonceSize + TagSize)
        {
            throw new AuthenticationTagMismatchException("The ciphertext is too short.");
        }

        var text = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[NonceSize..^TagSize], sealedBytes[^TagSize..], text, about);
        return text;
    }
}
