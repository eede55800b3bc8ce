using System.Collections.Concurrent;
using ContactCenter.Calls;
using ContactCenter.Sip.Tests.Endpoints;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>SIPp calls by a trunk of fifteen lines.</summary>
public sealed class LineLimitCallsTests
{
    [NeedsTheory("sipp")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_sixteenth_call_is_busy_until_the_limit_is_raised_while_fifteen_go_on(bool byConfiguration)
    {
        await using var lab = await TelephoneLab.StartAsync(static _ => { }, new() { ["Trunks:main:Uri"] = "sip:127.0.0.1:5999", ["Trunks:main:Lines"] = "15", ["Trunks:main:KeepAliveSeconds"] = "0" });
        var up = new ConcurrentBag<ICall>();
        var answered = new SemaphoreSlim(0);
        lab.OnCall = async call =>
        {
            await call.RingAsync();
            (await call.AnswerAsync()).ShouldBeTrue();
            (await call.Answered).ShouldBeTrue();
            up.Add(call);
            answered.Release();
        };
        var fifteen = SippPeer.CallAsync("uac_until_bye.xml", lab.Address, isTcp: false, "-m", "15", "-r", "15", "-l", "15");
        await TakeAsync(15);
        lab.Trunks.List().Single().ShouldBe(new VoiceTrunkStatus("main", VoiceTrunkState.Unknown, 15, 15, 0, ""));

        await SippPeer.CallAsync("uac_busy.xml", lab.Address, isTcp: false, "-m", "1");
        up.Count.ShouldBe(15);
        up.ShouldAllBe(static c => !c.Over.IsCompleted);

        if (byConfiguration)
        {
            lab.Configuration["ContactCenter:Voice:Trunks:main:Lines"] = "30";
            lab.Configuration.Reload();
            await lab.UntilAsync("main", static t => t.Lines == 30);
        }
        else
        {
            lab.Trunks.SetLines("main", 30).ShouldBeTrue();
        }

        var fifteenMore = SippPeer.CallAsync("uac_until_bye.xml", lab.Address, isTcp: false, "-m", "15", "-r", "15", "-l", "15");
        await TakeAsync(15);
        lab.Trunks.List().Single().InUse.ShouldBe(30);
        await SippPeer.CallAsync("uac_busy.xml", lab.Address, isTcp: false, "-m", "1");
        up.ShouldAllBe(static c => !c.Over.IsCompleted);

        await Task.WhenAll(up.Select(static c => c.DisposeAsync().AsTask()));
        (await Task.WhenAll(up.Select(static c => c.Over))).ShouldAllBe(static o => o == new CallOver(CallCause.Center, null));
        await fifteen;
        await fifteenMore;
        lab.Trunks.List().Single().InUse.ShouldBe(0);

        async Task TakeAsync(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                (await answered.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue($"only {i} of {calls} calls were answered");
            }
        }
    }
}
