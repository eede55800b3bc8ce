using System.Net;
using ContactCenter.Sip.Location;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Location;

public sealed class SipLocatorTests
{
    private static readonly HashSet<SipTransportKind> All = [.. Enum.GetValues<SipTransportKind>()];

    [Theory]
    [InlineData("192.0.2.1", null, null, false, "Udp 192.0.2.1:5060")] // figures: no DNS, UDP
    [InlineData("192.0.2.1", 5080, "Tcp", false, "Tcp 192.0.2.1:5080")]
    [InlineData("2001:db8::1", null, null, true, "Tls [2001:db8::1]:5061")]
    [InlineData("192.0.2.1", null, "Tcp", true, "Tls 192.0.2.1:5061")] // sips with transport=tcp is TLS
    [InlineData("host.test", 5070, null, false, "Udp 192.0.2.9:5070, Udp [2001:db8::9]:5070")] // a port: no SRV
    [InlineData("host.test", 5070, null, true, "Tls 192.0.2.9:5070, Tls [2001:db8::9]:5070")]
    [InlineData("host.test", null, null, false, "Udp 192.0.2.9:5060, Udp [2001:db8::9]:5060")] // neither NAPTR nor SRV
    [InlineData("srv.test", null, null, false, "Tcp 192.0.2.11:5062, Udp 192.0.2.12:5063, Udp 192.0.2.13:5064")] // SRV: each transport's own, the lower priority first
    [InlineData("srv.test", null, "Udp", false, "Udp 192.0.2.12:5063, Udp 192.0.2.13:5064")]
    [InlineData("srv.test", null, "Tls", false, "Tls 192.0.2.10:5061")] // no such SRV: the name itself
    [InlineData("naptr.test", null, null, false, "Tls 192.0.2.21:5061, Udp 192.0.2.22:5060")] // as the domain prefers
    [InlineData("naptr.test", null, null, true, "Tls 192.0.2.21:5061")] // and only secure ones for sips
    [InlineData("nowhere.test", null, null, false, "")]
    [InlineData("closed.test", null, "Udp", false, "")] // the service ".": there is none, whatever address the name has
    public async Task Where_a_request_goes(string host, int? port, string? transport, bool isSecure, string expected) =>
        Said(await Locator(All).LocateAsync(new SipTarget(host, port, transport is null ? null : Enum.Parse<SipTransportKind>(transport), isSecure), default)).ShouldBe(expected);

    [Fact]
    public async Task Only_where_there_is_a_transport_for()
    {
        Said(await Locator([SipTransportKind.Udp]).LocateAsync(new SipTarget("naptr.test"), default)).ShouldBe("Udp 192.0.2.22:5060");
        Said(await Locator([SipTransportKind.Udp]).LocateAsync(new SipTarget("192.0.2.1", IsSecure: true), default)).ShouldBe("");
        Said(await Locator([SipTransportKind.Udp]).LocateAsync(new SipTarget("host.test", Transport: SipTransportKind.Tcp), default)).ShouldBe("");
    }

    [Fact]
    public async Task Among_equals_weights_decide()
    {
        var locator = Locator(All);
        var first = new Dictionary<int, int>();
        for (var i = 0; i < 4_000; i++)
        {
            var hops = await locator.LocateAsync(new SipTarget("weights.test", Transport: SipTransportKind.Udp), default);
            hops.Count.ShouldBe(3);
            first[hops[0].Address.Port] = first.GetValueOrDefault(hops[0].Address.Port) + 1;
        }

        first[1].ShouldBeInRange(2_700, 3_300); // 3 of 4
        first[2].ShouldBeInRange(750, 1_250); // 1 of 4
        first.GetValueOrDefault(3).ShouldBeLessThan(1_250); // weight 0: seldom
    }

    [Fact]
    public async Task A_domain_that_names_a_thousand_servers_is_tried_sixteen_times() =>
        (await Locator(All).LocateAsync(new SipTarget("many.test", Transport: SipTransportKind.Udp), default)).Count.ShouldBe(16);

    private static string Said(IReadOnlyList<SipHop> hops) => string.Join(", ", hops.Select(static h => $"{h.Transport} {h.Address}"));

    private static SipLocator Locator(HashSet<SipTransportKind> transports) => new(new Zone(), transports, new Random(1));

    private sealed class Zone : ISipDns
    {
        private static readonly Dictionary<string, NaptrRecord[]> Naptr = new()
        {
            ["naptr.test"] =
            [
                new(20, 10, "s", "SIP+D2U", "_sip._udp.naptr.test"), new(10, 10, "S", "SIPS+D2T", "_sips._tcp.naptr.test"), new(1, 1, "u", "E2U+sip", ""), new(5, 1, "s", "SIP+D2S", "sctp"),
            ],
        };

        private static readonly Dictionary<string, SrvRecord[]> Srv = new()
        {
            ["_sip._tcp.srv.test"] = [new(1, 0, 5062, "a.srv.test")],
            ["_sip._udp.srv.test"] = [new(20, 0, 5064, "c.srv.test"), new(10, 0, 5063, "b.srv.test")],
            ["_sips._tcp.naptr.test"] = [new(1, 0, 5061, "tls.naptr.test")],
            ["_sip._udp.naptr.test"] = [new(1, 0, 5060, "udp.naptr.test")],
            ["_sip._udp.closed.test"] = [new(0, 0, 0, "")],
            ["_sip._udp.weights.test"] = [new(1, 30, 1, "host.test4"), new(1, 10, 2, "host.test4"), new(1, 0, 3, "host.test4")],
            ["_sip._udp.many.test"] = [.. Enumerable.Range(1, 1000).Select(static i => new SrvRecord(i, 0, i, "host.test4"))],
        };

        private static readonly Dictionary<string, string[]> Addresses = new()
        {
            ["host.test"] = ["2001:db8::9", "192.0.2.9"],
            ["host.test4"] = ["192.0.2.8"],
            ["srv.test"] = ["192.0.2.10"],
            ["closed.test"] = ["192.0.2.14"],
            ["a.srv.test"] = ["192.0.2.11"],
            ["b.srv.test"] = ["192.0.2.12"],
            ["c.srv.test"] = ["192.0.2.13"],
            ["tls.naptr.test"] = ["192.0.2.21"],
            ["udp.naptr.test"] = ["192.0.2.22"],
        };

        public Task<IReadOnlyList<NaptrRecord>> NaptrAsync(string name, CancellationToken cancellationToken) => Of(Naptr, name);

        public Task<IReadOnlyList<SrvRecord>> SrvAsync(string name, CancellationToken cancellationToken) => Of(Srv, name);

        public Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>([.. Addresses.GetValueOrDefault(name, []).Select(IPAddress.Parse)]);

        private static Task<IReadOnlyList<T>> Of<T>(Dictionary<string, T[]> zone, string name) => Task.FromResult<IReadOnlyList<T>>(zone.GetValueOrDefault(name, []));
    }
}
