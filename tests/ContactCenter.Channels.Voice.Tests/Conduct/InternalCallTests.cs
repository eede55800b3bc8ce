using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>Telephones of agents call one another, and no customer's log hears of it.</summary>
public sealed class InternalCallTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("bea")]
    [InlineData("bea-desk")]
    public async Task A_colleague_is_called_by_name_or_by_telephone_and_both_talk(string dialled)
    {
        var anna = await DialAsync(dialled);
        var bea = await _bench.RingingAsync(dialled);
        anna.Rings.ShouldBeTrue();
        bea.PickUp();
        await _bench.Until(() => anna.IsUp, "answered");
        await _bench.Until(() => _bench.Center.Internal.Count == 2, "told");
        _bench.Stage.Of(anna).ShouldNotBeSameAs(_bench.Stage.Of(bea));
        bea.HangUp();
        await _bench.Until(() => anna.IsLetGo, "both are let go");
        await _bench.Until(() => _bench.Center.Internal.Count == 3, "told");
        _bench.Center.Internal.ShouldBe(["anna bea Dialled", "anna bea Answered", "anna bea Customer"]);
        _bench.Center.Reports.ShouldBeEmpty();
        _bench.Center.Offered.ShouldBeNull("no conversation of a customer");
        _bench.Center.Recording.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_busy_declines_or_does_not_answer_is_told_to_the_caller()
    {
        var busy = await DialAsync("bea");
        (await _bench.RingingAsync("bea")).HangUp(CallCause.Busy, 486);
        await _bench.Until(() => busy.Refused?.Refusal == CallRefusal.Busy, "busy");
        var declined = await DialAsync("bea");
        await _bench.Until(() => _bench.Telephone.CountTo("bea") == 2, "called");
        (await _bench.RingingAsync("bea")).HangUp(CallCause.Refused, 603);
        await _bench.Until(() => declined.Refused?.Refusal == CallRefusal.Declined, "declined");
        var waits = await DialAsync("bea");
        await _bench.Until(() => _bench.Telephone.CountTo("bea") == 3, "called");
        await _bench.Until(() => waits.Refused?.Refusal == CallRefusal.NoAnswer, "not answered", TimeSpan.FromSeconds(1));
        await _bench.Until(() => _bench.Center.Internal.Count == 6, "told");
        _bench.Center.Internal.Where(static t => !t.EndsWith("Dialled", StringComparison.Ordinal)).ShouldBe(["anna bea Busy", "anna bea Refused", "anna bea NoAnswer"]);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_nobody_and_a_stranger_is_refused()
    {
        _bench.Phones.Away.Add("bea");
        var away = await DialAsync("bea");
        await _bench.Until(() => away.Refused?.Refusal == CallRefusal.NoAnswer, "away");
        var unknown = await DialAsync("nobody");
        await _bench.Until(() => unknown.Refused?.Refusal == CallRefusal.Unknown, "unknown");
        var stranger = new FakeCall("", "ghost", "anna");
        await _bench.Switchboard.CalledAsync(stranger);
        await _bench.Until(() => stranger.Refused?.Refusal == CallRefusal.Unknown, "no telephone of ours");
    }

    [Fact]
    public async Task A_caller_who_gives_up_and_a_stop_of_the_host_let_everybody_go()
    {
        var anna = await DialAsync("bea");
        var bea = await _bench.RingingAsync("bea");
        anna.HangUp();
        await _bench.Until(() => bea.IsLetGo, "rings no more");
        await _bench.Until(() => _bench.Center.Internal.Contains("anna bea Abandoned"), "told");

        var again = await DialAsync("bea");
        await _bench.Until(() => _bench.Telephone.CountTo("bea") == 2, "called");
        (await _bench.RingingAsync("bea")).PickUp();
        await _bench.Until(() => again.IsUp, "answered");
        var stopping = _bench.Switchboard.StopAsync(TimeSpan.FromSeconds(1));
        await _bench.Until(() => stopping.IsCompleted, "stopped", TimeSpan.FromSeconds(1));
        again.IsLetGo.ShouldBeTrue();
    }

    [Theory]
    [InlineData("bea", true)]
    [InlineData("112", false)]
    public async Task It_has_an_end_as_every_call_has_but_one_for_help(string dialled, bool ends)
    {
        var anna = await DialAsync(dialled);
        var other = await _bench.RingingAsync(dialled);
        other.PickUp();
        await _bench.Until(() => anna.IsUp, "answered");
        if (ends)
        {
            await _bench.Until(() => anna.IsLetGo && other.IsLetGo, "four hours are over", TimeSpan.FromMinutes(10));
            _bench.Center.Internal.ShouldContain("anna bea Center");
        }
        else
        {
            await _bench.Never(() => anna.IsLetGo || other.IsLetGo, TimeSpan.FromHours(5), "help is cut off");
        }
    }

    [Fact]
    public async Task Who_is_in_a_call_asks_outside_under_its_number_and_connects_the_two()
    {
        var (caller, agent) = await _bench.TalkingAsync();
        var stage = _bench.Stage;
        var anna = await DialAsync("3339999999");
        var asked = await _bench.RingingAsync("+393339999999");
        asked.From.ShouldBe(Bench.Number.Address.Value);
        (await agent.TransferWanted!(agent, "another")).ShouldBeFalse("there is no such call");
        asked.PickUp();
        await _bench.Until(() => _bench.Has(new CallReport.Consulted(Bench.Anna, null, Address.Phone("+393339999999"))), "asked");
        _bench.Center.Begun.ShouldBeNull("it is no conversation of its own");
        (await agent.TransferWanted!(agent, anna.Id)).ShouldBeTrue();
        await _bench.Until(() => agent.IsLetGo && anna.IsLetGo && _bench.Has(new CallReport.Transferred(Bench.Anna)), "connected");
        (caller.IsLetGo, asked.IsLetGo, stage.Of(asked).IsHeld).ShouldBe((false, false, false));
        asked.HangUp();
        (await _bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }

    private async Task<FakeCall> DialAsync(string to)
    {
        var call = new FakeCall("", "anna-desk", to);
        await _bench.Switchboard.CalledAsync(call);
        return call;
    }
}
