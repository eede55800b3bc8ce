using System.Net;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipViaTests
{
    [Fact]
    public void A_Via_is_read_in_parts()
    {
        SipVia.TryParse("sip/2.0/wss [2001:db8::1]:8443;branch=z9hG4bKa;received=[2001:db8::2];rport=5070;maddr=239.0.0.1;ttl=16;alias", out var via).ShouldBeTrue();
        (via!.Transport, via.Host, via.Port, via.Branch).ShouldBe(("WSS", "[2001:db8::1]", 8_443, "z9hG4bKa"));
        (via.Received, via.RPort, via.MAddr, via.Ttl).ShouldBe(("2001:db8::2", 5_070, "239.0.0.1", 16));
        via.HasMagicCookie.ShouldBeTrue();
        via.Parameters.Has("alias").ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("SIP/2.0/UDP")]
    [InlineData("SIP/2.0/UDP ")]
    [InlineData("SIP/2.0 UDP h")]
    [InlineData("HTTP/1.1/TCP h")]
    [InlineData("SIP/2.0/U DP h")]
    [InlineData("SIP/2.0/UDP h:")]
    [InlineData("SIP/2.0/UDP h:99999")]
    [InlineData("SIP/2.0/UDP h;branch")]
    [InlineData("SIP/2.0/UDP h;branch=")]
    [InlineData("SIP/2.0/UDP 2001:db8::1")]
    [InlineData("SIP/2.0/UDP h;;x")]
    [InlineData("SIP/2.0/UDP h, SIP/2.0/UDP i")]
    public void What_is_no_Via_is_not_taken(string text) => (SipVia.TryParse(text, out var via) && via.Branch is not null).ShouldBeFalse();

    [Fact]
    public void Numbers_out_of_range_are_no_numbers()
    {
        SipVia.TryParse("SIP/2.0/UDP h;rport=70000;ttl=256", out var via).ShouldBeTrue();
        (via!.RPort, via.WantsRPort, via.Ttl).ShouldBe((null, true, null));
    }

    [Fact]
    public void A_Via_of_parts_is_held_to_the_grammar()
    {
        new SipVia("TLS", "h.example", 5_061, "z9hG4bKx").With("rport").ToString().ShouldBe("SIP/2.0/TLS h.example:5061;branch=z9hG4bKx;rport");
        Should.Throw<ArgumentException>(() => new SipVia("U DP", "h"));
        Should.Throw<ArgumentException>(() => new SipVia("UDP", "h i"));
        Should.Throw<ArgumentException>(() => new SipVia("UDP", "2001:db8::1"));
        Should.Throw<ArgumentOutOfRangeException>(() => new SipVia("UDP", "h", 0));
    }

    [Theory]
    [InlineData("192.0.2.1;branch=b", "192.0.2.1", "192.0.2.1;branch=b")]
    [InlineData("192.0.2.1;branch=b", "192.0.2.9", "192.0.2.1;branch=b;received=192.0.2.9")]
    [InlineData("h.example;branch=b", "192.0.2.9", "h.example;branch=b;received=192.0.2.9")]
    [InlineData("192.0.2.1;rport;branch=b", "192.0.2.1", "192.0.2.1;rport=5099;branch=b;received=192.0.2.1")]
    [InlineData("192.0.2.1;rport=1;branch=b;received=10.0.0.1;RECEIVED=10.0.0.2", "192.0.2.9", "192.0.2.1;rport=5099;branch=b;received=192.0.2.9")]
    [InlineData("[2001:db8::1];branch=b", "2001:db8::1", "[2001:db8::1];branch=b")]
    [InlineData("[2001:DB8:0::1];branch=b", "2001:db8::1", "[2001:DB8:0::1];branch=b")]
    [InlineData("[2001:db8::1];branch=b", "2001:db8::2", "[2001:db8::1];branch=b;received=2001:db8::2")]
    [InlineData("192.0.2.1;branch=b", "::ffff:192.0.2.1", "192.0.2.1;branch=b")]
    [InlineData("h.example;branch=b", "fe80::1%3", "h.example;branch=b;received=fe80::1")]
    [InlineData("10;branch=b", "0.0.0.10", "10;branch=b;received=0.0.0.10")]
    public void Where_a_request_came_from_is_stamped_into_its_Via(string via, string source, string stamped)
    {
        var request = Samples.Request(Samples.Invite.Replace("198.51.100.7:5060;rport;branch=z9hG4bK7f3a.91c2d4e5", via + ", SIP/2.0/UDP other.example", StringComparison.Ordinal));

        var from = request.ReceivedFrom(new IPEndPoint(IPAddress.Parse(source), 5_099));

        from.Header(SipHeaderName.Via).ShouldBe($"SIP/2.0/UDP {stamped}, SIP/2.0/UDP other.example");
        Samples.Parse(from.ToArray()).TopVia!.Received.ShouldBe(from.TopVia!.Received);
        from.CallId.ShouldBe(request.CallId);
        from.Body.ShouldBe(request.Body);
    }
}
