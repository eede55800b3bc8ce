using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ContactCenter.Sip.Authentication;

/// <summary>What a response protects besides the user. RFC 7616 section 3.4.3.</summary>
[Flags]
public enum DigestQop
{
    /// <summary>Nothing said: the response of RFC 2069, without a count.</summary>
    None = 0,

    /// <summary>Method and URI: <c>auth</c>.</summary>
    Auth = 1,

    /// <summary>The body, too: <c>auth-int</c>.</summary>
    AuthInt = 2,
}

/// <summary>A challenge: the value of a WWW-Authenticate or Proxy-Authenticate header field. RFC 3261 sections 20.27 and 20.44, RFC 8760.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record DigestChallenge
{
    /// <summary>A challenge.</summary>
    /// <param name="realm">What the password is for, such as a domain.</param>
    /// <param name="nonce">The server's number, used in the response.</param>
    /// <exception cref="ArgumentException">One has control characters.</exception>
    public DigestChallenge(string realm, string nonce) => (Realm, Nonce) = (realm, nonce);

    /// <value>What the password is for.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public string Realm { get; init => field = DigestParameters.Checked(value, nameof(Realm)); }

    /// <value>The server's number.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public string Nonce { get; init => field = DigestParameters.Checked(value, nameof(Nonce)); }

    /// <value>What is sent back as it is; null without.</value>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public string? Opaque { get; init => field = value is null ? null : DigestParameters.Checked(value, nameof(Opaque)); }

    /// <value>Whether only the nonce was too old, and the password right.</value>
    public bool IsStale { get; init; }

    /// <value>The hash function; MD5 when it says none. RFC 3261 section 22.4.</value>
    public DigestAlgorithm Algorithm { get; init; }

    /// <value>What the server takes.</value>
    public DigestQop Qop { get; init; }

    /// <summary>Reads one challenge.</summary>
    /// <param name="value">The header field's value.</param>
    /// <param name="challenge">The challenge; null on failure.</param>
    /// <returns>False when it is malformed, too long, of another scheme, or of a hash function or protection that is not known.</returns>
    public static bool TryParse(string? value, [NotNullWhen(true)] out DigestChallenge? challenge)
    {
        challenge = DigestParameters.Read(value) is [var only] ? From(only) : null;
        return challenge is not null;
    }

    /// <summary>The challenges among header fields' values that can be met, in order; others are passed over. Some peers put several into one value.</summary>
    /// <param name="values">The values of all WWW-Authenticate, or all Proxy-Authenticate, header fields of a response.</param>
    public static IReadOnlyList<DigestChallenge> ParseAll(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.SelectMany(DigestParameters.Read).Select(From).OfType<DigestChallenge>()];
    }

    /// <summary>The strongest challenge of each realm, in the order in which the realms came. Of equals the first. RFC 8760 section 2.4.</summary>
    /// <param name="challenges">The challenges of a response.</param>
    public static IReadOnlyList<DigestChallenge> Strongest(IEnumerable<DigestChallenge> challenges)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        return [.. challenges.GroupBy(static c => c.Realm, StringComparer.Ordinal).Select(static g => g.MaxBy(static c => c.Algorithm.WithoutSession())!)];
    }

    /// <summary>The header field's value.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("Digest realm=").Append(DigestParameters.Quoted(Realm)).Append(", nonce=").Append(DigestParameters.Quoted(Nonce));
        text.Append(Opaque is null ? "" : $", opaque={DigestParameters.Quoted(Opaque)}").Append(IsStale ? ", stale=true" : "");
        text.Append(", algorithm=").Append(Algorithm.ToToken());
        return text.Append(Qop == DigestQop.None ? "" : $", qop=\"{Qop.ToTokens()}\"").ToString();
    }

    private static DigestChallenge? From((string Scheme, Dictionary<string, string> Values) read)
    {
        var (scheme, values) = read;
        if (!scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase) || !values.TryGetValue("realm", out var realm) || !values.TryGetValue("nonce", out var nonce)
            || !DigestAlgorithms.TryParse(values.GetValueOrDefault("algorithm", "MD5"), out var algorithm))
        {
            return null;
        }

        var qop = values.TryGetValue("qop", out var tokens) ? DigestQops.Read(tokens) : DigestQop.None;
        return qop is null ? null : new DigestChallenge(realm, nonce)
        {
            Opaque = values.GetValueOrDefault("opaque"), IsStale = values.GetValueOrDefault("stale", "").Equals("true", StringComparison.OrdinalIgnoreCase), Algorithm = algorithm, Qop = qop.Value,
        };
    }
}

/// <summary>How protections are written.</summary>
internal static class DigestQops
{
    public static string ToTokens(this DigestQop qop) => qop switch
    {
        DigestQop.Auth => "auth",
        DigestQop.AuthInt => "auth-int",
        DigestQop.Auth | DigestQop.AuthInt => "auth,auth-int",
        _ => "",
    };

    /// <summary>The known ones of a list; null when none of them is known, so that no response would be right.</summary>
    public static DigestQop? Read(string tokens)
    {
        var qop = DigestQop.None;
        foreach (var token in tokens.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            qop |= token.Equals("auth", StringComparison.OrdinalIgnoreCase) ? DigestQop.Auth : token.Equals("auth-int", StringComparison.OrdinalIgnoreCase) ? DigestQop.AuthInt : DigestQop.None;
        }

        return qop == DigestQop.None && tokens.Trim().Length > 0 ? null : qop;
    }
}
