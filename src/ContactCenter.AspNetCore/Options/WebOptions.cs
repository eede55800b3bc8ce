namespace ContactCenter.AspNetCore;

/// <summary>How the center stands on the web: configuration section <c>ContactCenter:Web</c>. Read once, at start.</summary>
public sealed class WebOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ContactCenter:Web";

    /// <summary>
    /// The absolute http or https URL under which the outside reaches the root of this host, such as <c>https://cc.example.com</c>.
    /// Signatures are checked against it, never against the Host header. Required as soon as a webhook is registered; in the
    /// Development environment the address the server listens on stands in for it.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The path under which webhooks are mapped.</summary>
    public string HooksPath { get; set; } = "/hooks";

    /// <summary>The path under which web connections are mapped.</summary>
    public string ConnectPath { get; set; } = "/connect";

    /// <summary>The path of the desk's HTTP API.</summary>
    public string ApiPath { get; set; } = "/api";

    /// <summary>The path of the desk's SignalR hub.</summary>
    public string HubPath { get; set; } = "/hubs/desk";

    /// <summary>The host's authorization policy for the API and the hub; the default policy (somebody is signed in) when null.</summary>
    public string? AuthorizationPolicy { get; set; }

    /// <summary>Web origins other than this host's own whose pages may open the hub, such as <c>https://crm.example.com</c>.</summary>
    public ISet<string> HubOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most webhook requests in work at once, 1 to 100,000. One more is answered 503 with Retry-After.</summary>
    /// <value>1,000 by default: more than one log commits in a second, so that whoever waits behind them should come back later.</value>
    public int MaxConcurrentWebhooks { get; set; } = 1_000;

    /// <summary>How long a webhook's body may take to arrive, 100 ms to 5 min; then it is answered 408.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most web connections at once, 1 to 100,000. One more is answered 503 with Retry-After.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>How often an idle web connection is pinged, 1 s to 5 min; a client that does not answer in the same time is gone.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a web connection's client may take to accept one frame, 100 ms to 5 min; then it is cut.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What a refused caller is told to wait, 1 s to 1 h.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the host goes on listening after it was told to stop, up to 5 min: webhooks are refused and <c>/health/ready</c>
    /// fails, so that a load balancer looks elsewhere. Zero by default.
    /// </summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;
}
