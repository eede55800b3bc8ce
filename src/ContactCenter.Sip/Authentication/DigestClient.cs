using System.Security.Cryptography;

namespace ContactCenter.Sip.Authentication;

/// <summary>What a client makes of challenges.</summary>
public enum DigestAnswer
{
    /// <summary>There are credentials: send the request again with them.</summary>
    Answered,

    /// <summary>The server refused an answer to its own fresh challenge: the user or the password is wrong, and the same again would be, too.</summary>
    WrongSecret,

    /// <summary>No challenge is one that can be met: other schemes, unknown hash functions, too many realms.</summary>
    Unsupported,

    /// <summary>The server asked again and again though nothing was wrong; it is given up.</summary>
    GivenUp,
}

/// <summary>The credentials of one user toward a server and the proxies on the way. RFC 3261 sections 22.2 and 22.3, RFC 7616, RFC 8760.</summary>
/// <remarks>
/// One for each user and target, such as a registration. It keeps the last challenge of each realm, so that later requests go with credentials at once. Safe for use by
/// several threads; the requests of one realm count up one by one.
/// </remarks>
public sealed class DigestClient
{
    private const int MaxRealms = 8;
    private const int ClientNonceSize = 16;

    private readonly string _user;
    private readonly DigestSecret _secret;
    private readonly RandomNumberGenerator _random;
    private readonly int _maxChallenges;
    private readonly Dictionary<string, Space> _spaces = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>A client for one user.</summary>
    /// <param name="user">The name the server knows.</param>
    /// <param name="secret">The password, or the hash for the realm there is.</param>
    /// <param name="random">Of client nonces.</param>
    /// <param name="maxChallenges">How many challenges in a row are answered in one realm, until <see cref="Succeeded"/>; 3 by default, 1 to 10.</param>
    /// <exception cref="ArgumentException">The name has control characters, or the number is out of range.</exception>
    public DigestClient(string user, DigestSecret secret, RandomNumberGenerator random, int maxChallenges = 3)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChallenges, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxChallenges, 10);
        _user = DigestParameters.Checked(user, nameof(user));
        (_secret, _random, _maxChallenges) = (secret, random, maxChallenges);
    }

    /// <summary>
    /// Answers the challenges of a 401 or 407: the strongest of each realm. A challenge that says stale is answered anew; one without it after credentials that were made for
    /// the challenge before means that the secret is wrong. Credentials that went ahead of a challenge are excused: servers forget nonces without saying so. Say <see cref="Succeeded"/> when a
    /// request got through, or the next fresh challenge is taken for a refusal.
    /// </summary>
    /// <param name="challenges">Those that <see cref="DigestChallenge.ParseAll"/> read from the response; of one header field's name.</param>
    /// <param name="method">Of the request.</param>
    /// <param name="uri">The Request-URI as it is sent.</param>
    /// <param name="body">Of the request.</param>
    /// <param name="credentials">What to send, one for each realm; empty unless <see cref="DigestAnswer.Answered"/>.</param>
    public DigestAnswer Answer(IEnumerable<DigestChallenge> challenges, string method, string uri, ReadOnlySpan<byte> body, out IReadOnlyList<DigestCredentials> credentials)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        credentials = [];
        var made = new List<DigestCredentials>();
        lock (_lock)
        {
            foreach (var challenge in DigestChallenge.Strongest(challenges.Where(c => _secret.Ha1(c.Algorithm, _user, c.Realm) is not null)))
            {
                if (!_spaces.TryGetValue(challenge.Realm, out var space))
                {
                    if (_spaces.Count == MaxRealms)
                    {
                        continue;
                    }

                    _spaces[challenge.Realm] = space = new Space();
                }

                if (space.IsAnswered && !challenge.IsStale)
                {
                    _spaces.Remove(challenge.Realm); // what goes ahead would be as wrong
                    return DigestAnswer.WrongSecret;
                }

                if (++space.Challenges > _maxChallenges)
                {
                    _spaces.Remove(challenge.Realm);
                    return DigestAnswer.GivenUp;
                }

                space.Take(challenge, ClientNonce());
                space.IsAnswered = true;
                made.Add(Credentials(space, method, uri, body));
            }
        }

        credentials = made;
        return made.Count > 0 ? DigestAnswer.Answered : DigestAnswer.Unsupported;
    }

    /// <summary>Credentials for a next request by the last challenge of a realm, without waiting for another; null when there was none. RFC 3261 section 22.3.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="method">Of the request.</param>
    /// <param name="uri">The Request-URI as it is sent.</param>
    /// <param name="body">Of the request.</param>
    public DigestCredentials? Ahead(string realm, string method, string uri, ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            // Without a count the nonce is good once.
            if (!_spaces.TryGetValue(realm, out var space) || space.Challenge.Qop == DigestQop.None)
            {
                return null;
            }

            space.IsAnswered = false;
            return Credentials(space, method, uri, body);
        }
    }

    /// <summary>Says that a request with credentials got through: the next challenge of the realm is the first again.</summary>
    /// <param name="realm">The realm.</param>
    public void Succeeded(string realm)
    {
        lock (_lock)
        {
            if (_spaces.TryGetValue(realm, out var space))
            {
                (space.Challenges, space.IsAnswered) = (0, false);
            }
        }
    }

    internal static DigestCredentials Compute(
        DigestChallenge challenge, string user, DigestSecret secret, string method, string uri, ReadOnlySpan<byte> body, uint count, string clientNonce)
    {
        // auth-int alone only where it must be: proxies on the way may touch a body.
        var qop = challenge.Qop == DigestQop.AuthInt ? DigestQop.AuthInt : challenge.Qop & DigestQop.Auth;
        var credentials = new DigestCredentials
        {
            User = user, Realm = challenge.Realm, Nonce = challenge.Nonce, Uri = uri, Response = "", Algorithm = challenge.Algorithm, Opaque = challenge.Opaque, Qop = qop,
            Count = qop == DigestQop.None ? 0 : count, ClientNonce = qop == DigestQop.None && !challenge.Algorithm.IsSession() ? null : clientNonce,
        };
        var ha1 = secret.Ha1(challenge.Algorithm, user, challenge.Realm)
            ?? throw new ArgumentException($"secret has no hash of {challenge.Algorithm.ToToken()}; give the password, or its hash with FromHash.", nameof(secret));
        return credentials with { Response = DigestResponse.Compute(credentials, ha1, method, body) };
    }

    private DigestCredentials Credentials(Space space, string method, string uri, ReadOnlySpan<byte> body) =>
        Compute(space.Challenge, _user, _secret, method, uri, body, ++space.Count, space.ClientNonce);

    private string ClientNonce()
    {
        var octets = new byte[ClientNonceSize];
        _random.GetBytes(octets);
        return Convert.ToHexStringLower(octets);
    }

    /// <summary>What is known of a realm. A session's key is mixed with the client nonce of the first request: it stays as long as the challenge.</summary>
    private sealed class Space
    {
        public DigestChallenge Challenge { get; private set; } = null!;

        public string ClientNonce { get; private set; } = "";

        public uint Count { get; set; }

        /// <summary>Challenges since something succeeded.</summary>
        public int Challenges { get; set; }

        /// <summary>Whether the last credentials were made for the last challenge, and not ahead of one.</summary>
        public bool IsAnswered { get; set; }

        public void Take(DigestChallenge challenge, string clientNonce)
        {
            if (Challenge?.Nonce != challenge.Nonce)
            {
                (Count, ClientNonce) = (0, clientNonce); // the same nonce once more goes on counting
            }

            Challenge = challenge;
        }
    }
}
