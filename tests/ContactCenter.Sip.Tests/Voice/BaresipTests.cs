using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>baresip answers: we hear its tone, it records ours, encrypted and not; it transfers us, and we it.</summary>
public sealed class BaresipTests : IDisposable
{
    private readonly VoiceLab _lab = new(43_000);

    public void Dispose() => _lab.Dispose();

    [NeedsTheory("baresip")]
    [InlineData("PCMU", false)]
    [InlineData("PCMA", true)]
    public async Task baresip_hears_us_and_we_hear_it(string codec, bool isSecure)
    {
        await using var baresip = await Baresip.StartAsync($"{codec}/8000/1", isSecure);
        await using var phone = new Phone();
        var heard = new Recording();
        await using (var call = await baresip.CallAsync(phone, _lab.Settings(codec, isSecure ? SrtpPolicy.Required : SrtpPolicy.Never)))
        {
            (call.Source, call.Sink) = (new Sine(1_000), heard);
            await heard.HearsAsync(440);
            await heard.NextAsync(100);
            call.Stream!.Figures.PacketsReceived.ShouldBeGreaterThan(100);
            (call.Stream.Parameters.SendKeys is not null).ShouldBe(isSecure);
        }

        ToneAnalysis.Frequency(await baresip.RecordedAsync(), 8_000).ShouldBe(1_000, 2);
    }

    [NeedsFact("baresip")]
    public async Task baresip_transfers_us_and_hears_that_we_are_there()
    {
        await using var baresip = await Baresip.StartAsync("PCMU/8000/1", isSecure: false);
        await using var phone = new Phone();
        await using var third = new Phone { IsBare = true };
        var call = await baresip.CallAsync(phone, _lab.Settings());
        var transferred = new TaskCompletionSource<VoiceCall>();
        call.Referred += async (_, referral) =>
        {
            await referral.AcceptAsync();
            var next = await VoiceCall.CallAsync(phone.Endpoint, referral.Target, VoiceLab.Anna, _lab.Settings(), referral.AddTo);
            transferred.SetResult(next);
            await next.ReportToAsync(referral);
        };
        await baresip.CommandAsync("transfer", third.Uri.ToString());
        await using var answering = (await VoiceCall.AnswerAsync(await third.NextSipCallAsync(), _lab.Settings())).ShouldNotBeNull();
        await using var ours = await transferred.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await ours.Established).ShouldBeTrue();
        (await call.Over.WaitAsync(TimeSpan.FromSeconds(40))).End.ShouldBe(SipCallEnd.ByThem); // it hangs up once it is told 200
    }

    [NeedsFact("baresip")]
    public async Task baresip_is_transferred_by_us_and_tells_what_comes_of_it()
    {
        await using var baresip = await Baresip.StartAsync("PCMU/8000/1", isSecure: false);
        await using var phone = new Phone();
        await using var third = new Phone { IsBare = true };
        await using var call = await baresip.CallAsync(phone, _lab.Settings());
        var referring = call.ReferAsync(third.Uri);
        var comes = await third.NextSipCallAsync();
        await using var theirs = (await VoiceCall.AnswerAsync(comes, _lab.Settings())).ShouldNotBeNull();
        (await referring.WaitAsync(TimeSpan.FromSeconds(40))).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
        var heard = new Recording();
        theirs.Sink = heard;
        await heard.HearsAsync(440); // it is baresip
    }
}
