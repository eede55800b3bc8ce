using System.Net;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>Calls that come in by a trunk, and those of strangers.</summary>
public sealed class InboundTests
{
    [Fact]
    public async Task The_trunk_says_who_calls_whom_and_whom_first()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk, static t => { t.DefaultCountry = "IT"; t.Numbers["sales"] = "+390612345001"; });
        var theirs = await trunk.CallAsync(
            lab.UriOf("001"),
            request => request.Set(SipHeaderName.From, "\"Wrong\" <sip:0000@x.test>;tag=a").Add(SipHeaderName.PAssertedIdentity, "\"Anna \t Rossi\" <sip:3331234567@trunk.test;user=phone>")
                .Add(SipHeaderName.Diversion, "<sip:0612345002@trunk.test>;reason=no-answer").Add(SipHeaderName.Diversion, "<sip:+390612345003@trunk.test>;reason=unconditional"),
            Described.Offer);
        var ours = await lab.NextCallAsync();
        (ours.Line, ours.From, ours.DisplayName, ours.To, ours.DivertedFrom).ShouldBe(("main", "+393331234567", "Anna  Rossi", "+390612345001", "+390612345003"));
        ours.Id.ShouldBe($"{theirs.Call.CallId};a");
        await ours.RefuseAsync(CallRefusal.Unavailable, TimeSpan.FromSeconds(7.2));
        var refusal = (await theirs.NextAsync<SipCallEvent.Ended>()).Refusal();
        (refusal.Status, refusal.Header(SipHeaderName.RetryAfter)).ShouldBe((503, "8"));
        (await ours.Over).ShouldBe(new CallOver(CallCause.Center, 503));
    }

    [Theory]
    [InlineData("<sip:anonymous@anonymous.invalid>;tag=a", null, null)]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=a", "<sip:+393331234567@trunk.test>", "id")]
    public async Task A_number_that_is_withheld_is_not_told(string from, string? asserted, string? privacy)
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk);
        _ = await trunk.CallAsync(lab.UriOf("+390612345001"), request =>
        {
            request.Set(SipHeaderName.From, from);
            if (asserted is not null)
            {
                request.Add(SipHeaderName.PAssertedIdentity, asserted).Add(SipHeaderName.Privacy, privacy!);
            }
        }, Described.Offer);
        var ours = await lab.NextCallAsync();
        (ours.From, ours.DisplayName, ours.To).ShouldBe(("", "", "+390612345001"));
    }

    [Fact]
    public async Task A_diversion_is_read_from_the_history_too()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk);
        _ = await trunk.CallAsync(lab.UriOf("+390612345001"), static request => request.Set(SipHeaderName.HistoryInfo, "<sip:+390612345009@a.test?Reason=SIP%3Bcause%3D302>;index=1, <sip:+390612345001@b.test>;index=1.1"), Described.Offer);
        (await lab.NextCallAsync()).DivertedFrom.ShouldBe("+390612345009");
    }

    [Fact]
    public async Task A_stranger_is_refused_whatever_it_asks()
    {
        await using var trunk = new Phone();
        await using var stranger = new Phone(with: static o => { o.Listen.Clear(); o.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0))); });
        await using var lab = await LabAsync(trunk, phone: true);
        (await (await stranger.CallAsync(lab.UriOf("+390612345001"), offer: Described.Offer)).NextAsync<SipCallEvent.Ended>()).Refusal().Status.ShouldBe(403);
        foreach (var method in new[] { SipMethod.Options, SipMethod.Message, SipMethod.Subscribe })
        {
            var request = SipRequest.Create(method, lab.UriOf("100"), SipAddress.Parse("<sip:desk-1@x.test>;tag=a"), SipAddress.Parse("<sip:100@x.test>"), method.Name, 1).Build();
            (await stranger.Endpoint.RequestAsync(request)).Status.ShouldBe(403, method.Name);
        }

        lab.Trunks.List().Single().InUse.ShouldBe(0);
    }

    [Fact]
    public async Task Over_the_limit_a_caller_is_sent_on_where_that_is_wanted()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk, static t => { t.Lines = 0; t.WhenFull = VoiceWhenFull.Overflow; t.OverflowNumber = "+390699999999"; });
        var refusal = (await (await trunk.CallAsync(lab.UriOf("+390612345001"), offer: Described.Offer)).NextAsync<SipCallEvent.Ended>()).Refusal();
        (refusal.Status, refusal.Address(SipHeaderName.Contact)!.Uri.User).ShouldBe((302, "+390699999999"));
    }

    [Fact]
    public async Task Over_the_limit_a_caller_may_wait_for_a_line()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk, static t => { t.Lines = 1; t.WhenFull = VoiceWhenFull.Queue; t.WaitingLines = 1; t.Announcement = "all-busy"; });
        var theirs = await trunk.CallAsync(lab.UriOf("+390612345001"), offer: Described.Offer);
        var first = (ILimitedCall)await lab.NextCallAsync();
        first.HasLine.IsCompleted.ShouldBeTrue();
        _ = await trunk.CallAsync(lab.UriOf("+390612345001"), offer: Described.Offer);
        var waiting = (ILimitedCall)await lab.NextCallAsync();
        (waiting.HasLine.IsCompleted, waiting.Announcement).ShouldBe((false, "all-busy"));
        (await ((ICall)waiting).AnswerAsync()).ShouldBeTrue();
        (await (await trunk.CallAsync(lab.UriOf("+390612345001"), offer: Described.Offer)).NextAsync<SipCallEvent.Ended>()).Refusal().Status.ShouldBe(486);
        await theirs.Call.HangUpAsync();
        (await ((ICall)first).Over).ShouldBe(new CallOver(CallCause.Abandoned, null));
        await waiting.HasLine.WaitAsync(TimeSpan.FromSeconds(30));
        lab.Trunks.List().Single().ShouldBe(new VoiceTrunkStatus("main", VoiceTrunkState.Unknown, 1, 1, 0, ""));
    }

    [Fact]
    public async Task A_caller_hangs_up()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk);
        var theirs = await trunk.CallAsync(lab.UriOf("+390612345001"), offer: Described.Offer);
        var ours = await lab.NextCallAsync();
        await ours.RingAsync();
        (await theirs.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180);
        (await ours.AnswerAsync()).ShouldBeTrue();
        await theirs.NextAsync<SipCallEvent.Established>();
        (await ours.Answered).ShouldBeTrue();
        await theirs.Call.HangUpAsync();
        (await ours.Over).ShouldBe(new CallOver(CallCause.Customer, null));
    }

    private static Task<TelephoneLab> LabAsync(Phone trunk, Action<VoiceTrunkOptions>? with = null, bool phone = false) => TelephoneLab.StartAsync(options =>
    {
        options.Trunk("main", $"sip:{trunk.Address}", configure: t => { t.KeepAliveSeconds = 0; with?.Invoke(t); });
        if (phone)
        {
            options.Phone("desk-1", "anna", "long-enough");
        }
    });
}
