using System.Net;

namespace ContactCenter.Sip.Guard;

/// <summary>How an endpoint keeps scanners and guessers away. Read once, when the endpoint is made.</summary>
/// <remarks>
/// Over UDP anybody can write anybody's address on a packet. So a source is blocked there only for what shows that its sender got what we sent to that address: a wrong secret with a nonce
/// made for that address, or an ACK with the tag of our refusal. For anything else an address is heard once a second, which ends nobody's service for longer than the forger keeps on sending;
/// and of an address where somebody has shown that, what is inside a call or has credentials is heard always. What comes on a connection has no such doubt.
/// </remarks>
public sealed class SipGuardOptions
{
    /// <value>Networks that are never blocked and always proven: trunks, proxies, offices behind one address. The loopback by default: its packets cannot come from outside.</value>
    public IList<IPNetwork> Trusted { get; } = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <value>
    /// How many failures within <see cref="Window"/> block a source, 1 to 10,000; 20 by default: wrong secrets, numbers nobody has (404, 484, 604), what is no message. A challenge that is
    /// not answered counts a fifth.
    /// </value>
    public int MaxFailures { get; set; } = 20;

    /// <value>The time failures are counted in, 1 s to 1 hour; 60 s by default.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(60);

    /// <value>How long the first block lasts, 1 s to <see cref="MaxBlock"/>; 10 minutes by default. Each further one is twice as long, until none has been due for <see cref="MaxBlock"/>.</value>
    public TimeSpan Block { get; set; } = TimeSpan.FromMinutes(10);

    /// <value>The longest block, up to 30 days; 1 day by default.</value>
    public TimeSpan MaxBlock { get; set; } = TimeSpan.FromDays(1);

    /// <value>Whether requests of <see cref="Scanners"/> are dropped without a word; true by default.</value>
    public bool DropsScanners { get; set; } = true;

    /// <value>What a User-Agent of a scanner has in it, in any case; the names of common ones by default.</value>
    public IList<string> Scanners { get; } = ["friendly-scanner", "sipvicious", "sundayddr", "sip-scan", "sipcli", "sipsscuser", "iwar", "pplsip", "vaxsipuseragent", "smap", "eyebeam_scan"];

    /// <value>Sources remembered, strangers and others each, 100 to 10,000,000; 50,000 by default, 200 bytes each. Past it, the one that has been silent for longest is forgotten.</value>
    public int MaxSources { get; set; } = 50_000;

    /// <value>Told of each block, on the thread that noticed it, which must not be held up; null by default.</value>
    public Action<SipBlock>? OnBlock { get; set; }

    internal void Check()
    {
        Require(MaxFailures is >= 1 and <= 10_000, nameof(MaxFailures), MaxFailures, "1 to 10000");
        Require(Window >= TimeSpan.FromSeconds(1) && Window <= TimeSpan.FromHours(1), nameof(Window), Window, "1 s to 1 hour");
        Require(MaxBlock >= TimeSpan.FromSeconds(1) && MaxBlock <= TimeSpan.FromDays(30), nameof(MaxBlock), MaxBlock, "1 s to 30 days");
        Require(Block >= TimeSpan.FromSeconds(1) && Block <= MaxBlock, nameof(Block), Block, "1 s up to MaxBlock");
        Require(MaxSources is >= 100 and <= 10_000_000, nameof(MaxSources), MaxSources, "100 to 10000000");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Guard.{name} is {value}; set it to {range}."), name);
        }
    }
}

/// <summary>A source that is not heard for a while.</summary>
/// <param name="Source">Its address; of IPv6 the network of 64 bits.</param>
/// <param name="For">How long.</param>
/// <param name="Why">What there was too much of.</param>
/// <param name="IsComplete">Nothing of it is heard; false: its address may have been forged, and it is heard once a second.</param>
public sealed record SipBlock(IPAddress Source, TimeSpan For, SipFailure Why, bool IsComplete);

/// <summary>What a source is blocked for.</summary>
public enum SipFailure
{
    /// <summary>A wrong secret or an unknown user; or challenges that nobody answers.</summary>
    Authentication,

    /// <summary>A number or user that is not there: 404, 484, 604.</summary>
    UnknownNumber,

    /// <summary>Something that is no message.</summary>
    Malformed,
}
