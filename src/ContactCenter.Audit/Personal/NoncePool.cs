using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>Random nonces, drawn from the operating system by the hundred: a draw each would cost as much as the encryption. One pool per thread.</summary>
internal static class NoncePool
{
    private const int Bytes = 12 * 256;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _used;

    public static void Fill(Span<byte> nonce)
    {
        if (_drawn is null || _used + nonce.Length > Bytes)
        {
            _drawn ??= new byte[Bytes];
            RandomNumberGenerator.Fill(_drawn);
            _used = 0;
        }

        _drawn.AsSpan(_used, nonce.Length).CopyTo(nonce);
        _used += nonce.Length;
    }
}
