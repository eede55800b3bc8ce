using System.Text;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class SdpParserTests
{
    [Fact]
    public void A_description_is_read_with_all_that_says_something_of_media()
    {
        var session = Described.Read(
            "v=0\r\no=ada 3724394400 3724394405 IN IP4 192.0.2.3\r\ns=Heating desk\r\ni=not kept\r\nu=http://example.org\r\ne=a@example.org\r\np=+39 06\r\n"
            + "c=IN IP4 192.0.2.4\r\nb=AS:256\r\nt=3724394400 3724398000\r\nr=7d 1h 0\r\nt=0 0\r\nz=0 0\r\nk=clear:x\r\na=recvonly\r\na=tool:x y\r\n"
            + "m=audio 49170 RTP/AVP 0 97\r\ni=kept neither\r\na=rtpmap:97 iLBC/8000\r\na=x\r\na=empty:\r\n"
            + "m=video 51372/2 RTP/AVP 99\r\nc=IN IP6 2001:db8::2\r\nb=TIAS:64000\r\na=rtpmap:99 h263-1998/90000\r\n");

        session.Origin.ShouldBe(new SdpOrigin("ada", "3724394400", "3724394405", new SdpAddress("IN", "IP4", "192.0.2.3")));
        session.Name.ShouldBe("Heating desk");
        session.Connection!.Host.ShouldBe("192.0.2.4");
        session.Bandwidths.ShouldBe([new SdpBandwidth("AS", 256)]);
        session.Times.ShouldBe([new SdpTime(3_724_394_400, 3_724_398_000), default]);
        session.Attributes.ShouldBe([new SdpAttribute("recvonly"), new SdpAttribute("tool", "x y")]);
        session.Media.ShouldBe(
        [
            new SdpMedia("audio", 49_170, "RTP/AVP", ["0", "97"]) { Attributes = [new("rtpmap", "97 iLBC/8000"), new("x"), new("empty", "")] },
            new SdpMedia("video", 51_372, "RTP/AVP", ["99"])
            {
                PortCount = 2, Connection = new("IN", "IP6", "2001:db8::2"), Bandwidths = [new("TIAS", 64_000)], Attributes = [new("rtpmap", "99 h263-1998/90000")],
            },
        ]);
    }

    [Theory]
    [InlineData("v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 0\n")] // no s=, no t=, line feeds alone
    [InlineData("v=0\ro=- 1 1 IN IP4 192.0.2.1\rs=\rm=audio 4000 RTP/AVP 0")] // an empty name, no end to the last line
    [InlineData("v=0  \r\n\r\no=-  1 1  IN IP4 192.0.2.1 \r\ns= \r\nm=audio  4000 RTP/AVP\t0  \r\n")] // spaces, an empty line
    [InlineData("v=0\no=- -12 184467440737095516160 IN IP4 192.0.2.1\nt=now\nb=AS\nq=?\nm=audio 4000 RTP/AVP 0\n")] // numbers that are none, what nobody knows
    [InlineData("v=0\nm=audio 4000 RTP/AVP 0\no=- 1 1 IN IP4 192.0.2.1\n", false)] // an order that says nothing of whose line it is
    public void What_does_no_harm_is_put_up_with(string text, bool isRead = true)
    {
        if (!isRead)
        {
            Described.Fault(text).Line.ShouldBe(3);
            return;
        }

        Described.Read(text).Media.ShouldBe([new SdpMedia("audio", 4_000, "RTP/AVP", ["0"])]);
    }

    [Theory]
    [InlineData("", "it is empty; a description begins with v=0")]
    [InlineData("o=- 1 1 IN IP4 192.0.2.1\n", "line 1: a description begins with v=0")]
    [InlineData("v=1\n", "line 1: a description begins with v=0")]
    [InlineData("v=0\ns=-\n", "it has no o= line")]
    [InlineData("v=0\no=- 1 1 IN IP4\n", "line 2: o= is not user, session, version, IN, IP4 or IP6, and address")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\no=- 1 1 IN IP4 a\n", "line 3: o= stands twice, or behind an m= line")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nc=IN IP4\n", "line 3: c= is not IN, IP4 or IP6, and address")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 65536 RTP/AVP 0\n", "line 3: the port of m= is not 0 to 65535")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio -1 RTP/AVP 0\n", "line 3: the port of m= is not 0 to 65535")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 4000/0 RTP/AVP 0\n", "line 3: the port of m= is not 0 to 65535")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 4000 RTP/AVP\n", "line 3: m= is not kind, port, protocol and at least one format")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nm=audio 4000 RTP/AVP 0\nv=0\n", "line 4: v= stands twice; one description at a time")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\n m=audio 4000 RTP/AVP 0\n", "line 3: it is not a small letter, = and a value")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\nINVITE sip:a@example.org SIP/2.0\n", "line 3: it is not a small letter, = and a value")]
    [InlineData("v=0\no=- 1 1 IN IP4 a\0\n", "the description has a NUL in it")]
    public void What_would_make_media_wrong_is_refused_with_its_line(string text, string fault) => Described.Fault(text).ToString().ShouldBe(fault);

    [Fact]
    public void Every_limit_is_held_and_named()
    {
        const string Begin = "v=0\no=- 1 1 IN IP4 a\n";
        Described.Fault(Begin + new string('\n', 100), new SdpLimits { MaxBytes = 100 }).Reason.ShouldBe("the description has 121 octets; 100 are the most");
        Described.Fault(Begin + "a=" + new string('x', 99), new SdpLimits { MaxLineBytes = 100 }).ToString().ShouldBe("line 3: it has 101 octets; 100 are the most");
        Described.Fault(Begin + "m=audio 0 RTP/AVP 0\nm=audio 0 RTP/AVP 0\n", new SdpLimits { MaxMedia = 1 }).ToString().ShouldBe("line 4: it is one m= line too many; 1 are the most");
        Described.Fault(Begin + "m=audio 0 RTP/AVP 0 1 2\n", new SdpLimits { MaxFormats = 2 }).ToString().ShouldBe("line 3: m= has too many formats; 2 are the most");
        Described.Fault(Begin + "a=a\na=b\na=c\n", new SdpLimits { MaxAttributes = 2 }).ToString().ShouldBe("line 5: it is one attribute too many; 2 are the most");
        Should.Throw<ArgumentOutOfRangeException>(static () => new SdpLimits { MaxMedia = 0 }).Message.ShouldStartWith("MaxMedia is 0; set it to 1 up to 256.");
    }

    [Fact]
    public void Octets_that_are_no_UTF8_do_no_harm()
    {
        byte[] text = [.. "v=0\no=- 1 1 IN IP4 a\ns="u8, 0xFF, 0xC3, .. "\na=x:"u8, 0xED, 0xA0, 0x80, (byte)'\n'];
        SdpParser.TryParse(text, SdpLimits.Default, out var session, out _).ShouldBeTrue();
        session!.Name.ShouldContain('\uFFFD');
        Described.Read(Described.Text(session)).ShouldBe(session);
    }

    [Fact]
    public void What_is_written_has_the_order_of_the_RFC_and_is_read_as_the_same()
    {
        var session = new SdpSession(new SdpOrigin("-", "7", "2", new SdpAddress("IN", "IP4", "192.0.2.1")))
        {
            Name = "Wärme",
            Connection = new SdpAddress("IN", "IP4", "192.0.2.1"),
            Bandwidths = [new("AS", 80)],
            Attributes = [new("group", "BUNDLE a")],
            Media = [new SdpMedia("audio", 4_000, "RTP/AVP", ["0"]) { PortCount = 2, Attributes = [new("sendonly")] }],
        };

        Described.Text(session).ShouldBe(
            "v=0\r\no=- 7 2 IN IP4 192.0.2.1\r\ns=Wärme\r\nc=IN IP4 192.0.2.1\r\nb=AS:80\r\nt=0 0\r\na=group:BUNDLE a\r\nm=audio 4000/2 RTP/AVP 0\r\na=sendonly\r\n");
        Described.Read(Described.Text(session)).ShouldBe(session);
        Described.Read(Described.Text(session)).GetHashCode().ShouldBe(session.GetHashCode());
        session.ShouldNotBe(session with { Media = [session.Media[0], session.Media[0]] });
    }

    [Fact]
    public void No_text_breaks_a_line()
    {
        const string Evil = "x\r\nm=audio 9 RTP/AVP 0";
        Should.Throw<ArgumentException>(static () => new SdpAttribute("x", Evil)).Message.ShouldStartWith("Value has a line end, a NUL or half a character in it; give text of one line.");
        Should.Throw<ArgumentException>(static () => new SdpAttribute(Evil));
        Should.Throw<ArgumentException>(static () => new SdpAttribute("a:b"));
        Should.Throw<ArgumentException>(static () => new SdpAttribute("x", "\uD800"));
        Should.Throw<ArgumentException>(static () => new SdpMedia("au dio", 1, "RTP/AVP", ["0"]));
        Should.Throw<ArgumentException>(static () => new SdpMedia("audio", 1, "RTP/AVP", ["0 1"]));
        Should.Throw<ArgumentException>(static () => new SdpMedia("audio", 1, "RTP/AVP", []));
        Should.Throw<ArgumentException>(static () => new SdpAddress("IN", "IP4", "a b"));
        Should.Throw<ArgumentException>(static () => new SdpOrigin("a b", "1", "1", new SdpAddress("IN", "IP4", "a")));
        Should.Throw<ArgumentException>(static () => new SdpSession(new SdpOrigin("-", "1", "1", new SdpAddress("IN", "IP4", "a"))) { Name = Evil });
        Should.Throw<ArgumentException>(static () => new SdpPayload(101, SdpCodec.TelephoneEvent, Evil));
        Should.Throw<ArgumentOutOfRangeException>(static () => new SdpMedia("audio", 70_000, "RTP/AVP", ["0"])).Message.ShouldStartWith("Port is 70000; set it to 0 up to 65535.");
    }

    [Fact]
    public void A_log_line_shows_no_key()
    {
        var session = Described.Offer($"m=audio 4000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{Described.PeerKey}\na=ice-pwd:secret-of-ice\n");
        var agreement = SdpNegotiation.Answer(session, SdpCapabilities.Default, Described.Local);
        foreach (var text in new[] { session.ToString(), session.Media[0].Attributes.ToString(), agreement.ToString(), agreement.Audio!.ToString(), session.Media[0].Cryptos().ToString() })
        {
            text.ShouldNotContain(Described.PeerKey[..8]);
            text.ShouldNotContain("secret-of-ice");
            text.ShouldNotContain(Convert.ToBase64String(Described.Keys[..6]));
        }

        session.Media[0].Attributes.ToString().ShouldBe("[crypto:***, ice-pwd:***]");
        Encoding.UTF8.GetString(session.ToBytes()).ShouldContain(Described.PeerKey);
    }
}
