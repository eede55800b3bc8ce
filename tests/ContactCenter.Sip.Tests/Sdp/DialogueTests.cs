using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

/// <summary>The dialogues of RFC 4317, told again with our parts in them: two ends that both negotiate here, and what passes between them as text.</summary>
public sealed class DialogueTests
{
    private static readonly SdpPayload Pcmu = new(0, SdpCodec.Pcmu);
    private static readonly SdpPayload Pcma = new(8, SdpCodec.Pcma);
    private static readonly SdpPayload Ilbc = new(97, new("iLBC", 8_000));
    private static readonly SdpPayload Events = new(99, SdpCodec.TelephoneEvent, "0-11");

    [Fact] // 2.1: three codecs offered, one of them can be done
    public void One_of_several_codecs_is_chosen()
    {
        var (alice, bob) = (new End([Pcmu, Pcma, Ilbc]), new End([Pcmu]));
        alice.Calls(bob).ShouldBe(("audio 10001 RTP/AVP 0 8 97", "audio 10002 RTP/AVP 0"));
        (alice.Audio.Send, bob.Audio.Send).ShouldBe((Pcmu, Pcmu));
    }

    [Fact] // 2.2: two can be done; the call begins with the first and may change
    public void More_than_one_codec_is_left_and_the_first_is_sent()
    {
        var (alice, bob) = (new End([Pcmu, Pcma, Ilbc]), new End([Ilbc with { Type = 112 }, Pcmu]));
        alice.Calls(bob).ShouldBe(("audio 10001 RTP/AVP 0 8 97", "audio 10002 RTP/AVP 0 97")); // the offer's number, not Bob's own
        alice.Audio.Receive.ShouldBe([Pcmu, Ilbc]);

        // One alone, by a second offer.
        alice.Codecs = [Ilbc];
        alice.Calls(bob).ShouldBe(("audio 10001 RTP/AVP 97", "audio 10002 RTP/AVP 97"));
        (alice.Audio.Send, bob.Audio.Send, alice.Version, bob.Version).ShouldBe((Ilbc, Ilbc, "2", "2"));
    }

    [Fact] // 2.3: the answer's order decides
    public void The_answerer_may_prefer_another()
    {
        var (alice, bob) = (new End([Pcmu, Ilbc]), new End([Ilbc, Pcmu]) { PrefersOwnOrder = true });
        alice.Calls(bob).ShouldBe(("audio 10001 RTP/AVP 0 97", "audio 10002 RTP/AVP 97 0"));
        (alice.Audio.Send, bob.Audio.Send).ShouldBe((Ilbc, Ilbc));
    }

    [Fact] // 2.4 and 4.1: telephone events beside the sound
    public void Events_are_agreed_on_beside_the_sound()
    {
        var (alice, bob) = (new End([Pcmu, Ilbc, Events]), new End([Ilbc, Events with { Parameters = "0-15" }]));
        alice.Calls(bob).ShouldBe(("audio 10001 RTP/AVP 0 97 99", "audio 10002 RTP/AVP 97 99"));
        (alice.Audio.SendEvents, bob.Audio.SendEvents).ShouldBe((Events, Events));
    }

    [Fact] // 2.6 of the idea: the line of pictures is refused, and the call is one of sound
    public void A_line_that_is_refused_keeps_its_place()
    {
        var bob = new End([Pcmu]);
        var offer = Described.Read("v=0\no=alice 2890844526 2890844526 IN IP4 203.0.113.5\ns=\nc=IN IP4 203.0.113.5\nt=0 0\nm=audio 49170 RTP/AVP 0 8\nm=video 51372 RTP/AVP 31 32\na=rtpmap:31 H261/90000\na=rtpmap:32 MPV/90000\n");
        bob.Answers(offer).Media.Select(static m => m.ToString()).ShouldBe(["audio 10001 RTP/AVP 0", "video 0 RTP/AVP 31 32"]);
    }

    [Fact] // 3.1 and 3.2: hold and back
    public void A_call_is_held_and_taken_back()
    {
        var (alice, bob) = (new End([Pcmu, Ilbc]), new End([Pcmu, Ilbc]));
        alice.Calls(bob);
        bob.Direction = SdpDirection.SendOnly; // Bob holds, with music
        bob.Calls(alice).ShouldBe(("audio 10002 RTP/AVP 0 97", "audio 10001 RTP/AVP 0 97"));
        (bob.Audio.Direction, alice.Audio.Direction).ShouldBe((SdpDirection.SendOnly, SdpDirection.ReceiveOnly));
        bob.Direction = SdpDirection.SendReceive;
        bob.Calls(alice);
        (bob.Audio.Direction, alice.Audio.Direction, bob.Version, alice.Version).ShouldBe((SdpDirection.SendReceive, SdpDirection.SendReceive, "3", "3"));
    }

    [Fact] // 3.3: both hold, and each takes back for itself
    public void Both_may_hold_at_once()
    {
        var (alice, bob) = (new End([Pcmu]), new End([Pcmu]));
        alice.Calls(bob);
        alice.Direction = SdpDirection.SendOnly;
        alice.Calls(bob);
        bob.Direction = SdpDirection.SendOnly;
        bob.Calls(alice);
        (alice.Audio.Direction, bob.Audio.Direction).ShouldBe((SdpDirection.Inactive, SdpDirection.Inactive));
        alice.Direction = SdpDirection.SendReceive;
        alice.Calls(bob); // Bob still holds
        (alice.Audio.Direction, bob.Audio.Direction).ShouldBe((SdpDirection.ReceiveOnly, SdpDirection.SendOnly));
        bob.Direction = SdpDirection.SendReceive;
        bob.Calls(alice);
        (alice.Audio.Direction, bob.Audio.Direction).ShouldBe((SdpDirection.SendReceive, SdpDirection.SendReceive));
    }

    [Fact] // 4.2 and 4.3: a second line comes and goes
    public void A_line_is_added_and_removed_again()
    {
        var bob = new End([Pcmu, Events]);
        const string Alice = "v=0\no=alice 1 {0} IN IP4 203.0.113.5\ns=-\nc=IN IP4 203.0.113.5\nt=0 0\nm=audio 49170 RTP/AVP 0\n{1}";
        bob.Answers(Described.Read(string.Format(Alice, 1, ""))).Media.Count.ShouldBe(1);
        bob.Answers(Described.Read(string.Format(Alice, 2, "m=audio 49172 RTP/AVP 99\na=rtpmap:99 telephone-event/8000\na=sendonly\n"))).Media.Select(static m => m.Port).ShouldBe([10_001, 0]);
        bob.Version.ShouldBe("2");
        bob.Answers(Described.Read(string.Format(Alice, 3, "m=audio 0 RTP/AVP 99\n"))).Media.Select(static m => m.Port).ShouldBe([10_001, 0]);
        bob.Version.ShouldBe("2"); // ours says the same as before
    }

    [Fact] // 5.1 and 5.2: a third party connects two, first without media, then held by 0.0.0.0
    public void A_third_party_connects_two_ends()
    {
        var alice = new End([Pcmu, Ilbc]);
        alice.Answers(Described.Read("v=0\no=third 1 1 IN IP4 203.0.113.9\ns=-\nt=0 0\n")).Media.Count.ShouldBe(0);

        var held = alice.Answers(Described.Read("v=0\no=third 1 2 IN IP4 203.0.113.9\ns=-\nc=IN IP4 0.0.0.0\nt=0 0\nm=audio 9 RTP/AVP 0 97\na=rtpmap:97 iLBC/8000\n"));
        held.DirectionOf(held.Media[0]).ShouldBe(SdpDirection.ReceiveOnly);
        alice.Audio.RemoteRtp.ShouldBeNull();

        // Bob is asked without an offer and makes one; it goes to Alice as a new offer, and what she says to Bob as his answer.
        var bob = new End([Ilbc]);
        var offer = bob.Offers();
        bob.Hears(offer, alice.Answers(offer));
        (alice.Audio.Send, bob.Audio.Send).ShouldBe((Ilbc, Ilbc));
        (alice.Audio.RemoteRtp!.Port, bob.Audio.RemoteRtp!.Port).ShouldBe((10_001, 10_001));
    }

    /// <summary>One end of a call, which remembers its last description.</summary>
    private sealed class End(SdpList<SdpPayload> codecs)
    {
        private SdpSession? _last;

        public SdpList<SdpPayload> Codecs { get; set; } = codecs;

        public bool PrefersOwnOrder { get; init; }

        public SdpDirection Direction { get; set; } = SdpDirection.SendReceive;

        public NegotiatedMedia Audio { get; private set; } = null!;

        public string Version => _last!.Origin.Version;

        private int Port { get; set; } = 10_001;

        private SdpCapabilities Capabilities => new() { Audio = Codecs, PrefersOwnOrder = PrefersOwnOrder, Srtp = SrtpPolicy.Never };

        private SdpLocal Local => Described.Local with { AudioPort = Port, Direction = Direction, Previous = _last };

        public (string Offer, string Answer) Calls(End other)
        {
            other.Port = other._last is null ? 10_002 : other.Port;
            var offer = Offers();
            var answer = other.Answers(offer);
            Hears(offer, answer);
            return (string.Join(", ", (IEnumerable<SdpMedia>)offer.Media), string.Join(", ", (IEnumerable<SdpMedia>)answer.Media));
        }

        public SdpSession Offers() => Described.Read(Described.Text(_last = SdpNegotiation.Offer(Capabilities, Local)));

        public SdpSession Answers(SdpSession offer)
        {
            var agreement = SdpNegotiation.Answer(offer, Capabilities, Local);
            agreement.Refusal.ShouldBeNull();
            (_last, Audio) = (agreement.Answer, agreement.Audio!);
            return Described.Read(Described.Text(agreement.Answer!));
        }

        public void Hears(SdpSession offer, SdpSession answer)
        {
            var agreement = SdpNegotiation.Accept(offer, answer, Capabilities);
            agreement.Refusal.ShouldBeNull();
            Audio = agreement.Audio!;
        }
    }
}
