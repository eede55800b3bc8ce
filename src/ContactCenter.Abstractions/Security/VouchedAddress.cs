using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContactCenter.Channels;

namespace ContactCenter;

/// <summary>
/// A customer whom a web page's own server vouches for: <c>base64url(JSON).base64url(HMAC-SHA-256 over the first part)</c>, under a key the
/// page's server and the center share; the JSON is <c>{"page":…,"kind":…,"value":…,"exp":…}</c>. A customer is recognised by such an address
/// alone, never by what is typed.
/// </summary>
public static class VouchedAddress
{
    private const int MaxLength = 2_048;

    /// <summary>The verified address; null when the claim is forged, expired, for another page or malformed.</summary>
    /// <param name="identity">What the page handed in; hostile text.</param>
    /// <param name="page">The name of the page or form it has to be for.</param>
    /// <param name="key">The page's key; null when its server vouches for nobody.</param>
    /// <param name="now">The time it may not have expired at.</param>
    public static Address? Verify(string? identity, string page, Secret? key, DateTimeOffset now)
    {
        if (key is null || identity is not { Length: > 0 and <= MaxLength } || identity.Split('.') is not [var payload, var signature])
        {
            return null;
        }

        try
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), Encoding.ASCII.GetBytes(payload));
            if (!CryptographicOperations.FixedTimeEquals(expected, Base64Url.DecodeFromChars(signature)))
            {
                return null;
            }

            var claim = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(payload), VouchedClaimJson.Default.VouchedClaim);
            return claim is { Value.Length: > 0 and <= 320 } && claim.Page == page && claim.Exp > now.ToUnixTimeSeconds() && KeyRules.IsValid(claim.Kind)
                ? new Address(new AddressKind(claim.Kind), claim.Value)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
