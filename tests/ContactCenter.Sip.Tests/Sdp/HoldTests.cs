using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class HoldTests
{
    private const SdpDirection Both = SdpDirection.SendReceive;

    private static readonly SdpDirection[] All = [Both, SdpDirection.SendOnly, SdpDirection.ReceiveOnly, SdpDirection.Inactive];

    /// <summary>RFC 3264 section 6.1, cell by cell: what they offer, what we want, what we answer.</summary>
    [Theory]
    [InlineData("sendrecv", "sendrecv", "sendrecv")]
    [InlineData("sendrecv", "sendonly", "sendonly")]
    [InlineData("sendrecv", "recvonly", "recvonly")]
    [InlineData("sendrecv", "inactive", "inactive")]
    [InlineData("sendonly", "sendrecv", "recvonly")]
    [InlineData("sendonly", "sendonly", "inactive")]
    [InlineData("sendonly", "recvonly", "recvonly")]
    [InlineData("sendonly", "inactive", "inactive")]
    [InlineData("recvonly", "sendrecv", "sendonly")]
    [InlineData("recvonly", "sendonly", "sendonly")]
    [InlineData("recvonly", "recvonly", "inactive")]
    [InlineData("recvonly", "inactive", "inactive")]
    [InlineData("inactive", "sendrecv", "inactive")]
    [InlineData("inactive", "sendonly", "inactive")]
    [InlineData("inactive", "recvonly", "inactive")]
    [InlineData("inactive", "inactive", "inactive")]
    public void An_answer_mirrors_what_is_offered_and_what_we_want(string offered, string wanted, string answered)
    {
        foreach (var offer in new[] { $"a={offered}\nm=audio 4000 RTP/AVP 0\n", $"m=audio 4000 RTP/AVP 0\na={offered}\n" })
        {
            var agreement = Described.Answer(offer, local: Described.Local with { Direction = Of(wanted) });
            agreement.Answer!.DirectionOf(agreement.Answer.Media[0]).ToAttribute().ShouldBe(answered);
            agreement.Audio!.Direction.ToAttribute().ShouldBe(answered);
            agreement.Answer.Media[0].Port.ShouldBe(40_000); // a held line is no refused one
        }
    }

    [Theory]
    [InlineData("sendrecv", "recvonly")]
    [InlineData("sendonly", "recvonly")]
    [InlineData("recvonly", "inactive")]
    [InlineData("inactive", "inactive")]
    public void An_address_of_zero_is_a_hold_and_nothing_is_sent_there(string offered, string answered)
    {
        var agreement = Described.Answer($"m=audio 4000 RTP/AVP 0\nc=IN IP4 0.0.0.0\na={offered}\n");
        agreement.Audio!.Direction.ToAttribute().ShouldBe(answered);
        agreement.Audio.RemoteRtp.ShouldBeNull();
        agreement.Audio.RemoteRtcp.ShouldBeNull();
        agreement.Answer!.Connection!.Host.ShouldBe("198.51.100.1");
        agreement.Answer.Media[0].Attributes[^1].Name.ShouldBe(answered);
    }

    [Fact]
    public void Both_ends_see_the_same_flow_whatever_is_offered_and_answered()
    {
        foreach (var (ours, theirs) in All.SelectMany(static a => All.Select(b => (a, b))))
        {
            var offer = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Direction = ours });
            var answered = SdpNegotiation.Answer(offer, SdpCapabilities.Default, Described.Local with { AudioPort = 50_000, Direction = theirs });
            var accepted = SdpNegotiation.Accept(offer, answered.Answer!, SdpCapabilities.Default);
            accepted.Audio!.Direction.ShouldBe(answered.Audio!.Direction.Mirrored(), $"{ours} {theirs}");
            (accepted.Audio.Direction & ~ours).ShouldBe(SdpDirection.Inactive);
        }
    }

    [Fact]
    public void An_answer_that_allows_more_than_was_offered_is_held_to_the_offer()
    {
        var offer = SdpNegotiation.Offer(SdpCapabilities.Default, Described.Local with { Direction = SdpDirection.SendOnly });
        Described.Accept(offer, "m=audio 4000 RTP/AVP 8\na=sendrecv\n").Audio!.Direction.ShouldBe(SdpDirection.SendOnly);
    }

    [Fact]
    public void A_call_is_held_and_taken_back_with_one_version_each()
    {
        var local = Described.Local;
        var first = SdpNegotiation.Offer(SdpCapabilities.Default, local);
        var hold = SdpNegotiation.Offer(SdpCapabilities.Default, local with { Previous = first, Direction = SdpDirection.SendOnly });
        var back = SdpNegotiation.Offer(SdpCapabilities.Default, local with { Previous = hold });
        var again = SdpNegotiation.Offer(SdpCapabilities.Default, local with { Previous = back });

        new[] { first, hold, back, again }.Select(static s => s.Origin.Version).ShouldBe(["1", "2", "3", "3"]);
        hold.ShouldBe(first with { Origin = hold.Origin, Media = [first.Media[0] with { Attributes = [.. ((IEnumerable<SdpAttribute>)first.Media[0].Attributes).SkipLast(1), new("sendonly")] }] });
        back.ShouldBe(first with { Origin = back.Origin });
        again.ShouldBe(back);
    }

    [Fact]
    public void A_hold_from_the_other_end_changes_our_version_once()
    {
        var first = Described.Answer("m=audio 4000 RTP/AVP 0\n").Answer!;
        var held = Described.Answer("m=audio 4000 RTP/AVP 0\na=sendonly\n", local: Described.Local with { Previous = first }).Answer!;
        var refreshed = Described.Answer("m=audio 4000 RTP/AVP 0\na=sendonly\n", local: Described.Local with { Previous = held }).Answer!;
        (first.Origin.Version, held.Origin.Version).ShouldBe(("1", "2"));
        refreshed.ShouldBe(held);
    }

    private static SdpDirection Of(string name) => All.First(d => d.ToAttribute() == name);
}
