using ContactCenter.Sip.Sdp;
using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Sip.Tests.Sdp;

public sealed class SdpPropertyTests
{
    [Fact]
    public void What_is_written_is_read_as_the_same() => For(static maker =>
    {
        var session = maker.Anything();
        Described.Read(Described.Text(session)).ShouldBe(session);
    });

    [Fact]
    public void An_answer_to_any_offer_is_an_answer_to_it() => For(static maker =>
    {
        var offer = maker.Offer();
        var agreement = SdpNegotiation.Answer(offer, maker.Capabilities(maker.Policy()), maker.Local());
        agreement.Media.Count.ShouldBe(offer.Media.Count);
        if (agreement.Refusal is { } refusal)
        {
            (agreement.Answer, agreement.Audio).ShouldBe((null, null));
            refusal.Warning.ShouldBeInRange(300, 399);
            refusal.Reason.ShouldNotContain('\n');
            return;
        }

        Answers(offer, agreement.Answer!);
        Described.Read(Described.Text(agreement.Answer!)).ShouldBe(agreement.Answer);
    });

    [Fact]
    public void Our_offer_and_our_answer_agree_through_a_whole_call() => For(static maker =>
    {
        var policy = maker.Policy();
        var ends = new[] { (Capabilities: maker.Capabilities(policy), Last: (SdpSession?)null), (Capabilities: maker.Capabilities(policy), null) };
        for (var turn = 0; turn < 4; turn++)
        {
            var from = maker.Next(2);
            var offer = SdpNegotiation.Offer(ends[from].Capabilities, maker.Local(ends[from].Last, ends[1 - from].Last));
            Follows(ends[from].Last, offer);
            var answered = SdpNegotiation.Answer(Described.Read(Described.Text(offer)), ends[1 - from].Capabilities, maker.Local(ends[1 - from].Last, ends[from].Last));
            if (answered.Answer is null)
            {
                continue; // a refused offer changes nothing
            }

            Answers(offer, answered.Answer);
            Follows(ends[1 - from].Last, answered.Answer);
            var accepted = SdpNegotiation.Accept(offer, Described.Read(Described.Text(answered.Answer)), ends[from].Capabilities);
            Agree(accepted, answered);
            (ends[from].Last, ends[1 - from].Last) = (offer, answered.Answer);
        }
    });

    private static void Agree(SdpAgreement offerer, SdpAgreement answerer)
    {
        offerer.Media.Select(static m => m.IsActive).ShouldBe(answerer.Media.Select(static m => m.IsActive));
        (offerer.Audio is null).ShouldBe(answerer.Audio is null);
        if (offerer.Audio is { } ours && answerer.Audio is { } theirs)
        {
            ours.Send!.Codec.ShouldBe(theirs.Send!.Codec);
            ours.Receive.Select(static p => (p.Type, p.Codec)).ShouldContain((theirs.Send.Type, theirs.Send.Codec));
            theirs.Receive.Select(static p => (p.Type, p.Codec)).ShouldContain((ours.Send.Type, ours.Send.Codec));
            (ours.SendEvents?.Type, ours.SendEvents?.Parameters).ShouldBe((theirs.ReceiveEvents?.Type, theirs.ReceiveEvents?.Parameters));
            ours.Direction.ShouldBe(theirs.Direction.Mirrored());
            (ours.SendCrypto, ours.ReceiveCrypto).ShouldBe((theirs.ReceiveCrypto, theirs.SendCrypto));
            ours.RtcpMux.ShouldBe(theirs.RtcpMux);
            (ours.RemoteRtp!.Port, theirs.RemoteRtp!.Port).ShouldBe((theirs.Ours.Port, ours.Ours.Port));
        }
    }

    /// <summary>RFC 3264 section 6.</summary>
    private static void Answers(SdpSession offer, SdpSession answer)
    {
        answer.Media.Count.ShouldBe(offer.Media.Count);
        answer.Times.ShouldBe(offer.Times);
        foreach (var (offered, answered) in ((IEnumerable<SdpMedia>)offer.Media).Zip(answer.Media))
        {
            (answered.Kind, answered.Protocol).ShouldBe((offered.Kind, offered.Protocol));
            answered.Formats.ShouldBeSubsetOf(offered.Formats);
            if (answered.IsRefused)
            {
                answered.Formats.ShouldBe(offered.Formats);
                continue;
            }

            offered.IsRefused.ShouldBeFalse();
            (answer.DirectionOf(answered) & ~offer.DirectionOf(offered).Mirrored()).ShouldBe(SdpDirection.Inactive);
            answered.Payloads().Select(static p => (p.Type, p.Codec)).ShouldBeSubsetOf(offered.Payloads().Select(static p => (p.Type, p.Codec)));
            answered.Cryptos().Select(static c => (c.Tag, c.Suite)).ShouldBeSubsetOf(offered.Cryptos().Select(static c => (c.Tag, c.Suite)));
            (answered.Cryptos().Count == 1 || !answered.IsSecure).ShouldBeTrue();
            (offered.HasRtcpMux || !answered.HasRtcpMux).ShouldBeTrue();
            answered.Mid.ShouldBe(offered.Mid);
        }
    }

    /// <summary>RFC 3264 section 8.</summary>
    private static void Follows(SdpSession? before, SdpSession next)
    {
        if (before is null)
        {
            return;
        }

        next.Media.Count.ShouldBeGreaterThanOrEqualTo(before.Media.Count);
        (next.Origin with { Version = "0" }).ShouldBe(before.Origin with { Version = "0" });
        (ulong.Parse(next.Origin.Version) - ulong.Parse(before.Origin.Version)).ShouldBe(next with { Origin = before.Origin } == before ? 0UL : 1UL);
        foreach (var (old, now) in ((IEnumerable<SdpMedia>)before.Media).Zip(next.Media))
        {
            var meant = old.Payloads().Select(static p => (p.Type, p.Codec)).ToDictionary(static p => p.Type, static p => p.Codec);
            ((IEnumerable<SdpPayload>)now.Payloads()).Where(p => !old.IsRefused && !now.IsRefused && meant.TryGetValue(p.Type, out var codec) && codec != p.Codec).ShouldBeEmpty();
        }
    }

    private static void For(Action<SdpMaker> test) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(200), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), tape => test(new SdpMaker(tape))));
}
