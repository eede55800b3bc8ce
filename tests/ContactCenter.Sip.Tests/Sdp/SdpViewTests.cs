using System.Net;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class SdpViewTests
{
    [Theory]
    [InlineData("", "m=audio 4000 RTP/AVP 0\n", SdpDirection.SendReceive)]
    [InlineData("a=sendonly\n", "m=audio 4000 RTP/AVP 0\n", SdpDirection.SendOnly)]
    [InlineData("a=sendonly\n", "m=audio 4000 RTP/AVP 0\na=recvonly\n", SdpDirection.ReceiveOnly)]
    [InlineData("", "m=audio 4000 RTP/AVP 0\na=INACTIVE\n", SdpDirection.Inactive)]
    [InlineData("", "m=audio 4000 RTP/AVP 0\nc=IN IP4 0.0.0.0\n", SdpDirection.SendOnly)]
    [InlineData("", "m=audio 4000 RTP/AVP 0\nc=IN IP6 ::\na=sendrecv\n", SdpDirection.SendOnly)]
    [InlineData("", "m=audio 4000 RTP/AVP 0\nc=IN IP4 0.0.0.0\na=recvonly\n", SdpDirection.Inactive)]
    [InlineData("", "m=audio 4000 RTP/AVP 0\nc=IN IP4 0.0.0.0\na=inactive\n", SdpDirection.Inactive)]
    public void A_direction_is_the_lines_own_or_the_sessions_and_an_address_of_zero_holds(string session, string media, SdpDirection direction)
    {
        var description = Described.Offer(session + media);
        description.DirectionOf(description.Media[0]).ShouldBe(direction);
    }

    [Fact]
    public void Payload_types_are_known_by_map_or_by_number()
    {
        var media = Described.Offer("m=audio 4000 RTP/AVP 0 9 18 96 101 97 x 98 34 200\na=rtpmap:96 opus/48000/2\na=fmtp:96 useinbandfec=1; maxplaybackrate=16000\na=rtpmap:101 TELEPHONE-EVENT/8000\n"
            + "a=fmtp:101 0-16\na=rtpmap:97 broken\na=rtpmap:18 G729/8000/1\na=rtpmap:55 unused/8000\na=fmtp:0\n").Media[0];

        media.Payloads().ShouldBe(
        [
            new(0, SdpCodec.Pcmu, ""), new(9, SdpCodec.G722), new(18, new("G729", 8_000)), new(96, new("opus", 48_000, 2), "useinbandfec=1; maxplaybackrate=16000"),
            new(101, SdpCodec.TelephoneEvent, "0-16"), new(34, new("H263", 90_000)),
        ]);
    }

    [Fact]
    public void A_number_that_two_codecs_claim_is_nobodys()
    {
        Described.Offer("m=audio 4000 RTP/AVP 96 0\na=rtpmap:96 PCMA/8000\na=rtpmap:96 PCMU/8000\n").Media[0].Payloads().ShouldBe([new(0, SdpCodec.Pcmu)]);
        Described.Offer("m=audio 4000 RTP/AVP 96\na=rtpmap:96 pcma/8000\na=rtpmap:96 PCMA/8000/1\n").Media[0].Payloads().ShouldBe([new(96, SdpCodec.Pcma)]);
    }

    [Fact]
    public void The_numbers_without_a_map_are_those_of_the_RFC()
    {
        Enumerable.Range(-1, 130).Where(static t => SdpPayload.Static(t) is not null).Select(static t => $"{t} {SdpPayload.Static(t)}").ShouldBe(
        [
            "0 PCMU/8000", "3 GSM/8000", "4 G723/8000", "5 DVI4/8000", "6 DVI4/16000", "7 LPC/8000", "8 PCMA/8000", "9 G722/8000", "10 L16/44100/2", "11 L16/44100", "12 QCELP/8000",
            "13 CN/8000", "14 MPA/90000", "15 G728/8000", "16 DVI4/11025", "17 DVI4/22050", "18 G729/8000", "25 CelB/90000", "26 JPEG/90000", "28 nv/90000", "31 H261/90000",
            "32 MPV/90000", "33 MP2T/90000", "34 H263/90000",
        ]);
    }

    [Theory]
    [InlineData("0-15", "0-15")]
    [InlineData("0-11,16", "0-11,16")]
    [InlineData(" 66 , 0 - 3", null)]
    [InlineData("5,4,3,3-9", "3-9")]
    [InlineData("events=0-15", "0-15")]
    [InlineData("0-255", "0-255")]
    [InlineData("127-128", "127-128")]
    [InlineData("0-256", null)]
    [InlineData("9-0", null)]
    [InlineData("", null)]
    [InlineData("a", null)]
    public void Events_are_numbers_and_ranges(string text, string? read)
    {
        SdpEvents.TryParse(text, out var events).ShouldBe(read is not null);
        events.ToString().ShouldBe(read ?? "");
    }

    [Fact]
    public void A_telephone_event_without_events_has_the_digits()
    {
        new SdpPayload(101, SdpCodec.TelephoneEvent).Events.ToString().ShouldBe("0-15");
        new SdpPayload(101, SdpCodec.TelephoneEvent, "rubbish").Events.ToString().ShouldBe("0-15");
        var events = new SdpPayload(101, SdpCodec.TelephoneEvent, "0-3,200").Events;
        (events.Contains(3), events.Contains(4), events.Contains(200), events.Contains(300), events.Contains(-1)).ShouldBe((true, false, true, false, false));
        events.Intersect(SdpEvents.Digits).ToString().ShouldBe("0-3");
    }

    [Theory]
    [InlineData("a=ptime:30\na=maxptime:60\n", 30, 60)]
    [InlineData("a=ptime: 20.0 \n", 20, null)]
    [InlineData("a=ptime:0\na=maxptime:-1\n", null, null)]
    [InlineData("a=ptime:99999999999999\na=maxptime:x\n", null, null)]
    [InlineData("a=ptime\n", null, null)]
    public void Packet_times_are_milliseconds(string lines, int? time, int? most)
    {
        var media = Described.Offer("m=audio 4000 RTP/AVP 0\n" + lines).Media[0];
        (media.PacketTime, media.MaxPacketTime).ShouldBe((time, most));
    }

    [Theory]
    [InlineData("53020", 53_020, null)]
    [InlineData("53020 IN IP6 2001:db8::1", 53_020, "2001:db8::1")]
    [InlineData("0", null, null)]
    [InlineData("65536", null, null)]
    [InlineData("53020 IN IP6", null, null)]
    public void Rtcp_has_a_port_and_may_have_an_address(string value, int? port, string? host)
    {
        var rtcp = Described.Offer($"m=audio 4000 RTP/AVP 0\na=rtcp:{value}\n").Media[0].Rtcp;
        (rtcp?.Port, rtcp?.Address?.Host).ShouldBe((port, host));
    }

    [Fact]
    public void What_a_browser_says_of_ICE_and_DTLS_is_read()
    {
        var print = string.Join(':', Enumerable.Range(0, 32).Select(static i => i.ToString("X2")));
        var session = Described.Offer($"a=ice-lite\na=group:BUNDLE 0 1\na=ice-ufrag:sess\na=fingerprint:SHA-256 {print.ToLowerInvariant()}\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:0\n"
            + "a=ice-ufrag:F7gI\na=ice-pwd:x9cml/YzichV2+XlhiMu8g\na=setup:actpass\na=rtcp-mux\na=ssrc:1001 cname:abc def\na=ssrc:1001 bare\na=ssrc:x y\n"
            + "a=candidate:1 1 UDP 2130706431 10.0.1.1 8998 typ host\na=candidate:2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0 network-id 1\n"
            + "a=candidate:3 0 UDP 1 a 1 typ host\na=candidate:4 1 UDP 1 a 1 host\na=candidate:5 1 UDP 4294967296 a 1 typ host\na=candidate:6 1 tcp 7 a.local 9 typ host tcptype active\na=fingerprint:sha-256 AA:BB\n");
        var media = session.Media[0];

        session.IsIceLite.ShouldBeTrue();
        session.Groups.ShouldBe([new SdpGroup("BUNDLE", ["0", "1"])]);
        (media.Mid, media.HasRtcpMux, media.IsSecure, media.IsRtp).ShouldBe(("0", true, true, true));
        (session.IceUserOf(media), session.IcePasswordOf(media), session.SetupOf(media)).ShouldBe(("F7gI", "x9cml/YzichV2+XlhiMu8g", SdpSetup.ActPass));
        session.FingerprintsOf(media).ShouldBeEmpty(); // the line's own is malformed, and the session's does not count beside it
        session.FingerprintsOf(media with { Attributes = [] }).ShouldBe([new SdpFingerprint("sha-256", [.. Enumerable.Range(0, 32).Select(static i => (byte)i)])]);
        media.Sources().ShouldBe([new(1001, "cname", "abc def"), new(1001, "bare", null)]);
        media.IceCandidates().ShouldBe(
        [
            new("1", 1, "UDP", 2_130_706_431, "10.0.1.1", 8_998, "host"),
            new("2", 1, "udp", 1_694_498_815, "192.0.2.3", 45_664, "srflx", "10.0.1.1", 8_998, "generation 0 network-id 1"),
            new("6", 1, "tcp", 7, "a.local", 9, "host", Extensions: "tcptype active"),
        ]);
        media.IceCandidates()[1].ToString().ShouldBe("2 1 udp 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0 network-id 1");
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", false)]
    [InlineData("224.2.36.42/127", "224.2.36.42", true)]
    [InlineData("ff15::101/3", "ff15::101", true)]
    [InlineData("2001:db8::1", "2001:db8::1", false)]
    [InlineData("pbx.example.org", null, false)]
    [InlineData("127.1", null, false)] // what the system takes for addresses
    [InlineData("3232235521", null, false)]
    [InlineData("010.0.0.1", null, false)]
    [InlineData("fe80::1%1", null, false)]
    public void An_address_is_one_when_it_is_written_as_one(string host, string? ip, bool isGroup)
    {
        var address = new SdpAddress("IN", "IP4", host);
        (address.Ip?.ToString(), address.IsMulticast).ShouldBe((ip, isGroup));
    }

    [Fact]
    public void An_address_is_written_without_its_scope() =>
        SdpAddress.Of(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 5)).ShouldBe(new SdpAddress("IN", "IP6", "fe80::1"));
}
