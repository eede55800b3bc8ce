using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Sip.Authentication;

/// <summary>
/// Nonces that prove themselves: time, chance, and a code over both and the realm by a key of ours. None has to be remembered to be known again. The key is replaced each
/// hour and the one before still taken.
/// </summary>
internal sealed class DigestNonces(TimeProvider time, RandomNumberGenerator random, TimeSpan lifetime)
{
    private const int TimeSize = 8;
    private const int ChanceSize = 12;
    private const int CodeSize = 16;
    private const int Size = TimeSize + ChanceSize + CodeSize;

    private readonly Lock _lock = new();
    private readonly TimeSpan _keyLife = lifetime > TimeSpan.FromHours(1) ? lifetime : TimeSpan.FromHours(1);
    private byte[] _key = NewKey(random);
    private byte[] _keyBefore = NewKey(random);
    private DateTimeOffset _keyMade = time.GetUtcNow();

    public string Make(string realm)
    {
        Span<byte> octets = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(octets, time.GetUtcNow().UtcTicks);
        byte[] key;
        lock (_lock)
        {
            Rotate();
            random.GetBytes(octets.Slice(TimeSize, ChanceSize));
            key = _key;
        }

        Code(key, octets[..(TimeSize + ChanceSize)], realm, octets[(TimeSize + ChanceSize)..]);
        return Base64Url.EncodeToString(octets);
    }

    /// <summary>When a nonce was made for the realm; null when it is none of ours, or its key is gone.</summary>
    public DateTimeOffset? MadeAt(string nonce, string realm)
    {
        Span<byte> octets = stackalloc byte[Size];
        if (nonce.Length != Base64Url.GetEncodedLength(Size) || !TryDecode(nonce, octets))
        {
            return null;
        }

        byte[] key, before;
        lock (_lock)
        {
            Rotate();
            (key, before) = (_key, _keyBefore);
        }

        Span<byte> code = stackalloc byte[CodeSize];
        Code(key, octets[..(TimeSize + ChanceSize)], realm, code);
        var isOurs = CryptographicOperations.FixedTimeEquals(code, octets[(TimeSize + ChanceSize)..]);
        Code(before, octets[..(TimeSize + ChanceSize)], realm, code);
        isOurs |= CryptographicOperations.FixedTimeEquals(code, octets[(TimeSize + ChanceSize)..]);
        return isOurs ? new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(octets), TimeSpan.Zero) : null;
    }

    public bool IsStale(DateTimeOffset madeAt) => time.GetUtcNow() - madeAt > lifetime || madeAt > time.GetUtcNow();

    private static bool TryDecode(string nonce, Span<byte> octets) =>
        Base64Url.IsValid(nonce) && Base64Url.TryDecodeFromChars(nonce, octets, out var written) && written == octets.Length && Base64Url.EncodeToString(octets) == nonce;

    private static byte[] NewKey(RandomNumberGenerator random)
    {
        var key = new byte[32];
        random.GetBytes(key);
        return key;
    }

    private static void Code(byte[] key, ReadOnlySpan<byte> octets, string realm, Span<byte> code)
    {
        Span<byte> whole = stackalloc byte[32];
        HMACSHA256.HashData(key, [.. octets, .. Encoding.UTF8.GetBytes(realm)], whole);
        whole[..CodeSize].CopyTo(code);
    }

    private void Rotate()
    {
        var now = time.GetUtcNow();
        if (now - _keyMade >= _keyLife)
        {
            // After two lives without a call even the new one's predecessor would be too old.
            _keyBefore = now - _keyMade >= 2 * _keyLife ? NewKey(random) : _key;
            (_key, _keyMade) = (NewKey(random), now);
        }
    }
}
