using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Location;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>A name server names several places, and SIPp answers at some. RFC 3263 section 4.3.</summary>
public sealed class FailoverTests
{
    [NeedsFact("sipp dnsmasq")]
    public async Task Where_nobody_answers_and_where_one_is_overloaded_the_next_is_called()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var (overloaded, second) = SippPeer.Answer("uas_503.xml", isTcp: false, "-m", "1");
        var (good, third) = SippPeer.Answer("uas", isTcp: false, "-m", "1");
        await using var dns = await DnsServer.StartAsync(
            "--naptr-record=trunk.test,10,10,s,SIP+D2U,,_sip._udp.trunk.test", "--host-record=a.trunk.test,127.0.0.1",
            Srv("_sip._udp.trunk.test", ((IPEndPoint)silent.Client.LocalEndPoint!).Port, 10), Srv("_sip._udp.trunk.test", second.Port, 20), Srv("_sip._udp.trunk.test", third.Port, 30));
        await using var phone = Phone(dns);
        await CalledAsync(phone, "sip:service@trunk.test");
        await overloaded;
        await good;
        SipParser.TryParse((await silent.ReceiveAsync()).Buffer, SipLimits.Default, out var heard, out _).ShouldBeTrue();
        ((SipRequest)heard!).Uri.ToString().ShouldBe("sip:service@trunk.test");
    }

    [NeedsFact("sipp dnsmasq")]
    public async Task Where_nothing_can_be_sent_the_next_is_called_at_once()
    {
        int closed;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var (good, address) = SippPeer.Answer("uas", isTcp: false, "-m", "1");
        await using var dns = await DnsServer.StartAsync(
            "--naptr-record=trunk.test,10,10,s,SIP+D2T,,_sip._tcp.trunk.test", "--naptr-record=trunk.test,20,10,s,SIP+D2U,,_sip._udp.trunk.test", "--host-record=a.trunk.test,127.0.0.1",
            Srv("_sip._tcp.trunk.test", closed, 10), Srv("_sip._udp.trunk.test", address.Port, 10));
        await using var phone = Phone(dns);
        await CalledAsync(phone, "sip:service@trunk.test");
        await good;
    }

    [NeedsFact("sipp dnsmasq")]
    public async Task Where_no_place_is_left_the_last_says_why()
    {
        var (overloaded, address) = SippPeer.Answer("uas_503.xml", isTcp: false, "-m", "1");
        await using var dns = await DnsServer.StartAsync("--host-record=a.trunk.test,127.0.0.1", Srv("_sip._udp.trunk.test", address.Port, 10));
        await using var phone = Phone(dns);
        var refused = await phone.CallAsync(SipUri.Parse("sip:service@trunk.test"));
        var ended = await refused.NextAsync<SipCallEvent.Ended>();
        (ended.End, (ended.By as SipResponse)?.Status).ShouldBe((SipCallEnd.Refused, 503));
        await overloaded;
        var nowhere = await phone.CallAsync(SipUri.Parse("sip:service@nothing.test"));
        (await nowhere.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.Unreachable);
    }

    private static Phone Phone(DnsServer dns) => new(with: o =>
    {
        o.NameServers.Add(dns.Address);
        o.Timers = new SipTimers { T1 = TimeSpan.FromMilliseconds(100) }; // nobody is waited for for 6.4 s
    });

    private static string Srv(string service, int port, int priority) => string.Create(CultureInfo.InvariantCulture, $"--srv-host={service},a.trunk.test,{port},{priority},0");

    private static async Task CalledAsync(Phone phone, string uri)
    {
        var call = await phone.CallAsync(SipUri.Parse(uri));
        (await call.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180);
        await call.NextAsync<SipCallEvent.Established>();
        await call.Call.HangUpAsync();
        (await call.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByUs);
    }
}
