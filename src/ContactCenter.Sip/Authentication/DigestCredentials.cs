using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ContactCenter.Sip.Authentication;

/// <summary>Credentials: the value of an Authorization or Proxy-Authorization header field. RFC 3261 sections 20.7 and 20.28.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record DigestCredentials
{
    /// <value>The user's name; its hash when <see cref="IsUserHashed"/>.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public required string User { get; init => field = DigestParameters.Checked(value, nameof(User)); }

    /// <value>The realm of the challenge.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public required string Realm { get; init => field = DigestParameters.Checked(value, nameof(Realm)); }

    /// <value>The nonce of the challenge.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public required string Nonce { get; init => field = DigestParameters.Checked(value, nameof(Nonce)); }

    /// <value>The Request-URI the response was computed for.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public required string Uri { get; init => field = DigestParameters.Checked(value, nameof(Uri)); }

    /// <value>The response, hexadecimal.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public required string Response { get; init => field = DigestParameters.Checked(value, nameof(Response)); }

    /// <value>The hash function; MD5 when it says none.</value>
    public DigestAlgorithm Algorithm { get; init; }

    /// <value>What is protected; one, or none.</value>
    public DigestQop Qop { get; init; }

    /// <value>How many requests went with the nonce, this one included; 0 without <see cref="Qop"/>.</value>
    public uint Count { get; init; }

    /// <value>The client's own nonce; null without <see cref="Qop"/>, except for session algorithms.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public string? ClientNonce { get; init => field = value is null ? null : DigestParameters.Checked(value, nameof(ClientNonce)); }

    /// <value>What the challenge asked to be sent back; null without.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public string? Opaque { get; init => field = value is null ? null : DigestParameters.Checked(value, nameof(Opaque)); }

    /// <value>Whether the name is hashed, which no challenge of ours asks for. RFC 7616 section 3.4.4.</value>
    public bool IsUserHashed { get; init; }

    /// <summary>Reads credentials.</summary>
    /// <param name="value">The header field's value.</param>
    /// <param name="credentials">The credentials; null on failure.</param>
    /// <returns>False when it is malformed, too long, of another scheme or an unknown algorithm.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out DigestCredentials? credentials)
    {
        credentials = DigestParameters.Read(value) is [var only] && only.Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase) ? From(only.Values) : null;
        return credentials is not null;
    }

    /// <summary>The header field's value. The name is written as UTF-8, which SIP's quoted strings allow. RFC 3261 section 25.1.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("Digest username=").Append(DigestParameters.Quoted(User)).Append(", realm=").Append(DigestParameters.Quoted(Realm))
            .Append(", nonce=").Append(DigestParameters.Quoted(Nonce)).Append(", uri=").Append(DigestParameters.Quoted(Uri)).Append(", response=").Append(DigestParameters.Quoted(Response))
            .Append(", algorithm=").Append(Algorithm.ToToken());
        text.Append(ClientNonce is null ? "" : $", cnonce={DigestParameters.Quoted(ClientNonce)}").Append(Opaque is null ? "" : $", opaque={DigestParameters.Quoted(Opaque)}");
        text.Append(Qop == DigestQop.None ? "" : string.Create(CultureInfo.InvariantCulture, $", qop={Qop.ToTokens()}, nc={Count:x8}"));
        return text.Append(IsUserHashed ? ", userhash=true" : "").ToString();
    }

    private static DigestCredentials? From(Dictionary<string, string> values)
    {
        var user = values.GetValueOrDefault("username") ?? Extended(values.GetValueOrDefault("username*"));
        if (user is null || !values.TryGetValue("realm", out var realm) || !values.TryGetValue("nonce", out var nonce) || !values.TryGetValue("uri", out var uri)
            || !values.TryGetValue("response", out var response) || !DigestAlgorithms.TryParse(values.GetValueOrDefault("algorithm", "MD5"), out var algorithm)
            || response.Length != 2 * algorithm.HashSize() || !response.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var qop = DigestQops.Read(values.GetValueOrDefault("qop", ""));
        var count = 0U;
        var clientNonce = values.GetValueOrDefault("cnonce");
        if (qop is null or (DigestQop.Auth | DigestQop.AuthInt) || (qop != DigestQop.None || algorithm.IsSession()) && clientNonce is null
            || (qop != DigestQop.None && (!values.TryGetValue("nc", out var nc) || nc.Length != 8 || !uint.TryParse(nc, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out count) || count == 0)))
        {
            return null;
        }

        return new DigestCredentials
        {
            User = user, Realm = realm, Nonce = nonce, Uri = uri, Response = response, Algorithm = algorithm, Qop = qop.Value, Count = count, ClientNonce = clientNonce,
            Opaque = values.GetValueOrDefault("opaque"), IsUserHashed = values.GetValueOrDefault("userhash", "").Equals("true", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>A name as <c>UTF-8''J%C3%A4s</c>. RFC 7616 section 3.4, RFC 8187 section 3.2.</summary>
    private static string? Extended(string? value)
    {
        if (value is null || !value.StartsWith("UTF-8'", StringComparison.OrdinalIgnoreCase) || value.IndexOf('\'', 6) is var quote && quote < 0)
        {
            return null;
        }

        var text = System.Uri.UnescapeDataString(value[(quote + 1)..]);
        return DigestParameters.IsText(text) ? text : null;
    }
}
