using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class InboundTests
{
    [Fact]
    public async Task A_call_rings_only_once_it_is_durable()
    {
        var bench = new Bench();
        var durable = new TaskCompletionSource();
        bench.Center.Admits = durable.Task;
        var call = new FakeCall("trunk", "+393331234567", Bench.Number.Address.Value);
        var taking = bench.Switchboard.CalledAsync(call);
        await bench.Until(() => bench.Center.Offered is not null, "offered");
        call.Rings.ShouldBeFalse();
        durable.SetResult();
        await taking;
        await bench.Until(() => call.Rings, "it rings");
        bench.Center.Offered!.From.ShouldBe(Address.Phone("+393331234567"));
        bench.Center.Offered.Trunk.ShouldBe("trunk");
        call.IsUp.ShouldBeFalse();
    }

    [Fact]
    public async Task An_order_that_is_faster_than_the_doors_answer_waits_for_it()
    {
        var bench = new Bench();
        var durable = new TaskCompletionSource();
        bench.Center.Admits = durable.Task;
        var call = new FakeCall("trunk", "", Bench.Number.Address.Value);
        var taking = bench.Switchboard.CalledAsync(call);
        await bench.Until(() => bench.Center.Offered is not null, "offered");
        var id = new CallId(DerivedId.From("call", call.Id, "1"));
        var order = bench.Switchboard.OrderAsync(new CallOrder.Wait(Bench.Sales) { Tenant = Bench.Tenant, Call = id }, CancellationToken.None).AsTask();
        durable.SetResult();
        await taking;
        (await order).IsDone.ShouldBeTrue();
        bench.Center.Offered!.From.ShouldBeNull();
    }

    [Fact]
    public async Task A_number_nobody_has_is_unknown()
    {
        var bench = new Bench();
        var call = new FakeCall("trunk", "+393331234567", "+390699999999");
        await bench.Switchboard.CalledAsync(call);
        call.Refused!.Value.Refusal.ShouldBe(CallRefusal.Unknown);
        bench.Center.Offered.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_durable_is_refused_with_a_time_to_come_back()
    {
        var bench = new Bench();
        bench.Center.IsWritable = false;
        var call = new FakeCall("trunk", "+393331234567", Bench.Number.Address.Value);
        await bench.Switchboard.CalledAsync(call);
        call.Refused.ShouldBe((CallRefusal.Unavailable, TimeSpan.FromSeconds(7)));
        call.Rings.ShouldBeFalse();
        bench.Switchboard.IsRefusing.ShouldBeTrue();
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        bench.Switchboard.IsRefusing.ShouldBeFalse();
    }

    [Fact]
    public async Task Or_the_caller_is_told_where_there_are_words_for_it()
    {
        var bench = new Bench(static rules => rules with { UnavailableNotice = "Please call again." });
        bench.Center.IsWritable = false;
        var call = new FakeCall("trunk", "+393331234567", Bench.Number.Address.Value);
        var taking = bench.Switchboard.CalledAsync(call);
        await bench.Later(() => call.IsLetGo, "hung up after the words");
        await taking;
        bench.Stage.Caller.Played.ShouldBe(["Please call again."]);
        bench.Center.Reports.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_gives_up_before_the_answer_has_abandoned_the_call()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        call.HangUp(CallCause.Abandoned, 487);
        (await bench.EndedAsync()).ShouldBe(new CallReport.Ended(CallCause.Abandoned) { Status = 487 });
    }

    [Fact]
    public async Task The_end_of_an_answered_call_tells_how_it_sounded()
    {
        var bench = new Bench();
        var call = await bench.WaitingAsync();
        await bench.Until(() => bench.Has(new CallReport.Answered()), "told that it is answered");
        call.HangUp();
        var ended = await bench.EndedAsync();
        ended.Cause.ShouldBe(CallCause.Customer);
        ended.Quality.ShouldBe(new CallQuality(4.2, 0, 1, null));
        bench.Stage.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task Whose_sound_stops_is_lost()
    {
        var bench = new Bench();
        var call = await bench.WaitingAsync();
        call.HangUp(CallCause.Lost);
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Lost);
    }

    [Fact]
    public async Task What_is_wanted_of_a_call_that_is_over_is_refused()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        call.HangUp(CallCause.Abandoned);
        await bench.EndedAsync();
        (await bench.OrderAsync(new CallOrder.Wait(Bench.Sales) { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2401");
        (await bench.SayAsync("too late")).ShouldBe(new SendOutcome.Refused("call-over", false));
    }

    [Fact]
    public async Task Another_tenant_has_no_such_call()
    {
        var bench = new Bench();
        await bench.CallInAsync();
        (await bench.OrderAsync(new CallOrder.End { Tenant = new TenantId("other"), Call = bench.Call })).Code.ShouldBe("CC2401");
        bench.Switchboard.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_nobody_wants_is_declined_before_it_is_answered()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        await bench.OrderAsync(new CallOrder.End { Tenant = Bench.Tenant, Call = bench.Call });
        var ended = await bench.EndedAsync();
        call.Refused!.Value.Refusal.ShouldBe(CallRefusal.Declined);
        ended.Cause.ShouldBe(CallCause.Center);
    }

    [Fact]
    public async Task The_longest_call_is_ended()
    {
        var bench = new Bench(static rules => rules with { MaxLength = TimeSpan.FromMinutes(1) });
        var call = await bench.WaitingAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(59));
        await bench.Never(() => call.IsLetGo, TimeSpan.FromMilliseconds(500), "it goes on");
        await bench.Later(() => call.IsLetGo, "it is ended");
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }

    [Fact]
    public async Task At_a_stop_callers_hear_why_and_every_end_is_told()
    {
        var bench = new Bench(static rules => rules with { StopNotice = "We close now." });
        var call = await bench.WaitingAsync();
        var stopping = bench.Switchboard.StopAsync(TimeSpan.FromSeconds(10));
        await bench.Later(() => call.IsLetGo, "hung up");
        await stopping;
        bench.Stage.Caller.Played.ShouldBe(["We close now."]);
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        var late = new FakeCall("trunk", "+393331234567", Bench.Number.Address.Value);
        await bench.Switchboard.CalledAsync(late);
        late.Refused!.Value.Refusal.ShouldBe(CallRefusal.Unavailable);
    }
}
