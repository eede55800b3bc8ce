using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A third stack: Linphone answers and calls, holds us and hangs up; we hear its tone and it records ours.</summary>
public sealed class LinphoneTests : IDisposable
{
    private readonly VoiceLab _lab = new(8_000, 200);

    public void Dispose() => _lab.Dispose();

    [NeedsTheory("linphonec")]
    [InlineData("PCMU")]
    [InlineData("PCMA")]
    public async Task Linphone_answers_is_heard_hears_us_and_holds(string codec)
    {
        await using var linphone = await Linphone.StartAsync();
        await using var phone = new Phone();
        await using var call = await VoiceCall.CallAsync(phone.Endpoint, linphone.Uri, VoiceLab.Anna, _lab.Settings(codec));
        var heard = new Recording();
        (call.Source, call.Sink) = (new Sine(1_000), heard);
        (await call.Established.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue(linphone.Said);
        await heard.NextAsync(100);
        await heard.HearsAsync(440);

        await linphone.CommandAsync("pause");
        await VoiceLab.UntilAsync(() => call.IsHeldByThem);
        await linphone.UntilSaidAsync("is now paused");
        await linphone.CommandAsync("resume 1");
        await VoiceLab.UntilAsync(() => !call.IsHeldByThem);
        await heard.NextAsync(50);
        await heard.HearsAsync(440);

        ToneAnalysis.Frequency(await linphone.RecordedAsync(), 8_000).ShouldBe(1_000, 2);
        (await call.Over.WaitAsync(TimeSpan.FromSeconds(40))).End.ShouldBe(SipCallEnd.ByThem);
    }

    [NeedsFact("linphonec")]
    public async Task Linphone_calls_us_and_is_told_that_we_hang_up()
    {
        await using var linphone = await Linphone.StartAsync();
        await using var phone = new Phone { IsBare = true };
        await linphone.CommandAsync($"call {phone.Uri}");
        var heard = new Recording();
        var call = (await VoiceCall.AnswerAsync(await phone.NextSipCallAsync(), _lab.Settings())).ShouldNotBeNull();
        (call.Source, call.Sink) = (new Sine(1_000), heard);
        await heard.NextAsync(100);
        await heard.HearsAsync(440);
        await call.DisposeAsync();
        await linphone.UntilSaidAsync("ended");
        ToneAnalysis.Frequency(await linphone.RecordedAsync(), 8_000).ShouldBe(1_000, 2);
    }
}
