using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Location;

/// <summary>Where a request goes, in the order to try. RFC 3263 section 4.</summary>
/// <param name="dns">What is asked.</param>
/// <param name="transports">What there is to send on.</param>
/// <param name="random">Chooses among SRV records of one priority by their weights. RFC 2782. Used under a lock.</param>
internal sealed class SipLocator(ISipDns dns, IReadOnlySet<SipTransportKind> transports, Random random)
{
    /// <summary>More places than this are not tried, whatever DNS says.</summary>
    private const int MaxHops = 16;

    private readonly Lock _lock = new();

    /// <summary>Where a request goes when its target is in figures: nobody has to be asked.</summary>
    public bool TryLocate(SipTarget target, out SipHop hop)
    {
        var kind = target.Transport ?? Usual(target.IsSecure);
        var isNumeric = IPAddress.TryParse(target.Host, out var address) && transports.Contains(kind) && (kind.IsSecure() || !target.IsSecure);
        hop = isNumeric ? new SipHop(kind, new IPEndPoint(address!, target.Port ?? kind.DefaultPort()), target.Host) : default;
        return isNumeric;
    }

    /// <returns>Empty when the name leads nowhere, or nowhere this end has a transport for.</returns>
    public async Task<IReadOnlyList<SipHop>> LocateAsync(SipTarget target, CancellationToken cancellationToken)
    {
        if (target.IsSecure && target.Transport is { } named && !named.IsSecure())
        {
            // "sips:…;transport=tcp" means TLS over TCP. RFC 3261 section 26.2.2.
            target = target with { Transport = named == SipTransportKind.WebSocket ? SipTransportKind.SecureWebSocket : SipTransportKind.Tls };
        }

        if (target.Transport is { } wanted && !transports.Contains(wanted))
        {
            return [];
        }

        if (TryLocate(target, out var only))
        {
            return [only];
        }

        var (hops, isListed) = (new List<SipHop>(), false);
        if (target.Port is null)
        {
            foreach (var (kind, name) in target.Transport is { } one ? [(one, ServiceOf(one, target.Host))] : await ServicesAsync(target, cancellationToken).ConfigureAwait(false))
            {
                var servers = await dns.SrvAsync(name, cancellationToken).ConfigureAwait(false);
                isListed |= servers.Count > 0;
                foreach (var server in Ordered(servers))
                {
                    await AddAsync(hops, kind, server.Target, server.Port, target.Host, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (!isListed) // section 4.2: the name's own addresses only where there is no SRV record
        {
            var kind = target.Transport ?? Usual(target.IsSecure);
            if (transports.Contains(kind))
            {
                await AddAsync(hops, kind, target.Host, target.Port ?? kind.DefaultPort(), target.Host, cancellationToken).ConfigureAwait(false);
            }
        }

        return hops;
    }

    private static SipTransportKind Usual(bool isSecure) => isSecure ? SipTransportKind.Tls : SipTransportKind.Udp;

    private static string ServiceOf(SipTransportKind kind, string host) => kind switch
    {
        SipTransportKind.Tls => $"_sips._tcp.{host}",
        SipTransportKind.Tcp => $"_sip._tcp.{host}",
        SipTransportKind.Udp => $"_sip._udp.{host}",
        SipTransportKind.WebSocket => $"_sip._ws.{host}",
        _ => $"_sips._ws.{host}",
    };

    /// <summary>What the domain offers, as it prefers: by NAPTR, otherwise each transport's own service.</summary>
    private async Task<IReadOnlyList<(SipTransportKind Kind, string Name)>> ServicesAsync(SipTarget target, CancellationToken cancellationToken)
    {
        var services = new List<(SipTransportKind Kind, string Name)>();
        foreach (var record in (await dns.NaptrAsync(target.Host, cancellationToken).ConfigureAwait(false)).OrderBy(static r => r.Order).ThenBy(static r => r.Preference))
        {
            SipTransportKind? kind = record.Service.ToUpperInvariant() switch
            {
                "SIPS+D2T" => SipTransportKind.Tls,
                "SIP+D2T" => SipTransportKind.Tcp,
                "SIP+D2U" => SipTransportKind.Udp,
                "SIP+D2W" => SipTransportKind.WebSocket,
                "SIPS+D2W" => SipTransportKind.SecureWebSocket,
                _ => null,
            };
            if (kind is { } known && record.Flags.Equals("s", StringComparison.OrdinalIgnoreCase) && MayUse(known, target))
            {
                services.Add((known, record.Replacement));
            }
        }

        if (services.Count == 0)
        {
            services.AddRange(new[] { SipTransportKind.Tls, SipTransportKind.Tcp, SipTransportKind.Udp }
                .Where(kind => MayUse(kind, target) && (kind != SipTransportKind.Tls || target.IsSecure))
                .Select(kind => (kind, ServiceOf(kind, target.Host))));
        }

        return services;
    }

    private bool MayUse(SipTransportKind kind, SipTarget target) => transports.Contains(kind) && (kind.IsSecure() || !target.IsSecure);

    private async Task AddAsync(List<SipHop> hops, SipTransportKind kind, string host, int port, string name, CancellationToken cancellationToken)
    {
        if (port is < 1 or > 65_535 || hops.Count >= MaxHops)
        {
            return;
        }

        IReadOnlyList<IPAddress> addresses = IPAddress.TryParse(host, out var address) ? [address] : await dns.AddressesAsync(host, cancellationToken).ConfigureAwait(false);
        foreach (var one in addresses.OrderBy(static a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1))
        {
            if (hops.Count < MaxHops)
            {
                hops.Add(new SipHop(kind, new IPEndPoint(one, port), name));
            }
        }
    }

    /// <summary>The lowest priority first; among equals by chance, as their weights say. A lone <c>.</c> means that the service is not there. RFC 2782.</summary>
    private List<SrvRecord> Ordered(IReadOnlyList<SrvRecord> records)
    {
        var ordered = new List<SrvRecord>();
        foreach (var group in records.Where(static r => r.Target.Length > 0).GroupBy(static r => r.Priority).OrderBy(static g => g.Key))
        {
            var left = group.OrderBy(static r => r.Weight).ToList(); // those of weight 0 first, as the RFC's procedure has it
            while (left.Count > 0)
            {
                var chosen = ChosenOf(left);
                ordered.Add(chosen);
                left.Remove(chosen);
            }
        }

        return ordered;
    }

    private SrvRecord ChosenOf(List<SrvRecord> left)
    {
        int at;
        lock (_lock)
        {
            at = random.Next(left.Sum(static r => r.Weight) + 1);
        }

        return left.First(r => (at -= r.Weight) <= 0);
    }
}
