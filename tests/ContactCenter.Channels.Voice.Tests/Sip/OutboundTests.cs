using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Calls;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>Calls of ours by trunks.</summary>
public sealed class OutboundTests
{
    private const string Called = "+48221234567";

    [Fact]
    public async Task The_number_shown_is_one_of_the_trunk()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk, static t => { t.Numbers["sales"] = "+390612345001"; t.Numbers["faults"] = "+390612345002"; t.CallerIdentity = "+390612345001"; t.NumberFormat = VoiceNumberFormat.Digits; });
        foreach (var (from, shown) in new[] { ("+390612345002", "390612345002"), ("+15550000", "390612345001"), ("", "390612345001") })
        {
            var ours = (await lab.Telephone.CallAsync(new CallTarget("main", Called, from) { DisplayName = "Acme\r\n Rome" })).ShouldNotBeNull();
            var theirs = await trunk.NextCallAsync();
            var invite = theirs.Call.Invite;
            (invite.Uri.User, invite.From.Uri.User, invite.From.DisplayName, invite.Address(SipHeaderName.PAssertedIdentity)!.Uri.User).ShouldBe(("48221234567", shown, "Acme Rome", shown));
            await theirs.Call.ProgressAsync(180);
            await ours.Ringing.WaitAsync(TimeSpan.FromSeconds(30));
            await theirs.AnswerAsync();
            (await ours.Answered).ShouldBeTrue();
            await theirs.Call.HangUpAsync();
            (await ours.Over).ShouldBe(new CallOver(CallCause.Customer, null));
        }

        lab.Trunks.List().Single().InUse.ShouldBe(0);
    }

    [Theory]
    [InlineData(486, CallCause.Busy)]
    [InlineData(600, CallCause.Busy)]
    [InlineData(480, CallCause.NoAnswer)]
    [InlineData(404, CallCause.Refused)]
    [InlineData(403, CallCause.Refused)]
    [InlineData(603, CallCause.Refused)]
    [InlineData(503, CallCause.NoLine)]
    public async Task A_call_that_is_refused_says_why(int status, CallCause cause)
    {
        await using var trunk = new Phone { OnCall = call => call.Call.RefuseAsync(status) };
        await using var lab = await LabAsync(trunk);
        var ours = (await lab.Telephone.CallAsync(new CallTarget("main", Called, ""))).ShouldNotBeNull();
        (await ours.Over).ShouldBe(new CallOver(cause, status));
        (await ours.Answered).ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_that_is_called_off_never_rings_again()
    {
        await using var trunk = new Phone();
        await using var lab = await LabAsync(trunk);
        var ours = (await lab.Telephone.CallAsync(new CallTarget("main", Called, ""))).ShouldNotBeNull();
        var theirs = await trunk.NextCallAsync();
        await theirs.Call.ProgressAsync(180);
        await ours.Ringing.WaitAsync(TimeSpan.FromSeconds(30));
        await ours.DisposeAsync();
        (await ours.Over).ShouldBe(new CallOver(CallCause.Center, null));
        (await theirs.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
    }

    [Fact]
    public async Task When_a_trunk_fails_the_next_is_tried_and_when_somebody_is_busy_none()
    {
        var status = 503;
        var tried = 0;
        await using var cheap = new Phone { OnCall = async call => { Interlocked.Increment(ref tried); await call.Call.RefuseAsync(status); } };
        await using var dear = new Phone();
        await using var lab = await TelephoneLab.StartAsync(options => options
            .Trunk("dear", $"sip:{dear.Address}", configure: static t => { t.KeepAliveSeconds = 0; t.CostPerMinute["+"] = 0.2m; })
            .Trunk("cheap", $"sip:{cheap.Address}", configure: static t => { t.KeepAliveSeconds = 0; t.CostPerMinute["+48"] = 0.01m; }));
        var ours = (await lab.Telephone.CallAsync(new CallTarget(LineNames.Any, Called, ""))).ShouldNotBeNull();
        var theirs = await dear.NextCallAsync();
        await theirs.AnswerAsync();
        (await ours.Answered).ShouldBeTrue();
        (ours.Line, tried).ShouldBe(("dear", 1));
        await ours.DisposeAsync();
        lab.Trunks.List().ShouldAllBe(static t => t.InUse == 0);

        status = 486;
        (await (await lab.Telephone.CallAsync(new CallTarget(LineNames.Any, Called, "")))!.Over).ShouldBe(new CallOver(CallCause.Busy, 486));
        tried.ShouldBe(2);
    }

    [Fact]
    public async Task A_trunk_without_a_free_line_is_passed_over_and_without_any_there_is_no_call()
    {
        await using var first = new Phone();
        await using var second = new Phone();
        await using var lab = await TelephoneLab.StartAsync(options => options
            .Trunk("first", $"sip:{first.Address}", lines: 1, static t => { t.KeepAliveSeconds = 0; t.Priority = 1; })
            .Trunk("second", $"sip:{second.Address}", lines: 1, static t => { t.KeepAliveSeconds = 0; t.Priority = 2; }));
        var one = (await lab.Telephone.CallAsync(new CallTarget(LineNames.Any, Called, ""))).ShouldNotBeNull();
        var two = (await lab.Telephone.CallAsync(new CallTarget(LineNames.Any, Called, ""))).ShouldNotBeNull();
        (one.Line, two.Line).ShouldBe(("first", "second"));
        (await lab.Telephone.CallAsync(new CallTarget(LineNames.Any, Called, ""))).ShouldBeNull();
        (await lab.Telephone.CallAsync(new CallTarget("nowhere", Called, ""))).ShouldBeNull();
    }

    [Fact]
    public async Task The_guard_stops_what_is_not_allowed_and_raises_an_alarm_once_a_minute()
    {
        await using var trunk = new Phone();
        await using var lab = await TelephoneLab.StartAsync(options =>
        {
            options.Trunk("main", $"sip:{trunk.Address}", configure: static t => t.KeepAliveSeconds = 0);
            options.Guard.AllowedPrefixes["italy"] = "+39";
        });
        var alarms = new List<VoiceAlarmKind>();
        lab.Trunks.Alarmed += alarm => alarms.Add(alarm.Kind);
        (await lab.Telephone.CallAsync(new CallTarget("main", "+88212345", ""))).ShouldBeNull();
        (await lab.Telephone.CallAsync(new CallTarget(LineNames.Any, "+88212345", ""))).ShouldBeNull();
        alarms.ShouldBe([VoiceAlarmKind.Prefix]);
        var ours = (await lab.Telephone.CallAsync(new CallTarget("main", "+390612345678", ""))).ShouldNotBeNull();
        (await trunk.NextCallAsync()).Call.Invite.Uri.User.ShouldBe("+390612345678");
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_trunk_that_does_not_answer_is_down_until_it_does()
    {
        using var trunk = new RawPeer();
        await using var lab = await TelephoneLab.StartAsync(options => options.Trunk("main", trunk.Uri.ToString(), configure: static t => t.KeepAliveSeconds = 1));
        (await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Up)).Detail.ShouldStartWith("200 ");
        trunk.Answers = static _ => 0;
        (await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Down)).Detail.ShouldBe("no answer to OPTIONS");
        (await lab.Telephone.CallAsync(new CallTarget("main", Called, ""))).ShouldBeNull();
        trunk.Answers = static _ => 405;
        await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Up);
    }

    private static Task<TelephoneLab> LabAsync(Phone trunk, Action<VoiceTrunkOptions>? with = null) =>
        TelephoneLab.StartAsync(options => options.Trunk("main", $"sip:{trunk.Address}", configure: t => { t.KeepAliveSeconds = 0; with?.Invoke(t); }));
}
