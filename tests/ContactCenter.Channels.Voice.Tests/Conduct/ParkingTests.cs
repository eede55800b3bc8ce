using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

/// <summary>A parked call is picked up, or comes back to who parked it, and then to its queue.</summary>
public sealed class ParkingTests
{
    [Fact]
    public async Task Nobody_comes_and_who_parked_it_is_called_and_has_the_caller_again()
    {
        var (bench, _) = await ParkedAsync();
        await bench.Never(() => bench.Has(new CallReport.Returned(Bench.Anna)), TimeSpan.FromSeconds(9), "it is not time");
        await bench.Later(() => bench.Has(new CallReport.Returned(Bench.Anna)), "it comes back");
        var phone = await bench.RingingAsync("anna");
        phone.PickUp();
        await bench.Until(() => bench.Center.Reports.Count(static r => r == new CallReport.Joined(Bench.Anna)) == 2, "she has it again");
        bench.Stage.Caller.Background.ShouldBe("");
        await bench.Never(() => bench.Center.Reports.Any(static r => r is CallReport.Left { IsLost: true }), TimeSpan.FromSeconds(30), "nobody is lost");
    }

    [Fact]
    public async Task Who_parked_it_does_not_answer_and_it_goes_back_to_the_queue_with_its_place_free()
    {
        var (bench, caller) = await ParkedAsync();
        await bench.Later(() => bench.Has(new CallReport.Returned(Bench.Anna)), "it comes back");
        await bench.RingingAsync("anna");
        await bench.Later(() => bench.Has(new CallReport.Left(Bench.Anna, IsLost: true)), "it is the queue's");
        caller.IsLetGo.ShouldBeFalse();
        bench.Stage.Caller.Background.ShouldBe("music:sales");
        (await bench.OrderAsync(new CallOrder.PickUp(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2426");
    }

    [Fact]
    public async Task Without_a_telephone_of_who_parked_it_the_queue_has_it_at_once()
    {
        var (bench, _) = await ParkedAsync();
        bench.Phones.Away.Add("anna");
        await bench.Later(() => bench.Has(new CallReport.Left(Bench.Anna, IsLost: true)), "it is the queue's");
    }

    [Fact]
    public async Task A_colleague_picks_it_up_by_a_click_and_nobody_is_called_any_more()
    {
        var (bench, _) = await ParkedAsync();
        (await bench.OrderAsync(new CallOrder.PickUp(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        (await bench.RingingAsync("bea")).PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "she has it");
        await bench.Never(() => bench.Has(new CallReport.Returned(Bench.Anna)), TimeSpan.FromSeconds(30), "it does not come back");
    }

    [Fact]
    public async Task A_colleague_who_does_not_answer_leaves_it_where_it_is()
    {
        var (bench, _) = await ParkedAsync();
        await bench.OrderAsync(new CallOrder.PickUp(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call });
        (await bench.RingingAsync("bea")).HangUp(CallCause.Busy, 486);
        await bench.Later(() => bench.Has(new CallReport.Returned(Bench.Anna)), "it comes back");
        bench.Center.Reports.OfType<CallReport.Left>().ShouldNotContain(static l => l.Agent == Bench.Bea);
    }

    [Fact]
    public async Task A_colleague_picks_it_up_while_it_comes_back_and_that_telephone_stops()
    {
        var (bench, _) = await ParkedAsync();
        await bench.Later(() => bench.Has(new CallReport.Returned(Bench.Anna)), "it comes back");
        var anna = await bench.RingingAsync("anna");
        await bench.OrderAsync(new CallOrder.PickUp(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call });
        (await bench.RingingAsync("bea")).PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "she has it");
        await bench.Until(() => anna.IsLetGo, "it rings no more");
        bench.Center.Reports.OfType<CallReport.Left>().ShouldNotContain(static l => l.IsLost);
    }

    [Fact]
    public async Task Who_mutes_is_told()
    {
        var bench = new Bench();
        await bench.TalkingAsync();
        await bench.OrderAsync(new CallOrder.Mute(Bench.Anna, true) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => bench.Has(new CallReport.Muted(Bench.Anna, true)), "told");
        await bench.OrderAsync(new CallOrder.Mute(Bench.Anna, false) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => bench.Has(new CallReport.Muted(Bench.Anna, false)), "told");
    }

    private static async Task<(Bench Bench, FakeCall Caller)> ParkedAsync()
    {
        var bench = new Bench(static rules => rules with { ParkFor = TimeSpan.FromSeconds(10) });
        var (caller, _) = await bench.TalkingAsync();
        (await bench.OrderAsync(new CallOrder.Park(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna)), "parked");
        return (bench, caller);
    }
}
