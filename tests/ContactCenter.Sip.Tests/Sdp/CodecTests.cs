using System.Net;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class CodecTests
{
    private static readonly SdpCapabilities Wide = new()
    {
        Audio = [new(9, SdpCodec.G722), new(8, SdpCodec.Pcma), new(0, SdpCodec.Pcmu), new(101, SdpCodec.TelephoneEvent, "0-15"), new(13, SdpCodec.ComfortNoise)],
    };

    [Fact]
    public void A_first_offer_says_what_we_can_do()
    {
        var offer = SdpNegotiation.Offer(Wide, Described.Local);
        offer.Origin.ShouldBe(new SdpOrigin("-", "77", "1", new SdpAddress("IN", "IP4", "198.51.100.1")));
        Described.Lines(offer.Media[0]).Where(static l => !l.StartsWith("a=crypto")).ShouldBe(
        [
            "m=audio 40000 RTP/AVP 9 8 0 101 13", "a=rtpmap:9 G722/8000", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
            "a=rtpmap:13 CN/8000", "a=ptime:20", "a=sendrecv",
        ]);
    }

    [Theory]
    [InlineData(false, false, "0 8 9 97", 0)]
    [InlineData(true, false, "9 8 0 97", 9)]
    [InlineData(false, true, "0 97", 0)]
    [InlineData(true, true, "9 97", 9)]
    public void An_answer_keeps_the_offers_numbers_and_one_ends_order(bool ownOrder, bool one, string formats, int send)
    {
        var agreement = Described.Answer("m=audio 4000 RTP/AVP 97 0 18 8 9 96\na=rtpmap:97 telephone-event/8000\na=rtpmap:96 opus/48000/2\n", Wide with { PrefersOwnOrder = ownOrder, AnswersOneCodec = one });
        string.Join(' ', (IEnumerable<string>)agreement.Answer!.Media[0].Formats).ShouldBe(formats);
        agreement.Audio!.Send!.Type.ShouldBe(send);
        agreement.Audio.SendEvents!.Type.ShouldBe(97);
        agreement.Audio.ReceiveEvents.ShouldBe(new SdpPayload(97, SdpCodec.TelephoneEvent, "0-15"));
    }

    [Fact]
    public void G722_has_a_clock_of_8000_and_another_clock_is_another_codec()
    {
        Described.Answer("m=audio 4000 RTP/AVP 9\n", Wide).Audio!.Send!.ShouldBe(new SdpPayload(9, SdpCodec.G722));
        Described.Answer("m=audio 4000 RTP/AVP 96\na=rtpmap:96 g722/8000\n", Wide).Audio!.Send!.Type.ShouldBe(96);
        Described.Answer("m=audio 4000 RTP/AVP 9\na=rtpmap:9 G722/16000\n", Wide).Refusal!.ToString().ShouldBe("305 m-line 1 offers G722/16000; taken are G722/8000, PCMA/8000, PCMU/8000, telephone-event/8000, CN/8000");
    }

    [Theory]
    [InlineData("m=audio 4000 RTP/AVP 18 96\na=rtpmap:96 opus/48000/2\n", "305 m-line 1 offers G729/8000, opus/48000/2; taken are PCMA/8000, PCMU/8000, telephone-event/8000")]
    [InlineData("m=audio 4000 RTP/AVP 96\n", "305 m-line 1 offers formats 96; taken are PCMA/8000, PCMU/8000, telephone-event/8000")]
    [InlineData("m=audio 4000 RTP/AVP 101\na=rtpmap:101 telephone-event/8000\n", "305 m-line 1 offers telephone-event/8000; taken are PCMA/8000, PCMU/8000, telephone-event/8000")]
    [InlineData("m=video 4000 RTP/AVP 31\n", "304 m-line 1 is video, which is not taken here")]
    [InlineData("m=audio 4000 UDP/TLS/RTP/SAVPF 0\n", "302 m-line 1 is carried by UDP/TLS/RTP/SAVPF; taken are RTP/AVP and RTP/SAVP")]
    [InlineData("m=audio 4000 TCP/RTP/AVP 0\n", "302 m-line 1 is carried by TCP/RTP/AVP; taken are RTP/AVP and RTP/SAVP")]
    [InlineData("m=audio 4000 RTP/SAVP 0\n", "306 m-line 1 has no crypto attribute that can be used here")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP6 2001:db8::9\n", "301 m-line 1 goes to 2001:db8::9, and this end has no address of that family")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=IN IP4 224.2.1.1/127\n", "330 m-line 1 goes to a group (224.2.1.1/127)")]
    [InlineData("m=audio 4000 RTP/AVP 0\nc=ATM NSAP 47.0091\n", "300 m-line 1 is in the network ATM; IN is reached from here")]
    [InlineData("m=video 4000 RTP/AVP 31\nm=audio 4000 RTP/AVP 18\n", "305 m-line 2 offers G729/8000; taken are PCMA/8000, PCMU/8000, telephone-event/8000")]
    public void What_cannot_be_done_is_refused_with_a_code_and_the_reason(string offer, string refusal)
    {
        var agreement = Described.Answer(offer);
        agreement.Answer.ShouldBeNull();
        agreement.Audio.ShouldBeNull();
        agreement.Refusal!.ToString().ShouldBe(refusal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("😀")]
    public void A_reason_has_an_end_whatever_is_offered(string letter)
    {
        for (var shift = 0; shift < 2; shift++)
        {
            var name = new string('y', shift) + string.Concat(Enumerable.Repeat(letter, 900));
            var reason = Described.Answer($"m=audio 4000 RTP/AVP 96\na=rtpmap:96 {name}/8000\n").Refusal!.Reason;
            reason.Length.ShouldBeInRange(399, 400);
            reason.ShouldEndWith(letter + "…");
        }
    }

    [Fact]
    public void An_offer_without_an_address_is_refused()
    {
        var offer = Described.Read("v=0\no=- 1 1 IN IP4 192.0.2.7\ns=-\nm=audio 4000 RTP/AVP 0\n");
        SdpNegotiation.Answer(offer, SdpCapabilities.Default, Described.Local).Refusal!.ToString().ShouldBe("301 m-line 1 has no c= line, nor has the session");
    }

    [Fact]
    public void Events_are_those_both_ends_know()
    {
        const string Offer = "m=audio 4000 RTP/AVP 0 101\na=rtpmap:101 telephone-event/8000\na=fmtp:101 ";
        Described.Answer(Offer + "0-11,16\n").Audio!.SendEvents!.Parameters.ShouldBe("0-11");
        Described.Answer(Offer + "64\n").Audio!.SendEvents.ShouldBeNull(); // none in common: digits go as tones
        Described.Answer(Offer + "64\n").Answer!.Media[0].Formats.ShouldBe(["0"]);
    }

    [Fact]
    public void Events_go_with_the_clock_of_the_sound()
    {
        var capabilities = new SdpCapabilities { Audio = [new(96, new("opus", 48_000, 2)), new(0, SdpCodec.Pcmu), new(100, new("telephone-event", 48_000)), new(101, SdpCodec.TelephoneEvent)] };
        const string Lines = "a=rtpmap:111 opus/48000/2\na=rtpmap:110 telephone-event/48000\na=rtpmap:126 telephone-event/8000\n";
        Described.Answer("m=audio 4000 RTP/AVP 111 0 126 110\n" + Lines, capabilities).Audio!.SendEvents!.Type.ShouldBe(110);
        Described.Answer("m=audio 4000 RTP/AVP 0 111 110 126\n" + Lines, capabilities).Audio!.SendEvents!.Type.ShouldBe(126);
        Described.Answer("m=audio 4000 RTP/AVP 111 126\n" + Lines, capabilities).Audio!.SendEvents.ShouldBeNull();
    }

    [Fact]
    public void After_an_answer_theirs_are_the_numbers_to_send_and_ours_to_expect()
    {
        var offer = SdpNegotiation.Offer(Wide, Described.Local);
        var audio = Described.Accept(offer, "m=audio 6000 RTP/AVP 0 96 13\na=rtpmap:96 telephone-event/8000\na=fmtp:96 0-9\na=ptime:30\na=rtcp:7001 IN IP4 192.0.2.99\n", Wide).Audio!;
        (audio.Send, audio.PacketTime, audio.Direction).ShouldBe((new SdpPayload(0, SdpCodec.Pcmu), 30, SdpDirection.SendReceive));
        audio.Receive.ShouldBe([new SdpPayload(0, SdpCodec.Pcmu)]);
        (audio.SendEvents, audio.ReceiveEvents).ShouldBe((new SdpPayload(96, SdpCodec.TelephoneEvent, "0-9"), new SdpPayload(101, SdpCodec.TelephoneEvent, "0-15")));
        (audio.SendNoise!.Type, audio.ReceiveNoise!.Type).ShouldBe((13, 13));
        (audio.RemoteRtp, audio.RemoteRtcp, audio.RtcpMux).ShouldBe((new IPEndPoint(IPAddress.Parse("192.0.2.7"), 6_000), new IPEndPoint(IPAddress.Parse("192.0.2.99"), 7_001), false));
    }

    [Theory]
    [InlineData("m=audio 6000 RTP/AVP 18\n", "305 m-line 1 is answered by G729/8000; offered were PCMA/8000, PCMU/8000, telephone-event/8000")]
    [InlineData("m=audio 0 RTP/AVP 0\n", "304 the answer refuses m-line 1 (audio)")]
    [InlineData("", "304 the answer refuses m-line 1 (audio)")]
    [InlineData("m=video 6000 RTP/AVP 31\n", "399 m-line 1 of the answer is video and that of the offer audio (RFC 3264 section 6)")]
    [InlineData("m=audio 6000 RTP/AVP 0\nm=video 0 RTP/AVP 31\n", "399 the answer has 2 m-lines and the offer 1 (RFC 3264 section 6)")]
    [InlineData("m=audio 6000 UDP/TLS/RTP/SAVPF 0\n", "302 m-line 1 is answered by UDP/TLS/RTP/SAVPF; offered was RTP/AVP")]
    public void An_answer_that_is_none_is_told(string answer, string refusal)
    {
        var agreement = Described.Accept(SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local), answer);
        agreement.Audio.ShouldBeNull();
        agreement.Refusal!.ToString().ShouldBe(refusal);
    }

    [Theory]
    [InlineData("", 20)]
    [InlineData("a=ptime:30\n", 30)]
    [InlineData("a=ptime:25\n", 20)]
    [InlineData("a=ptime:5\n", 20)]
    [InlineData("a=ptime:100\n", 20)]
    [InlineData("a=ptime:60\na=maxptime:40\n", 40)]
    [InlineData("a=maxptime:15\n", 10)]
    [InlineData("a=maxptime:5\n", 10)]
    public void Packets_are_as_long_as_they_ask_if_we_can(string lines, int time)
    {
        var agreement = Described.Answer("m=audio 4000 RTP/AVP 0\n" + lines);
        (agreement.Audio!.PacketTime, agreement.Answer!.Media[0].PacketTime).ShouldBe((time, time));
    }

    [Fact]
    public void Rtcp_goes_where_it_is_said()
    {
        Described.Answer("m=audio 4000 RTP/AVP 0\n").Audio!.RemoteRtcp!.Port.ShouldBe(4_001);
        Described.Answer("m=audio 65535 RTP/AVP 0\n").Audio!.RemoteRtcp.ShouldBeNull();
        Described.Answer("m=audio 4000 RTP/AVP 0\na=rtcp:4500\n").Audio!.RemoteRtcp!.Port.ShouldBe(4_500);

        var mux = Described.Answer("m=audio 4000 RTP/AVP 0\na=rtcp-mux\na=rtcp:4500\n");
        (mux.Audio!.RtcpMux, mux.Audio.RemoteRtcp!.Port, mux.Answer!.Media[0].HasRtcpMux).ShouldBe((true, 4_000, true));
        var none = Described.Answer("m=audio 4000 RTP/AVP 0\na=rtcp-mux\n", SdpCapabilities.Default with { TakesRtcpMux = false });
        (none.Audio!.RtcpMux, none.Audio.RemoteRtcp!.Port, none.Answer!.Media[0].HasRtcpMux).ShouldBe((false, 4_001, false));

        var local = Described.Local with { RtcpPort = 41_000 };
        Described.Lines(Described.Answer("m=audio 4000 RTP/AVP 0\n", local: local).Answer!.Media[0]).ShouldContain("a=rtcp:41000");
        Described.Lines(Described.Answer("m=audio 4000 RTP/AVP 0\n").Answer!.Media[0]).ShouldNotContain(static l => l.StartsWith("a=rtcp"));
        var offer = SdpNegotiation.Offer(SdpCapabilities.Default with { OffersRtcpMux = true }, local);
        Described.Accept(offer, "m=audio 4000 RTP/AVP 0\na=rtcp-mux\n").Audio!.RtcpMux.ShouldBeTrue();
        Described.Accept(offer, "m=audio 4000 RTP/AVP 0\n").Audio!.RtcpMux.ShouldBeFalse();
    }

    [Fact]
    public void A_name_instead_of_an_address_is_left_to_be_looked_up()
    {
        var audio = Described.Answer("m=audio 4000 RTP/AVP 0\nc=IN IP4 media.example.org\n").Audio!;
        (audio.RemoteHost, audio.RemoteRtp, audio.RemoteRtcpHost, audio.RemoteRtcpPort).ShouldBe(("media.example.org", null, "media.example.org", 4_001));
    }

    [Fact]
    public void Numbers_stay_what_they_were_in_later_offers()
    {
        // They called us and had telephone-event under 96; what we call them with later has it, too.
        var answer = Described.Answer("m=audio 4000 RTP/AVP 0 96\na=rtpmap:96 telephone-event/8000\n").Answer!;
        var later = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Previous = answer });
        string.Join(' ', (IEnumerable<string>)later.Media[0].Formats).ShouldBe("0 8 96");
        later.Origin.Version.ShouldBe("2");

        // 101 was another codec's in this call: what is new takes another number.
        var capabilities = new SdpCapabilities { Audio = [new(0, SdpCodec.Pcmu), new(101, SdpCodec.TelephoneEvent)] };
        var old = Described.Offer("m=audio 4000 RTP/AVP 101 0\na=rtpmap:101 G726-32/8000\n");
        string.Join(' ', (IEnumerable<string>)SdpNegotiation.Offer(capabilities, Described.Local with { Previous = old }).Media[0].Formats).ShouldBe("0 96");
        var ours = SdpNegotiation.Offer(new() { Audio = [new(0, SdpCodec.Pcmu)] }, Described.Local);
        string.Join(' ', (IEnumerable<string>)SdpNegotiation.Offer(capabilities, Described.Local with { Previous = ours, PreviousTheirs = old }).Media[0].Formats).ShouldBe("0 96");
    }

    [Fact]
    public void A_peer_that_takes_every_number_for_one_codec_leaves_us_one()
    {
        var maps = string.Concat(Enumerable.Range(96, 32).Select(static t => $"a=rtpmap:{t} PCMU/8000\n"));
        var answer = Described.Answer($"m=audio 4000 RTP/AVP {string.Join(' ', Enumerable.Range(96, 32))}\n{maps}").Answer!;
        answer.Media[0].Formats.ShouldBe(["96"]);
        string.Join(' ', (IEnumerable<string>)SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Previous = answer }).Media[0].Formats).ShouldBe("96 8 101");
    }

    [Fact]
    public void Two_codecs_under_one_number_are_no_capabilities() =>
        Should.Throw<ArgumentException>(static () => new SdpCapabilities { Audio = [new(0, SdpCodec.Pcmu), new(0, SdpCodec.Pcma)] }).Message.ShouldStartWith("Audio has two codecs under one payload type (0, 0); give each its own.");
}
