using System.Collections.Concurrent;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>Calls that are sent elsewhere: REFER, its NOTIFYs, Replaces.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly VoiceLab _lab = new(47_000);

    public void Dispose() => _lab.Dispose();

    /// <summary>Anna talks to Bruno, asks Carla, and brings the two together.</summary>
    [Fact]
    public async Task An_attended_transfer_brings_two_together_and_lets_the_third_go()
    {
        await using var anna = new Phone { IsBare = true };
        await using var bruno = new Phone { IsBare = true };
        await using var carla = new Phone { IsBare = true };
        var (talk, atBruno) = await VoiceLab.EstablishedAsync(anna, bruno, _lab.Settings(), _lab.Settings());
        var (consultation, atCarla) = await VoiceLab.EstablishedAsync(anna, carla, _lab.Settings(), _lab.Settings());
        var transferred = new TaskCompletionSource<(VoiceCall Call, SipReferral Referral)>();
        atBruno.Referred += async (_, referral) =>
        {
            await referral.AcceptAsync();
            var call = await VoiceCall.CallAsync(bruno.Endpoint, referral.Target, SipAddress.Parse("<sip:bruno@us.test>"), _lab.Settings(), referral.AddTo);
            transferred.SetResult((call, referral));
            await call.ReportToAsync(referral);
        };

        var progress = new ConcurrentQueue<int>();
        var referring = talk.ReferAsync(consultation.Call, progressed: progress.Enqueue);
        var (brunos, asked) = await transferred.Task.WaitAsync(TimeSpan.FromSeconds(30));
        asked.Replaces.ShouldBe(new SipReplaces(consultation.Call.CallId, atCarla.Call.LocalTag, atCarla.Call.RemoteTag!));
        asked.ReferredBy!.Uri.ShouldBe(VoiceLab.Anna.Uri);
        (asked.WantsNotifies, asked.Target.HasHeaders).ShouldBe((true, false));

        var comes = await carla.NextSipCallAsync();
        comes.Replaces.ShouldBeSameAs(atCarla.Call);
        comes.Invite.Header(SipHeaderName.ReferredBy).ShouldBe("<sip:anna@us.test>");
        await using var carlas = VoiceCall.Take(comes, _lab.Settings());
        (await carlas.RingAsync()).ShouldBeTrue();
        await VoiceLab.UntilAsync(() => progress.Contains(180));
        atCarla.Over.IsCompleted.ShouldBeFalse(); // they still talk
        (await carlas.AnswerAsync()).ShouldBeTrue();
        (await referring).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
        progress.ShouldBe([100, 180]);
        (await atCarla.Over).End.ShouldBe(SipCallEnd.Replaced);
        (await consultation.Over).End.ShouldBe(SipCallEnd.ByThem);
        talk.Over.IsCompleted.ShouldBeFalse();
        await talk.DisposeAsync();
        (await atBruno.Over).End.ShouldBe(SipCallEnd.ByThem);

        var (hearsBruno, hearsCarla) = (new Recording(), new Recording());
        (brunos.Source, brunos.Sink, carlas.Source, carlas.Sink) = (new Sine(440), hearsCarla, new Sine(1_000), hearsBruno);
        await hearsBruno.HearsAsync(440);
        await hearsCarla.HearsAsync(1_000);
        await brunos.DisposeAsync();
    }

    [Fact]
    public async Task A_blind_transfer_that_is_refused_or_declined_says_so_and_the_call_goes_on()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        await using var third = new Phone { OnCall = static call => call.Call.RefuseAsync(486) };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(), _lab.Settings());
        await using var first = ours;
        await using var second = theirs;
        (await ours.ReferAsync(third.Uri)).ShouldBe(new SipReferResult(SipReferEnd.Refused, 501)); // nobody listens

        var targets = new ConcurrentQueue<string>();
        var declines = true;
        theirs.Referred += async (_, referral) =>
        {
            targets.Enqueue($"{referral.Target} {referral.Replaces is null} {referral.ReferredBy}");
            if (declines)
            {
                await referral.DeclineAsync();
                return;
            }

            await referral.AcceptAsync();
            var call = await VoiceCall.CallAsync(there.Endpoint, referral.Target, VoiceLab.Anna, _lab.Settings(), referral.AddTo);
            await call.ReportToAsync(referral);
            (await referral.NotifyAsync(200)).ShouldBeFalse(); // it has been said
        };
        (await ours.ReferAsync(third.Uri, static request => request.Set(SipHeaderName.ReferredBy, "<sip:boss@us.test>"))).ShouldBe(new SipReferResult(SipReferEnd.Refused, 603));
        declines = false;
        (await ours.ReferAsync(third.Uri)).ShouldBe(new SipReferResult(SipReferEnd.Failed, 486));
        targets.ShouldBe([$"{third.Uri} True <sip:boss@us.test>", $"{third.Uri} True <sip:anna@us.test>"]);
        foreach (var target in new[] { $"{third.Uri};method=BYE", "sip:a@b>, <sip:c@d" })
        {
            (await ours.Call.RequestAsync(SipMethod.Refer, request => request.Set(SipHeaderName.ReferTo, $"<{target}>")))!.Status.ShouldBe(400);
        }

        (await ours.Call.RequestAsync(SipMethod.Notify, static request => request.Set(SipHeaderName.Event, "refer").Set(SipHeaderName.SubscriptionState, "active")))!.Status.ShouldBe(501); // nobody asked for it
        (ours.Over.IsCompleted, theirs.Over.IsCompleted).ShouldBe((false, false));
    }

    [Theory]
    [InlineData("SIP/2.0 200 OK", "terminated;reason=noresource", SipReferEnd.Succeeded, 200)]
    [InlineData("SIP/2.0 404 Not Found", "terminated;reason=noresource", SipReferEnd.Failed, 404)]
    [InlineData("SIP/2.0 180 Ringing", "terminated;reason=timeout", SipReferEnd.Unknown, 180)]
    [InlineData("nonsense", "active", SipReferEnd.Unknown, 100)] // and then it hangs up
    public async Task What_comes_of_a_REFER_is_what_is_told_and_unknown_where_nothing_is(string line, string state, SipReferEnd end, int status)
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(), _lab.Settings());
        theirs.Requested = static refer => refer.AnswerAsync(202);
        var referring = ours.ReferAsync(SipUri.Parse("sip:elsewhere@us.test"));
        SipResponse? answer;
        do
        {
            answer = await theirs.Call.RequestAsync(SipMethod.Notify, notify => notify.Set(SipHeaderName.Event, "refer").Set(SipHeaderName.SubscriptionState, state).Body(Encoding.ASCII.GetBytes(line), "message/sipfrag"));
        }
        while (answer is { Status: 501 }); // the REFER is on its way

        await theirs.DisposeAsync();
        (await referring).ShouldBe(new SipReferResult(end, status));
        (await ours.ReferAsync(SipUri.Parse("sip:elsewhere@us.test"))).ShouldBe(new SipReferResult(SipReferEnd.Refused, 481));
    }

    [Fact]
    public async Task What_a_NOTIFY_told_counts_though_the_REFER_itself_was_never_answered()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(), _lab.Settings());
        var asked = new TaskCompletionSource();
        theirs.Requested = _ =>
        {
            asked.TrySetResult();
            return Task.CompletedTask;
        };
        var referring = ours.ReferAsync(SipUri.Parse("sip:elsewhere@us.test"));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await theirs.Call.RequestAsync(SipMethod.Notify, static notify => notify.Set(SipHeaderName.Event, "refer").Set(SipHeaderName.SubscriptionState, "active").Body("SIP/2.0 200 OK"u8.ToArray(), "message/sipfrag")))!.Status.ShouldBe(200);
        await theirs.DisposeAsync(); // and with it goes the answer
        (await referring.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
    }

    [Fact]
    public async Task Only_a_call_that_is_there_can_be_replaced_and_an_answered_one_not_as_an_early_one()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(), _lab.Settings());
        await using var first = ours;
        await using var second = theirs;
        var right = new SipReplaces(ours.Call.CallId, theirs.Call.LocalTag, ours.Call.LocalTag);
        (await RefusedAsync(right with { CallId = "another" })).ShouldBe(481);
        (await RefusedAsync(right with { ToTag = ours.Call.LocalTag, FromTag = theirs.Call.LocalTag })).ShouldBe(481); // the wrong way round
        (await RefusedAsync(right with { FromTag = "guessed" })).ShouldBe(481);
        (await RefusedAsync(right with { IsEarlyOnly = true })).ShouldBe(486);
        (await RefusedAsync(right, twice: true)).ShouldBe(400);

        var rings = await VoiceCall.CallAsync(here.Endpoint, there.Uri, VoiceLab.Anna, _lab.Settings());
        var unanswered = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings());
        await unanswered.RingAsync();
        (await rings.Ringing).ShouldBeTrue();
        (await RefusedAsync(new SipReplaces(rings.Call.CallId, unanswered.Call.LocalTag, rings.Call.LocalTag))).ShouldBe(481); // RFC 3891 section 3: it is being called

        // The caller's side of it may be taken while it rings: it is called off.
        there.Endpoint.Figures.Calls.ShouldBe(2);
        await using var here2 = new Phone();
        here.IsBare = true;
        var takes = await here2.CallAsync(here.Uri, request => request.Set(SipHeaderName.Replaces, new SipReplaces(rings.Call.CallId, rings.Call.LocalTag, unanswered.Call.LocalTag, true).ToString()));
        var taken = await here.NextSipCallAsync();
        taken.Replaces.ShouldBeSameAs(rings.Call);
        await taken.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"));
        await takes.NextAsync<SipCallEvent.Established>();
        (await rings.Over).End.ShouldBe(SipCallEnd.Replaced);
        (await unanswered.Over).End.ShouldBe(SipCallEnd.ByThem);

        async Task<int?> RefusedAsync(SipReplaces replaces, bool twice = false)
        {
            var call = await here.CallAsync(there.Uri, request =>
            {
                request.Set(SipHeaderName.Replaces, replaces.ToString()).Add(SipHeaderName.Require, "replaces");
                if (twice)
                {
                    request.Add(SipHeaderName.Replaces, replaces.ToString());
                }
            });
            return ((await call.NextAsync<SipCallEvent.Ended>()).By as SipResponse)?.Status;
        }
    }

    [Fact]
    public async Task A_call_that_is_refused_replaces_nothing()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(), _lab.Settings());
        await using var first = ours;
        await using var second = theirs;
        var comes = await here.CallAsync(there.Uri, request => request.Set(SipHeaderName.Replaces, new SipReplaces(ours.Call.CallId, theirs.Call.LocalTag, ours.Call.LocalTag).ToString()));
        var asked = await there.NextSipCallAsync();
        asked.Replaces.ShouldBeSameAs(theirs.Call);
        (await asked.RefuseAsync(403)).ShouldBeTrue();
        (await comes.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.Refused);
        (await ours.HoldAsync()).ShouldBeTrue(); // it is still there
    }
}
