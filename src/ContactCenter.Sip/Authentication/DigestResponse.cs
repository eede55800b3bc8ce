using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Sip.Authentication;

/// <summary>The response of a challenge. RFC 7616 section 3.4.1; without protection as RFC 2069 has it.</summary>
internal static class DigestResponse
{
    /// <summary>The response, hexadecimal in small letters.</summary>
    /// <param name="credentials">All but the response of it is used.</param>
    /// <param name="ha1">H(user:realm:password).</param>
    /// <param name="method">Of the request.</param>
    /// <param name="body">Of the request; counts with auth-int alone.</param>
    public static string Compute(DigestCredentials credentials, ReadOnlySpan<byte> ha1, string method, ReadOnlySpan<byte> body)
    {
        var algorithm = credentials.Algorithm;
        var key = Convert.ToHexStringLower(ha1);
        if (algorithm.IsSession())
        {
            key = Hex(algorithm, $"{key}:{credentials.Nonce}:{credentials.ClientNonce}");
        }

        var what = credentials.Qop == DigestQop.AuthInt
            ? $"{method}:{credentials.Uri}:{Convert.ToHexStringLower(algorithm.Hash(body))}"
            : $"{method}:{credentials.Uri}";
        var middle = credentials.Qop == DigestQop.None
            ? credentials.Nonce
            : string.Create(CultureInfo.InvariantCulture, $"{credentials.Nonce}:{credentials.Count:x8}:{credentials.ClientNonce}:{credentials.Qop.ToTokens()}");
        return Hex(algorithm, $"{key}:{middle}:{Hex(algorithm, what)}");
    }

    /// <summary>Whether both are one, in a time that does not say where they differ.</summary>
    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given.ToLowerInvariant()));

    private static string Hex(DigestAlgorithm algorithm, string text) => Convert.ToHexStringLower(algorithm.Hash(text));
}
