using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Channels.WebForms.Guards;

/// <summary>
/// Says when a page got its form, so that what is sent in no time, or after days, is known: <c>milliseconds.nonce.HMAC-SHA-256</c> over the
/// form's name and both. The nonce makes the same content of two pages two submissions.
/// </summary>
internal sealed class FormToken(Secret key)
{
    private const int MaxLength = 200;

    private readonly byte[] _key = SigningKeys.For(key, "form-token");

    public string Issue(string form, DateTimeOffset at)
    {
        Span<byte> nonce = stackalloc byte[12];
        RandomNumberGenerator.Fill(nonce);
        var payload = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}.{Base64Url.EncodeToString(nonce)}");
        return $"{payload}.{Sign(form, payload)}";
    }

    /// <summary>When the token was issued and its nonce; null when it is none of ours, or of another form.</summary>
    public (DateTimeOffset At, string Nonce)? Read(string token, string form)
    {
        if (token.Length is 0 or > MaxLength || token.Split('.') is not [var at, var nonce, var signature])
        {
            return null;
        }

        // Compared before anything of it is read: what is signed is well-formed.
        var expected = Sign(form, $"{at}.{nonce}");
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            ? (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)), nonce)
            : null;
    }

    private string Sign(string form, string payload) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{form}\n{payload}")));
}

/// <summary>A key of its own for each purpose, so that a token of one is none of the other.</summary>
internal static class SigningKeys
{
    public static byte[] For(Secret key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key.Reveal()), 32, info: Encoding.UTF8.GetBytes("contactcenter webforms " + purpose));
}
