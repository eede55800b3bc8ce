using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>An agent's telephone dials somebody outside: the telephone that dialled is the agent's in the conversation, and nobody rings it.</summary>
public sealed class DialOutTests
{
    private const string Number = "+393339999999";

    private readonly Bench _bench = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_dials_hears_it_ring_and_talks(bool orderIsFaster)
    {
        if (orderIsFaster)
        {
            _bench.Center.Beginning = call =>
            {
                _ = OrderAsync(call);
                return _bench.Until(static () => true, "a moment");
            };
        }

        var anna = new FakeCall("", "anna-desk", "333 9999999");
        var dialling = _bench.Switchboard.CalledAsync(anna);
        await _bench.Until(() => _bench.Center.Begun is not null, "asked");
        if (!orderIsFaster)
        {
            (await OrderAsync(_bench.Call)).IsDone.ShouldBeTrue();
        }

        await dialling;
        _bench.Center.Begun.ShouldBe(new AgentCall { Agent = Bench.Anna, ProviderId = anna.Id, To = "333 9999999" });
        var other = await _bench.RingingAsync(Number);
        anna.Rings.ShouldBeFalse();
        other.StartRinging();
        await _bench.Until(() => anna.Rings && _bench.Has(new CallReport.Ringing()), "it rings");
        anna.IsUp.ShouldBeFalse();
        other.PickUp();
        await _bench.Until(() => _bench.Has(new CallReport.Joined(Bench.Anna)), "they talk");
        (anna.IsUp, _bench.Stage.Of(anna).IsHeld, _bench.Stage.Caller.IsHeld).ShouldBe((true, false, false));
        _bench.Telephone.CountTo("anna").ShouldBe(0);
        anna.HangUp();
        (await _bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        other.IsLetGo.ShouldBeTrue();
    }

    [Theory]
    [InlineData(CallCause.Busy, 486, CallRefusal.Busy)]
    [InlineData(CallCause.Refused, 603, CallRefusal.Declined)]
    [InlineData(CallCause.Refused, 404, CallRefusal.Unknown)]
    [InlineData(CallCause.Failed, 484, CallRefusal.Unknown)]
    [InlineData(CallCause.NoAnswer, null, CallRefusal.NoAnswer)]
    [InlineData(CallCause.Failed, 480, CallRefusal.NoAnswer)]
    [InlineData(CallCause.NoLine, 503, CallRefusal.Unavailable)]
    public async Task Why_nobody_answered_is_told_to_the_telephone(CallCause cause, int? status, CallRefusal told)
    {
        var anna = await DialAsync();
        (await _bench.RingingAsync(Number)).HangUp(cause, status);
        await _bench.Until(() => anna.Refused is not null, "refused");
        anna.Refused!.Value.Refusal.ShouldBe(told);
        (await _bench.EndedAsync()).Cause.ShouldBe(cause);
    }

    [Fact]
    public async Task Who_gives_up_ends_it_and_nobody_is_rung_for_ever()
    {
        var gaveUp = await DialAsync();
        var other = await _bench.RingingAsync(Number);
        gaveUp.HangUp(CallCause.Abandoned);
        (await _bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        other.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_before_the_order_comes_is_not_rung()
    {
        var anna = new FakeCall("", "anna-desk", Number);
        var dialling = _bench.Switchboard.CalledAsync(anna);
        await _bench.Until(() => _bench.Center.Begun is not null, "asked");
        anna.HangUp(CallCause.Abandoned);
        (await OrderAsync(_bench.Call)).IsDone.ShouldBeTrue();
        await dialling;
        (await _bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        _bench.Telephone.CountTo("anna").ShouldBe(0);
    }

    [Fact]
    public async Task Without_an_order_the_telephone_is_let_go()
    {
        var anna = new FakeCall("", "anna-desk", Number);
        var dialling = _bench.Switchboard.CalledAsync(anna);
        await _bench.Later(() => dialling.IsCompleted, "no order came");
        anna.Refused?.Refusal.ShouldBe(CallRefusal.Unavailable);
    }

    [Theory]
    [InlineData("CC2425", CallRefusal.Busy)]
    [InlineData("CC1301", CallRefusal.Declined)]
    public async Task What_the_center_refuses_is_refused(string code, CallRefusal told)
    {
        _bench.Center.BeginsNot = new CallOrderResult(code, "No.");
        var bea = new FakeCall("", "bea-desk", "*99");
        await _bench.Switchboard.CalledAsync(bea);
        bea.Refused?.Refusal.ShouldBe(told);
        _bench.Center.Begun!.From.ShouldBe(new EndpointId("second"), "as it is configured for the agent");
    }

    [Fact]
    public async Task Help_is_called_past_everything()
    {
        _bench.Center.BeginsNot = new CallOrderResult("CC1301", "Not at work.");
        var anna = new FakeCall("", "anna-desk", "1-1-2");
        await _bench.Switchboard.CalledAsync(anna);
        (await _bench.RingingAsync("112")).PickUp();
        await _bench.Until(() => anna.IsUp, "they talk");
        anna.HangUp();
        await _bench.Until(() => _bench.Center.Internal.Count == 3, "told");
        _bench.Center.Internal.ShouldBe(["anna 112 Dialled", "anna 112 Answered", "anna 112 Customer"]);
        _bench.Center.Begun.ShouldBeNull();
    }

    private async Task<FakeCall> DialAsync()
    {
        _bench.Center.Beginning = call =>
        {
            _ = OrderAsync(call);
            return Task.CompletedTask;
        };
        var anna = new FakeCall("", "anna-desk", Number);
        await _bench.Switchboard.CalledAsync(anna);
        return anna;
    }

    private Task<CallOrderResult> OrderAsync(CallId call) =>
        _bench.OrderAsync(new CallOrder.Dial(Bench.Number, Channels.Address.Phone(Number), Bench.Anna) { Tenant = Bench.Tenant, Call = call });
}
