using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Channels.WebChat;

/// <summary>
/// What a visitor's browser keeps to be known again: 256 random bits that only it has. The visitor's address is a hash of it, so that
/// nobody who reads an address can speak for the visitor, and the server need not keep tokens.
/// </summary>
internal static class VisitorToken
{
    private const int Size = 32;

    public static string New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool IsValid(string? token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return token is { Length: 43 }
            && Base64Url.DecodeFromChars(token, bytes, out _, out var written) == OperationStatus.Done // the other forms throw at what is not Base64
            && written == Size;
    }

    /// <summary>The address of the visitor who holds the token.</summary>
    public static Address AddressOf(string token) =>
        new(AddressKind.Web, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("webchat visitor " + token)))[..32]);
}
