using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Channels.Twilio.Webhooks;

/// <summary>
/// Twilio's proof that a webhook is its own (<c>X-Twilio-Signature</c>): HMAC-SHA1 over the exact URL followed by the form's names and values,
/// names in ordinal order, repeated values sorted and made unique; for other bodies over the URL alone, which then carries <c>bodySHA256</c>.
/// The URL is tried as it is and with its port added or left out, because proxies and Twilio do not agree on that.
/// </summary>
internal static class TwilioSignature
{
    /// <summary>The header.</summary>
    public const string Header = "X-Twilio-Signature";

    private const string BodyHash = "bodySHA256";

    /// <summary>Whether one of <paramref name="tokens"/> signed a form posted to <paramref name="url"/>. All of them are tried, whichever fits.</summary>
    public static bool IsValid(ImmutableArray<Secret> tokens, string url, WebhookForm form, string? signature)
    {
        var pairs = form.Fields
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .ThenBy(field => field.Text, StringComparer.Ordinal)
            .ToArray();
        using var signed = new MemoryStream();
        WebhookField? last = null;
        foreach (var field in pairs)
        {
            if (last is null || last.Name != field.Name || !last.Value.AsSpan().SequenceEqual(field.Value.AsSpan()))
            {
                signed.Write(Encoding.UTF8.GetBytes(field.Name));
                signed.Write(field.Value.AsSpan());
            }

            last = field;
        }

        return Matches(tokens, url, signed.GetBuffer().AsSpan(0, (int)signed.Length), signature);
    }

    /// <summary>Whether one of <paramref name="tokens"/> signed a body that is no form.</summary>
    public static bool IsValid(ImmutableArray<Secret> tokens, string url, ReadOnlySpan<byte> body, string? signature)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var hash = query < 0 ? null : WebhookForm.TryParse(Encoding.UTF8.GetBytes(url[(query + 1)..]))?[BodyHash];
        var bodyMatches = hash is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(hash.ToLowerInvariant()),
            Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(body))));
        return Matches(tokens, url, [], signature) & bodyMatches;
    }

    private static bool Matches(ImmutableArray<Secret> tokens, string url, ReadOnlySpan<byte> pairs, string? signature)
    {
        // Compared as text: base64 has several spellings of the same bytes, Twilio writes one.
        var given = Encoding.UTF8.GetBytes(signature ?? "");
        var matches = false;
        foreach (var token in tokens)
        {
            var key = Encoding.UTF8.GetBytes(token.Reveal());
            foreach (var candidate in Spellings(url))
            {
#pragma warning disable CA5350 // HMAC-SHA1 is what Twilio sends; it is unbroken as a MAC.
                byte[] signed = [.. Encoding.UTF8.GetBytes(candidate), .. pairs];
                var expected = Encoding.UTF8.GetBytes(Convert.ToBase64String(HMACSHA1.HashData(key, signed)));
#pragma warning restore CA5350
                matches |= CryptographicOperations.FixedTimeEquals(expected, given);
            }
        }

        return matches;
    }

    /// <summary>The URL as it is, and with its port left out or the scheme's own added. By hand: a URI parser would change other characters too.</summary>
    private static string[] Spellings(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3)
        {
            return [url];
        }

        var end = url.AsSpan(authority).IndexOfAny('/', '?', '#') is var length and >= 0 ? authority + length : url.Length;
        var host = Math.Max(authority, url.LastIndexOf('@', end - 1, end - authority) + 1);
        var colon = url.LastIndexOf(':', end - 1, end - host);
        if (colon >= 0 && url.IndexOf(']', host, end - host) < colon)
        {
            return [url, url[..colon] + url[end..]];
        }

        var port = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return [url, url[..end] + port + url[end..]];
    }
}
