using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class SupervisionTests
{
    [Fact]
    public async Task A_supervisor_listens_whispers_barges_in_and_leaves()
    {
        var bench = new Bench();
        var (caller, _) = await bench.TalkingAsync();
        await WatchAsync(bench, CallPart.Listener);
        var phone = await bench.RingingAsync("sup");
        phone.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Sup, CallPart.Listener)), "listens");
        var place = bench.Stage.Of(phone);
        place.Kind.ShouldBe(PlaceKind.Supervisor);
        place.Part.ShouldBe(CallPart.Listener);
        place.IsHeld.ShouldBeFalse();
        await WatchAsync(bench, CallPart.Whisperer);
        place.Part.ShouldBe(CallPart.Whisperer);
        await WatchAsync(bench, CallPart.Barger);
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Sup, CallPart.Barger)), "barges in");
        place.Part.ShouldBe(CallPart.Barger);
        await WatchAsync(bench, null);
        await bench.Until(() => phone.IsLetGo && bench.Has(new CallReport.Left(Bench.Sup)), "left");
        caller.IsUp.ShouldBeTrue();
        bench.Telephone.CountTo("sup").ShouldBe(1);
    }

    [Fact]
    public async Task A_supervisor_who_hangs_up_leaves_the_others()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        await WatchAsync(bench, CallPart.Listener);
        var phone = await bench.RingingAsync("sup");
        phone.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Sup, CallPart.Listener)), "listens");
        phone.HangUp();
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Sup)), "left");
        caller.IsUp.ShouldBeTrue();
        agent.IsUp.ShouldBeTrue();
        agent.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }

    [Fact]
    public async Task Without_a_telephone_nobody_listens()
    {
        var bench = new Bench();
        await bench.TalkingAsync();
        bench.Phones.Away.Add("sup");
        (await bench.OrderAsync(new CallOrder.Supervise(Bench.Sup, CallPart.Listener) { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2411");
    }

    [Fact]
    public async Task A_queue_that_records_everything_tells_both_before_it_begins()
    {
        var bench = new Bench(static rules => rules with { RecordsAlways = static (_, _) => true, RecordingNotice = "This call is recorded." });
        var (caller, agent) = await bench.TalkingAsync();
        bench.Center.Recording.ShouldBeNull();
        await bench.Later(() => bench.Center.Recording is not null, "it begins");
        bench.Stage.Caller.Played.ShouldContain("This call is recorded.");
        bench.Stage.Of(agent).Played.ShouldContain("This call is recorded.");
        await bench.Until(() => bench.Stage.Recording == bench.Center.Recording, "sound goes there");
        bench.Center.Recording!.By.ShouldBe("queue");
        caller.HangUp();
        await bench.EndedAsync();
        bench.Center.Recording.IsOver.ShouldBeTrue();
    }

    [Fact]
    public async Task A_recording_begins_when_somebody_wants_it_and_is_paused_and_goes_on()
    {
        var bench = new Bench();
        await bench.TalkingAsync();
        bench.Center.Recording.ShouldBeNull();
        (await RecordAsync(bench, true)).IsDone.ShouldBeTrue();
        bench.Center.Recording!.By.ShouldBe("anna");
        bench.Stage.Recording.ShouldBe(bench.Center.Recording);
        (await RecordAsync(bench, false)).IsDone.ShouldBeTrue();
        bench.Center.Recording.IsPaused.ShouldBeTrue("durable when it is answered");
        (await RecordAsync(bench, true)).IsDone.ShouldBeTrue();
        bench.Center.Recording.IsPaused.ShouldBeFalse();
    }

    private static async Task<CallOrderResult> RecordAsync(Bench bench, bool isOn) => await bench.OrderAsync(new CallOrder.Record("anna", isOn) { Tenant = Bench.Tenant, Call = bench.Call });

    private static async Task WatchAsync(Bench bench, CallPart? part) =>
        (await bench.OrderAsync(new CallOrder.Supervise(Bench.Sup, part) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
}
