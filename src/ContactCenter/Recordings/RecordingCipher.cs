using System.Security.Cryptography;

namespace ContactCenter.Recordings;

/// <summary>Seals and opens the chunks of one recording. For one caller at a time; disposing forgets the key.</summary>
internal sealed class RecordingCipher(byte[] header, ReadOnlySpan<byte> key) : IDisposable
{
    private readonly AesGcm _aes = new(key, RecordingFormat.TagSize);
    private readonly byte[] _about = [.. header, .. new byte[RecordingFormat.PrefixSize]];

    /// <summary>Writes a whole chunk.</summary>
    /// <returns>Its size.</returns>
    public int Seal(long number, long start, int frames, ReadOnlySpan<byte> content, Span<byte> to)
    {
        var prefix = to[..RecordingFormat.PrefixSize];
        RecordingFormat.WritePrefix(prefix, start, frames, content.Length);
        Span<byte> nonce = stackalloc byte[RecordingFormat.NonceSize];
        RecordingFormat.WriteNonce(nonce, number);
        _aes.Encrypt(nonce, content, to.Slice(prefix.Length, content.Length), to.Slice(prefix.Length + content.Length, RecordingFormat.TagSize), About(prefix));
        return prefix.Length + content.Length + RecordingFormat.TagSize;
    }

    /// <summary>Opens a whole chunk; false when it is not what was sealed under this number.</summary>
    public bool TryOpen(long number, ReadOnlySpan<byte> chunk, Span<byte> content)
    {
        Span<byte> nonce = stackalloc byte[RecordingFormat.NonceSize];
        RecordingFormat.WriteNonce(nonce, number);
        var length = chunk.Length - RecordingFormat.EndSize;
        try
        {
            _aes.Decrypt(
                nonce,
                chunk.Slice(RecordingFormat.PrefixSize, length),
                chunk[^RecordingFormat.TagSize..],
                content[..length],
                About(chunk[..RecordingFormat.PrefixSize]));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    private byte[] About(ReadOnlySpan<byte> prefix)
    {
        prefix.CopyTo(_about.AsSpan(RecordingFormat.HeaderSize));
        return _about;
    }
}
