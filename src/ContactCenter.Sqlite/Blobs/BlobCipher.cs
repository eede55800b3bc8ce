using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContactCenter.Sqlite.Blobs;

/// <summary>
/// The format of a blob's file: a header, then chunks of 64 KiB, each AES-256-GCM with its tag behind it. A chunk's nonce is
/// its number and whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that
/// chunks can be neither reordered nor cut off. The last chunk is shorter than the others, possibly empty.
/// </summary>
/// <remarks>
/// A key encrypts one content only, which makes counting nonces safe: it is derived from the subject's key and the content's
/// HMAC. Hence the same content of the same subject gives the same bytes, and is stored once.
/// </remarks>
internal static class BlobCipher
{
    public const int ChunkSize = 64 * 1024;
    public const int TagSize = 16;
    public const int HeaderSize = 36;

    private const int NonceSize = 12;
    private const int KeySize = 32;

    private static ReadOnlySpan<byte> Magic => "CCB1"u8;

    /// <summary>The key under which a subject's contents are told apart.</summary>
    public static byte[] ContentMacKey(ReadOnlySpan<byte> subjectKey) => Derive(subjectKey, [], "contactcenter/blob/content");

    public static byte[] Header(ReadOnlySpan<byte> contentMac) => [.. Magic, .. contentMac];

    public static bool IsHeader(ReadOnlySpan<byte> header) => header.Length == HeaderSize && header.StartsWith(Magic);

    public static byte[] ContentKey(ReadOnlySpan<byte> subjectKey, ReadOnlySpan<byte> header) =>
        Derive(subjectKey, header, "contactcenter/blob/key");

    /// <summary>Encrypts all of <paramref name="content"/>; <paramref name="write"/> gets the header and then each chunk.</summary>
    public static async Task EncryptAsync(
        Stream content, byte[] key, byte[] header, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, CancellationToken cancellationToken)
    {
        using var aes = new AesGcm(key, TagSize);
        var plain = new byte[ChunkSize];
        var chunk = new byte[ChunkSize + TagSize];
        await write(header, cancellationToken).ConfigureAwait(false);
        for (uint number = 0; ; number++)
        {
            var length = await content.ReadAtLeastAsync(plain, ChunkSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var last = length < ChunkSize;
            aes.Encrypt(Nonce(number, last), plain.AsSpan(0, length), chunk.AsSpan(0, length), chunk.AsSpan(length, TagSize), header);
            await write(chunk.AsMemory(0, length + TagSize), cancellationToken).ConfigureAwait(false);
            if (last)
            {
                return;
            }
        }
    }

    /// <exception cref="AuthenticationTagMismatchException">It is not what was encrypted.</exception>
    public static void Decrypt(AesGcm aes, ReadOnlySpan<byte> header, uint number, bool last, ReadOnlySpan<byte> chunk, Span<byte> plain) =>
        aes.Decrypt(Nonce(number, last), chunk[..^TagSize], chunk[^TagSize..], plain[..(chunk.Length - TagSize)], header);

    /// <summary>Whether a key is the one a content's first chunk is encrypted under.</summary>
    public static bool IsKey(byte[] key, ReadOnlySpan<byte> header, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < TagSize)
        {
            return false;
        }

        using var aes = new AesGcm(key, TagSize);
        try
        {
            Decrypt(aes, header, 0, chunk.Length < ChunkSize + TagSize, chunk, new byte[ChunkSize]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static byte[] Nonce(uint number, bool last)
    {
        var nonce = new byte[NonceSize];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(NonceSize - 5), number);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    private static byte[] Derive(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, string purpose)
    {
        var derived = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, salt, System.Text.Encoding.ASCII.GetBytes(purpose));
        return derived;
    }
}
