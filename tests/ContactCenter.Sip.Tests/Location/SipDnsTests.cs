using System.Net;
using ContactCenter.Sip.Location;

namespace ContactCenter.Sip.Tests.Location;

/// <summary>A real name server is asked: dnsmasq.</summary>
public sealed class SipDnsTests
{
    [NeedsFact("dnsmasq")]
    public async Task Records_come_as_a_name_server_has_them_and_what_it_has_not_is_empty()
    {
        await using var server = await DnsServer.StartAsync(
            "--naptr-record=x.test,20,5,s,SIP+D2U,,_sip._udp.x.test", "--naptr-record=x.test,10,7,s,SIPS+D2T,,_sips._tcp.x.test",
            "--srv-host=_sip._udp.x.test,a.x.test,5070,10,60", "--srv-host=_sip._udp.x.test,b.x.test,5071,20,40",
            "--host-record=a.x.test,192.0.2.1,2001:db8::1");
        var dns = new SipDns([server.Address]);
        (await dns.NaptrAsync("x.test", default)).OrderBy(static r => r.Order)
            .ShouldBe([new NaptrRecord(10, 7, "s", "SIPS+D2T", "_sips._tcp.x.test"), new NaptrRecord(20, 5, "s", "SIP+D2U", "_sip._udp.x.test")]);
        (await dns.SrvAsync("_sip._udp.x.test", default)).OrderBy(static r => r.Priority).ShouldBe([new SrvRecord(10, 60, 5_070, "a.x.test"), new SrvRecord(20, 40, 5_071, "b.x.test")]);
        (await dns.AddressesAsync("a.x.test", default)).Select(static a => a.ToString()).ShouldBe(["192.0.2.1", "2001:db8::1"], ignoreOrder: true);
        (await dns.NaptrAsync("a.x.test", default)).ShouldBeEmpty();
        (await dns.SrvAsync("nothing.test", default)).ShouldBeEmpty();
        (await dns.AddressesAsync("nothing.test", default)).ShouldBeEmpty();
        (await dns.AddressesAsync("not our zone.example", default)).ShouldBeEmpty();
    }

    [NeedsFact("dnsmasq")]
    public async Task A_name_server_that_is_not_there_is_none()
    {
        IPEndPoint gone;
        await using (var server = await DnsServer.StartAsync())
        {
            gone = server.Address;
        }

        (await new SipDns([gone]).SrvAsync("_sip._udp.x.test", default)).ShouldBeEmpty();
    }
}
