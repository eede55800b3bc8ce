using System.Net;
using ContactCenter.Sip.Guard;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Endpoints;

/// <summary>What an endpoint is told. Read once, when the endpoint is made.</summary>
public sealed class SipEndpointOptions
{
    /// <value>Where it listens. At least one; for TLS and secure WebSockets <see cref="Tls"/> has the certificate.</value>
    public IList<SipListenOptions> Listen { get; } = [];

    /// <value>Our host as others reach it, a name or an address (IPv6 in brackets); null by default: the address of this machine that a peer sees. Behind a router with a fixed mapping, the outside's.</value>
    public string? PublicHost { get; set; }

    /// <value>Names us in User-Agent and Server; <c>ContactCenter</c> by default.</value>
    public string Product { get; set; } = "ContactCenter";

    /// <value>How long a session lasts without being refreshed, 90 s to 1 day; 30 minutes by default; null: for ever. RFC 4028.</value>
    public TimeSpan? SessionInterval { get; set; } = TimeSpan.FromMinutes(30);

    /// <value>The times of transactions.</value>
    public SipTimers Timers { get; set; } = SipTimers.Default;

    /// <value>The bounds of messages.</value>
    public SipLimits Limits { get; set; } = SipLimits.Default;

    /// <value>Certificates.</value>
    public SipTlsOptions Tls { get; } = new();

    /// <value>Name servers to ask instead of the machine's; none by default.</value>
    public IList<IPEndPoint> NameServers { get; } = [];

    /// <value>
    /// The largest request in bytes that goes by datagram, 500 to 65,000; 1,300 by default, as where nobody knows what the way takes: where it is known, its MTU less 200. Larger ones go by
    /// TCP, and by datagram where nobody takes a connection. RFC 3261 section 18.1.1.
    /// </value>
    public int MaxDatagramRequest { get; set; } = Transactions.SipSender.UsualMaxDatagramRequest;

    /// <value>How scanners and guessers are kept away.</value>
    public SipGuardOptions Guard { get; } = new();

    /// <value>Transactions at once, 100 to 10,000,000; 500,000 by default. Each lives half a minute after its end. A request that would be one more is answered with 503.</value>
    public int MaxTransactions { get; set; } = 500_000;

    /// <value>Connections at once, 1 to 1,000,000; 10,000 by default.</value>
    public int MaxConnections { get; set; } = 10_000;

    internal void Check()
    {
        Require(Listen.Count > 0, nameof(Listen), $"{nameof(Listen)} is empty; add an address to listen on.");
        Require(MaxTransactions is >= 100 and <= 10_000_000, nameof(MaxTransactions), $"{nameof(MaxTransactions)} is {MaxTransactions}; set it to 100 to 10000000.");
        Require(MaxDatagramRequest is >= 500 and <= 65_000, nameof(MaxDatagramRequest), $"{nameof(MaxDatagramRequest)} is {MaxDatagramRequest}; set it to 500 to 65000.");
        Require(MaxConnections is >= 1 and <= 1_000_000, nameof(MaxConnections), $"{nameof(MaxConnections)} is {MaxConnections}; set it to 1 to 1000000.");
        Require(SessionInterval is null || (SessionInterval >= TimeSpan.FromSeconds(90) && SessionInterval <= TimeSpan.FromDays(1)), nameof(SessionInterval), $"{nameof(SessionInterval)} is {SessionInterval}; set it to 90 s to 1 day, or to null.");
        Guard.Check();
        foreach (var listen in Listen)
        {
            Require(!listen.Kind.IsSecure() || Tls.Certificate is not null, nameof(Tls), $"{nameof(Listen)} names {listen.Kind} and {nameof(Tls)}.{nameof(SipTlsOptions.Certificate)} is empty; set the certificate to show.");
        }
    }

    private static void Require(bool holds, string name, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise, name);
        }
    }
}
