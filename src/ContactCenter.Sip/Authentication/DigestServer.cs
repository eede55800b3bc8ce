using System.Security.Cryptography;

namespace ContactCenter.Sip.Authentication;

/// <summary>What became of a request's credentials.</summary>
public enum DigestOutcome
{
    /// <summary>The user is who it says.</summary>
    Accepted,

    /// <summary>There are none for the realm: challenge.</summary>
    NoCredentials,

    /// <summary>The response is right and the nonce too old, or of a server before this one: challenge as stale.</summary>
    Stale,

    /// <summary>The user is unknown or the secret wrong; which of both is not told.</summary>
    WrongOrUnknown,

    /// <summary>The response is right and was used before: challenge as stale.</summary>
    Replay,

    /// <summary>The credentials cannot be read, or ask for what was not offered: 400, or challenge.</summary>
    Malformed,
}

/// <summary>What became of a request's credentials, and whose they are.</summary>
/// <param name="Outcome">What became of them.</param>
/// <param name="User">The user; null unless accepted.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record DigestVerdict(DigestOutcome Outcome, string? User = null)
{
    /// <value>Whether a challenge after it says stale: the secret was right.</value>
    public bool IsStale => Outcome is DigestOutcome.Stale or DigestOutcome.Replay;
}

/// <summary>Where a server finds its users' secrets.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public interface IDigestSecrets
{
    /// <summary>The secret of a user; null when there is no such user.</summary>
    /// <param name="realm">The realm, one of the host's own.</param>
    /// <param name="user">A stranger's text of one line.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken);
}

/// <summary>How a server challenges.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record DigestServerOptions
{
    /// <value>The hash functions offered and taken, in the order of the challenges; SHA-256 and MD5 by default. RFC 8760 section 2.3: the preferred first.</value>
    /// <exception cref="ArgumentException">There is none, or one twice.</exception>
    public IReadOnlyList<DigestAlgorithm> Algorithms
    {
        get;
        init => field = value is { Count: > 0 } && value.Distinct().Count() == value.Count ? value : throw new ArgumentException("Algorithms is empty or has one twice; name each once.", nameof(value));
    }

    = [DigestAlgorithm.Sha256, DigestAlgorithm.Md5];

    /// <value>What is offered and taken; auth by default.</value>
    public DigestQop Qop { get; init; } = DigestQop.Auth;

    /// <value>Whether a response without protection is taken as well, once for each nonce: clients of RFC 2543. True by default. RFC 3261 section 22.4.</value>
    public bool TakesWithoutQop { get; init; } = true;

    /// <value>How long a nonce is good; 30 s by default, 1 s to 1 day.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public TimeSpan NonceLifetime
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"NonceLifetime is {value}; set it to 1 s up to 1 day.");
    }

    = TimeSpan.FromSeconds(30);

    /// <value>How many nonces in use are remembered; 10,000 by default, 1 to 1,000,000. Past it the oldest become stale.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int MaxNonces
    {
        get;
        init => field = value is >= 1 and <= 1_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"MaxNonces is {value}; set it to 1 up to 1000000.");
    }

    = 10_000;
}

/// <summary>Challenges requests and judges their credentials. RFC 3261 section 22, RFC 7616, RFC 8760.</summary>
/// <remarks>
/// Safe for use by several threads. One serves any number of realms; a nonce is good for its realm alone. An unknown user costs and is told the same as a wrong secret:
/// as many hashes, by a secret that nobody has, and one comparison that takes the same time.
/// </remarks>
public sealed class DigestServer
{
    private readonly IDigestSecrets _secrets;
    private readonly DigestServerOptions _options;
    private readonly TimeProvider _time;
    private readonly DigestNonces _nonces;
    private readonly DigestCounts _counts;
    private readonly DigestSecret _nobody;

    /// <summary>A server.</summary>
    /// <param name="secrets">Where users' secrets are.</param>
    /// <param name="options">How it challenges.</param>
    /// <param name="time">The time of nonces.</param>
    /// <param name="random">Of nonces and their keys.</param>
    public DigestServer(IDigestSecrets secrets, DigestServerOptions options, TimeProvider time, RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(random);
        (_secrets, _options, _time) = (secrets, options, time);
        _nonces = new DigestNonces(time, random, options.NonceLifetime);
        _counts = new DigestCounts(options.MaxNonces);
        var octets = new byte[16];
        random.GetBytes(octets);
        _nobody = DigestSecret.FromPassword(Convert.ToHexString(octets));
    }

    /// <value>How many hashes were computed; for tests.</value>
    internal DigestMeter Meter { get; } = new();

    /// <value>How many nonces are remembered; for tests.</value>
    internal int Remembered => _counts.Count;

    /// <summary>The challenges of a 401 or 407, one for each algorithm; each goes into a header field of its own, in this order.</summary>
    /// <param name="realm">The domain, one of the host's own.</param>
    /// <param name="isStale">Whether only the nonce was to blame: <see cref="DigestVerdict.IsStale"/>.</param>
    /// <exception cref="ArgumentException">The realm has control characters.</exception>
    public IReadOnlyList<DigestChallenge> Challenge(string realm, bool isStale = false) => Challenge(realm, isStale, null);

    /// <summary>The same with nonces that only one peer may send back; null: whoever has them.</summary>
    internal IReadOnlyList<DigestChallenge> Challenge(string realm, bool isStale, string? peer) =>
        [.. _options.Algorithms.Select(a => new DigestChallenge(realm, _nonces.Make(Scope(realm, peer))) { Algorithm = a, Qop = _options.Qop, IsStale = isStale })];

    /// <summary>Judges the credentials of a request. No input makes it throw.</summary>
    /// <param name="values">The values of all Authorization, or all Proxy-Authorization, header fields; those of other realms are passed over.</param>
    /// <param name="realm">The domain.</param>
    /// <param name="method">Of the request.</param>
    /// <param name="uri">
    /// The Request-URI as it came, which the credentials must name without regard to case; null where proxies on the way may have changed it, as RFC 3261 section 22.4 allows.
    /// </param>
    /// <param name="body">Of the request.</param>
    /// <param name="cancellationToken">Stops the look-up of the secret; nothing is remembered then.</param>
    public async ValueTask<DigestVerdict> JudgeAsync(
        IEnumerable<string> values, string realm, string method, string? uri, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        (await JudgeAsync(values, realm, method, uri, body, null, cancellationToken).ConfigureAwait(false)).Verdict;

    /// <summary>The same for nonces that only one peer may send back, and whether it was that one who sent it.</summary>
    internal async ValueTask<(DigestVerdict Verdict, bool HasOurNonce)> JudgeAsync(
        IEnumerable<string> values, string realm, string method, string? uri, ReadOnlyMemory<byte> body, string? peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(method);
        var (credentials, isMalformed) = Find(values, realm);
        if (credentials is null)
        {
            return (new DigestVerdict(isMalformed ? DigestOutcome.Malformed : DigestOutcome.NoCredentials), false);
        }

        if (!IsOffered(credentials) || (uri is not null && !uri.Equals(credentials.Uri, StringComparison.OrdinalIgnoreCase)))
        {
            return (new DigestVerdict(DigestOutcome.Malformed), false);
        }

        var secret = await _secrets.FindAsync(realm, credentials.User, cancellationToken).ConfigureAwait(false);
        var known = (secret ?? _nobody).Ha1(credentials.Algorithm, credentials.User, realm, Meter);
        var expected = DigestResponse.Compute(credentials, known ?? new byte[credentials.Algorithm.HashSize()], method, body.Span);
        Meter.Count();
        var isRight = DigestResponse.AreEqual(expected, credentials.Response) && secret is not null && known is not null;
        var madeAt = _nonces.MadeAt(credentials.Nonce, Scope(realm, peer));
        if (!isRight)
        {
            return (new DigestVerdict(DigestOutcome.WrongOrUnknown), madeAt is not null);
        }

        if (madeAt is not { } made || _nonces.IsStale(made))
        {
            return (new DigestVerdict(DigestOutcome.Stale), madeAt is not null);
        }

        // Without a count a nonce is good once.
        var outcome = _counts.Use(credentials.Nonce, made, Math.Max(credentials.Count, 1), staleBefore: _time.GetUtcNow() - _options.NonceLifetime);
        return (new DigestVerdict(outcome, outcome == DigestOutcome.Accepted ? credentials.User : null), true);
    }

    /// <summary>What a nonce is good for; no realm has a line end.</summary>
    private static string Scope(string realm, string? peer) => peer is null ? realm : $"{realm}\n{peer}";

    private static (DigestCredentials? Credentials, bool IsMalformed) Find(IEnumerable<string> values, string realm)
    {
        var isMalformed = false;
        foreach (var value in values)
        {
            if (DigestCredentials.TryParse(value, out var credentials))
            {
                if (credentials.Realm == realm)
                {
                    return (credentials, false);
                }
            }
            else
            {
                isMalformed |= value is not null && value.AsSpan().TrimStart().StartsWith("Digest", StringComparison.OrdinalIgnoreCase);
            }
        }

        return (null, isMalformed);
    }

    private bool IsOffered(DigestCredentials credentials) =>
        _options.Algorithms.Contains(credentials.Algorithm) && !credentials.IsUserHashed
        && (credentials.Qop == DigestQop.None ? _options.TakesWithoutQop || _options.Qop == DigestQop.None : (_options.Qop & credentials.Qop) != DigestQop.None);
}
