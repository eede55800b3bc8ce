using System.Security.Cryptography;

namespace ContactCenter.Sip.Signalling;

/// <summary>Names that nobody else makes and nobody can guess: branches, tags, Call-IDs. RFC 3261 sections 8.1.1.7 and 19.3.</summary>
internal static class SipTokens
{
    private const string Letters = "0123456789abcdefghijklmnopqrstuv";

    /// <summary>80 bits of chance in 16 characters.</summary>
    public static string New() => string.Create(16, 0, static (text, _) =>
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Letters[random[i] & 31];
        }
    });
}
