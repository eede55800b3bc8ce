using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

/// <summary>M-lines that others take: real-time text as RFC 4103 has it, and fax as annex D of T.38 has it.</summary>
public sealed class ClaimTests
{
    private static readonly SdpCapabilities Capabilities = new() { Claims = [new TextClaim(), new FaxClaim()], Srtp = SrtpPolicy.Never };

    [Fact]
    public void Text_beside_audio_is_taken()
    {
        var agreement = Described.Answer(
            "m=audio 4000 RTP/AVP 0\nm=text 4002 RTP/AVP 98 100\na=rtpmap:98 t140/1000\na=fmtp:98 cps=30\na=rtpmap:100 red/1000\na=fmtp:100 98/98/98\na=sendonly\nm=text 4004 RTP/AVP 98\n", Capabilities);

        agreement.Answer!.Media.Select(static m => m.ToString()).ShouldBe(["audio 40000 RTP/AVP 0", "text 40010 RTP/AVP 98 100", "text 0 RTP/AVP 98"]);
        var text = agreement.Media[1];
        text.Claim.ShouldBeOfType<TextClaim>();
        (text.Direction, text.RemoteRtp!.Port, text.RemoteRtcp!.Port, text.IsActive).ShouldBe((SdpDirection.ReceiveOnly, 4_002, 4_003, true));
        agreement.Audio!.Index.ShouldBe(0);
        agreement.Media[2].Refusal!.Warning.ShouldBe(304); // one claim takes one line
    }

    [Fact]
    public void A_fax_takes_the_place_of_the_audio_and_gives_it_back()
    {
        var call = Described.Answer("m=audio 4000 RTP/AVP 0\n", Capabilities);
        var fax = Described.Answer("m=image 4100 udptl t38\na=T38FaxVersion:0\n", Capabilities, Described.Local with { Previous = call.Answer });
        fax.Answer!.Media.ShouldHaveSingleItem().ToString().ShouldBe("image 40020 udptl t38");
        (fax.Audio, fax.Media[0].RemoteRtp!.Port, fax.Media[0].RemoteRtcp, fax.Answer.Origin.Version).ShouldBe((null, 4_100, null, "2"));

        var back = Described.Answer("m=audio 4000 RTP/AVP 0\n", Capabilities, Described.Local with { Previous = fax.Answer });
        (back.Audio!.Send!.Type, back.Answer!.Origin.Version).ShouldBe((0, "3"));
    }

    [Fact]
    public void What_the_claim_refuses_is_refused()
    {
        var agreement = Described.Answer("m=image 4100 udptl t38\na=T38FaxVersion:9\n", Capabilities);
        agreement.Refusal!.ToString().ShouldBe("305 m-line 1 (image 4100 udptl t38) is not what is taken here");
    }

    [Fact]
    public void Our_offers_have_the_claims_lines_behind_the_audio_and_keep_their_places()
    {
        var offer = SdpNegotiation.Offer(Capabilities, Described.Local);
        offer.Media.Select(static m => m.ToString()).ShouldBe(["audio 40000 RTP/AVP 8 0 101", "text 40010 RTP/AVP 98 100"]);
        var later = SdpNegotiation.Offer(Capabilities, Described.Local with { Previous = offer, Direction = SdpDirection.Inactive });
        later.Media.Select(m => later.DirectionOf(m)).ShouldBe([SdpDirection.Inactive, SdpDirection.Inactive]);
        SdpNegotiation.Offer(SdpCapabilities.Default with { Srtp = SrtpPolicy.Never }, Described.Local with { Previous = offer }).Media.Select(static m => m.Port).ShouldBe([40_000, 0]);

        var accepted = Described.Accept(offer, "m=audio 6000 RTP/AVP 8\nm=text 6002 RTP/AVP 98\na=rtpmap:98 t140/1000\n", Capabilities);
        (accepted.Media[1].IsActive, accepted.Media[1].Direction).ShouldBe((true, SdpDirection.SendReceive));
        var wrong = Described.Accept(offer, "m=audio 6000 RTP/AVP 8\nm=text 6002 RTP/AVP 0\n", Capabilities);
        (wrong.Refusal, wrong.Media[1].Refusal!.Warning).ShouldBe((null, 305));
        Described.Accept(offer, "m=audio 6000 RTP/AVP 8\n", Capabilities).Media[1].Refusal!.Reason.ShouldBe("the answer refuses m-line 2 (text)");
    }

    [Fact]
    public void A_claim_that_answers_by_another_kind_is_a_bug_that_is_named() =>
        Should.Throw<InvalidOperationException>(static () => Described.Answer("m=audio 4000 RTP/AVP 0\n", new SdpCapabilities { Claims = [new WrongClaim()] }))
            .Message.ShouldStartWith("WrongClaim answers \"audio 4000 RTP/AVP 0\" by \"image 1 udptl t38\"");

    private sealed class TextClaim : ISdpMediaClaim
    {
        public bool Takes(SdpMedia media) => media.IsKind("text");

        public SdpMedia? Answer(SdpSession offer, SdpMedia offered, SdpDirection direction) => HasText(offered)
            ? new SdpMedia("text", 40_010, offered.Protocol, offered.Formats) { Attributes = [.. ((IEnumerable<SdpAttribute>)offered.Attributes).Where(static a => a.Is("rtpmap") || a.Is("fmtp")), new(direction.ToAttribute())] }
            : null;

        public SdpMedia? Offer(SdpMedia? previous, SdpDirection direction) => new("text", 40_010, "RTP/AVP", ["98", "100"])
        {
            Attributes = [new("rtpmap", "98 t140/1000"), new("rtpmap", "100 red/1000"), new("fmtp", "100 98/98/98"), new(direction.ToAttribute())],
        };

        public bool Accepts(SdpMedia ours, SdpMedia answered) => HasText(answered);

        private static bool HasText(SdpMedia media) => media.Payloads().Any(static p => p.Codec == new SdpCodec("t140", 1_000));
    }

    private sealed class FaxClaim : ISdpMediaClaim
    {
        public bool Takes(SdpMedia media) => media.IsKind("image") && media.Protocol == "udptl";

        public SdpMedia? Answer(SdpSession offer, SdpMedia offered, SdpDirection direction) => offered.Attributes.Any(static a => a == new SdpAttribute("T38FaxVersion", "0"))
            ? new SdpMedia("image", 40_020, offered.Protocol, ["t38"]) { Attributes = [new("T38FaxVersion", "0"), new("T38FaxUdpEC", "t38UDPRedundancy")] }
            : null;

        public SdpMedia? Offer(SdpMedia? previous, SdpDirection direction) => null;

        public bool Accepts(SdpMedia ours, SdpMedia answered) => true;
    }

    private sealed class WrongClaim : ISdpMediaClaim
    {
        public bool Takes(SdpMedia media) => true;

        public SdpMedia? Answer(SdpSession offer, SdpMedia offered, SdpDirection direction) => new("image", 1, "udptl", ["t38"]);

        public SdpMedia? Offer(SdpMedia? previous, SdpDirection direction) => null;

        public bool Accepts(SdpMedia ours, SdpMedia answered) => true;
    }
}
