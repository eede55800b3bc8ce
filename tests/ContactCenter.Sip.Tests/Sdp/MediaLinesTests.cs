using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class MediaLinesTests
{
    [Fact]
    public void Each_line_is_answered_in_its_place_and_what_nobody_wants_is_refused_with_its_formats()
    {
        var agreement = Described.Answer(
            "m=video 5000 RTP/AVP 31 99\na=rtpmap:99 H264/90000\na=mid:v\nm=audio 0 RTP/AVP 0\nm=audio 4000 RTP/AVP 8 0\na=mid:a\nm=audio 4002 RTP/AVP 0\nm=application 5004 UDP/BFCP *\nm=image 5006 udptl t38\n");

        agreement.Refusal.ShouldBeNull();
        agreement.Answer!.Media.Select(static m => m.ToString()).ShouldBe(
            ["video 0 RTP/AVP 31 99", "audio 0 RTP/AVP 0", "audio 40000 RTP/AVP 8 0", "audio 0 RTP/AVP 0", "application 0 UDP/BFCP *", "image 0 udptl t38"]);
        agreement.Media.Select(static m => m.Refusal?.ToString()).ShouldBe(
        [
            "304 m-line 1 is video, which is not taken here", null, null, "304 m-line 4 is a second audio; one is taken", "304 m-line 5 is application, which is not taken here",
            "304 m-line 6 is image, which is not taken here",
        ]);
        agreement.Media.Select(static m => m.IsActive).ShouldBe([false, false, true, false, false, false]);
        agreement.Audio!.Index.ShouldBe(2);
        agreement.Answer.Media[2].Mid.ShouldBe("a");
        agreement.Answer.Media[0].Attributes.ShouldBeEmpty();
    }

    [Fact]
    public void When_the_first_audio_cannot_be_done_the_second_is_taken() =>
        Described.Answer("m=audio 4000 RTP/SAVP 0\nm=audio 4002 RTP/AVP 0\n").Answer!.Media.Select(static m => m.Port).ShouldBe([0, 40_000]);

    [Theory]
    [InlineData("")]
    [InlineData("m=audio 0 RTP/AVP 0\n")]
    public void An_offer_of_nothing_is_answered_by_nothing(string offer)
    {
        var agreement = Described.Answer(offer);
        agreement.Refusal.ShouldBeNull();
        agreement.Answer!.Media.Count.ShouldBe(offer.Length == 0 ? 0 : 1);
        agreement.Audio.ShouldBeNull();
    }

    [Fact]
    public void The_times_of_the_offer_are_those_of_the_answer() =>
        SdpNegotiation.Answer(Described.Read("v=0\no=- 1 1 IN IP4 192.0.2.7\nc=IN IP4 192.0.2.7\nt=5 9\nm=audio 4000 RTP/AVP 0\n"), SdpCapabilities.Default, Described.Local)
            .Answer!.Times.ShouldBe([new SdpTime(5, 9)]);

    [Fact]
    public void A_later_offer_with_fewer_lines_is_refused()
    {
        var before = Described.Answer("m=audio 4000 RTP/AVP 0\nm=video 5000 RTP/AVP 31\n").Answer!;
        var agreement = Described.Answer("m=audio 4000 RTP/AVP 0\n", local: Described.Local with { Previous = before });
        agreement.Answer.ShouldBeNull();
        agreement.Refusal!.ToString().ShouldBe("399 the offer has 1 m-lines and there were 2: removed ones keep their place with port 0 (RFC 3264 section 8)");
    }

    [Fact]
    public void A_later_offer_with_more_lines_is_answered_and_ours_keeps_them()
    {
        var first = Described.Answer("m=audio 4000 RTP/AVP 0\n").Answer!;
        var second = Described.Answer("m=audio 4000 RTP/AVP 0\nm=video 5000 RTP/AVP 31\n", local: Described.Local with { Previous = first }).Answer!;
        second.Origin.Version.ShouldBe("2");
        var ours = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Previous = second });
        ours.Media.Select(static m => m.ToString()).ShouldBe(["audio 40000 RTP/AVP 0 8 101", "video 0 RTP/AVP 31"]);
    }

    [Fact]
    public void Our_later_offers_keep_the_place_of_the_audio_in_use()
    {
        var before = Described.Answer("m=video 5000 RTP/AVP 31\nm=audio 4000 RTP/AVP 18\nm=audio 4002 RTP/AVP 0\n").Answer!;
        var ours = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Previous = before });
        ours.Media.Select(static m => m.Port).ShouldBe([0, 0, 40_000]);
    }

    [Fact]
    public void Audio_that_goes_leaves_its_place_and_takes_it_again()
    {
        var first = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local);
        var gone = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Previous = first, AudioPort = 0 });
        gone.Media.ShouldHaveSingleItem().ToString().ShouldBe("audio 0 RTP/AVP 8 0 101");
        var back = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Previous = gone });
        back.Media.ShouldHaveSingleItem().Port.ShouldBe(40_000);
        back.Origin.Version.ShouldBe("3");

        var accepted = Described.Accept(gone, "m=audio 0 RTP/AVP 8\n");
        (accepted.Refusal, accepted.Audio).ShouldBe((null, null));
        Described.Accept(gone, "m=audio 5000 RTP/AVP 8\n").Audio.ShouldBeNull(); // removed is removed, whatever they say
    }

    [Fact]
    public void Without_audio_of_ours_none_is_taken()
    {
        Described.Answer("m=audio 4000 RTP/AVP 0\n", SdpCapabilities.Default with { Audio = [] }).Refusal!.Warning.ShouldBe(304);
        Described.Answer("m=audio 4000 RTP/AVP 0\n", local: Described.Local with { AudioPort = 0 }).Refusal!.Warning.ShouldBe(304);
        SdpNegotiation.Offer(SdpCapabilities.Default with { Audio = [] }, Described.Local).Media.ShouldBeEmpty();
    }
}
