using System.Security.Cryptography;
using System.Text;
using ContactCenter.Channels;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// The cryptography of one key store. Subjects' keys are wrapped under a period key, period keys under the master key;
/// dropping a period key makes old backups of the slots worthless. All of it AES-256-GCM with random nonces:
/// 12 bytes of nonce, the ciphertext, 16 bytes of tag.
/// </summary>
internal sealed class KeyCipher
{
    public const int KeySize = 32;
    public const int SlotSize = NonceSize + KeySize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const char Separator = '\u001f';

    private readonly byte[] _wrappingKey;
    private readonly byte[] _blindKey;
    private readonly Dictionary<long, byte[]> _periods = [];

    public KeyCipher(RootKey master, byte[] salt)
    {
        _wrappingKey = master.Derive(salt, "contactcenter/keys/wrap");
        _blindKey = master.Derive(salt, "contactcenter/keys/blind");
    }

    /// <summary>The period under which new keys are wrapped.</summary>
    public long Period { get; private set; }

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <summary>A new period key, wrapped under the master key.</summary>
    public byte[] NewPeriod(long period) => Encrypt(_wrappingKey, NewKey(), Purpose("period", period));

    /// <exception cref="AuthenticationTagMismatchException">It was wrapped under another master key.</exception>
    public void AddPeriod(long period, byte[] wrapped)
    {
        _periods[period] = Decrypt(_wrappingKey, wrapped, Purpose("period", period));
        Period = Math.Max(Period, period);
    }

    public byte[] Wrap(SubjectId subject, byte[] key) => Encrypt(_periods[Period], key, subject.Value.ToByteArray(bigEndian: true));

    public byte[] Unwrap(SubjectId subject, long period, byte[] slot) =>
        Decrypt(_periods[period], slot, subject.Value.ToByteArray(bigEndian: true));

    /// <summary>What an address is found by: the same for the same address, and of no use without the master key.</summary>
    public byte[] BlindHash(Address address) => HMACSHA256.HashData(_blindKey, Text(address));

    public static byte[] Seal(byte[] subjectKey, CustomerId customer, Address address) =>
        Encrypt(subjectKey, Text(address), Purpose("address", customer));

    public static Address Open(byte[] subjectKey, CustomerId customer, byte[] sealedAddress)
    {
        var text = Encoding.UTF8.GetString(Decrypt(subjectKey, sealedAddress, Purpose("address", customer)));
        var split = text.IndexOf(Separator, StringComparison.Ordinal);
        return new Address(new AddressKind(text[..split]), text[(split + 1)..]);
    }

    private static byte[] Text(Address address) => Encoding.UTF8.GetBytes($"{address.Kind.Value}{Separator}{address.Value}");

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
