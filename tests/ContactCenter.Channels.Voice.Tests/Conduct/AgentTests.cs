using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class AgentTests
{
    [Fact]
    public async Task An_agent_who_answers_the_telephone_takes_the_offer_and_is_connected_when_the_center_says_so()
    {
        var bench = new Bench();
        var caller = await bench.WaitingAsync();
        await bench.RingAsync(Bench.Anna);
        var phone = await bench.RingingAsync("anna");
        phone.From.ShouldBe("+393331234567");
        phone.PickUp();
        await bench.Until(() => bench.Center.Answers.Count == 1, "answered");
        bench.Center.Answers[0].ShouldBe((Bench.Anna, OfferAnswer.Accepted));
        var place = bench.Stage.Of(phone);
        place.IsHeld.ShouldBeTrue("not connected yet");
        bench.Stage.Caller.Background.ShouldBe("music:sales");
        await bench.OrderAsync(new CallOrder.Join(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Anna)), "joined");
        place.IsHeld.ShouldBeFalse();
        place.Background.ShouldBe("");
        bench.Stage.Caller.Background.ShouldBe("", "the music has stopped");
        bench.Telephone.CountTo("anna").ShouldBe(1);
        caller.IsUp.ShouldBeTrue();
    }

    [Theory]
    [InlineData(CallCause.Busy, 486)]
    [InlineData(CallCause.Refused, 603)]
    public async Task Busy_and_declining_decline_the_offer(CallCause cause, int status)
    {
        var bench = new Bench();
        await bench.WaitingAsync();
        await bench.RingAsync(Bench.Anna);
        (await bench.RingingAsync("anna")).HangUp(cause, status);
        await bench.Until(() => bench.Center.Answers.Count == 1, "declined");
        bench.Center.Answers[0].ShouldBe((Bench.Anna, OfferAnswer.Declined));
    }

    [Fact]
    public async Task Who_has_no_telephone_is_unreachable()
    {
        var bench = new Bench();
        await bench.WaitingAsync();
        bench.Phones.Away.Add("anna");
        await bench.RingAsync(Bench.Anna);
        await bench.Until(() => bench.Center.Answers.Count == 1, "told");
        bench.Center.Answers[0].ShouldBe((Bench.Anna, OfferAnswer.Unreachable));
    }

    [Fact]
    public async Task A_telephone_that_is_not_answered_rings_as_long_as_the_offer_lasts()
    {
        var bench = new Bench();
        await bench.WaitingAsync();
        await bench.RingAsync(Bench.Anna, TimeSpan.FromSeconds(10));
        var phone = await bench.RingingAsync("anna");
        await bench.Never(() => phone.IsLetGo, TimeSpan.FromSeconds(9.5), "it rings");
        await bench.Later(() => phone.IsLetGo, "it stops");
        bench.Center.Answers.ShouldBeEmpty("the offer expires by itself");
    }

    [Fact]
    public async Task A_void_offer_stops_the_ringing()
    {
        var bench = new Bench();
        await bench.WaitingAsync();
        var offer = await bench.RingAsync(Bench.Anna);
        var phone = await bench.RingingAsync("anna");
        await bench.OrderAsync(new CallOrder.StopRinging(offer) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => phone.IsLetGo, "it stops");
    }

    [Fact]
    public async Task Who_answers_too_late_is_told_and_let_go()
    {
        var bench = new Bench(static rules => rules with { TooLateNotice = "Too late." });
        bench.Center.IsInTime = false;
        await bench.WaitingAsync();
        await bench.RingAsync(Bench.Anna);
        var phone = await bench.RingingAsync("anna");
        phone.PickUp();
        await bench.Later(() => phone.IsLetGo, "let go");
        bench.Stage.Places[^1].Played.ShouldBe(["Too late."]);
        bench.Center.Reports.OfType<CallReport.Joined>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_accepted_on_the_desktop_has_the_telephone_rung_on()
    {
        var bench = new Bench();
        await bench.WaitingAsync();
        var offer = await bench.RingAsync(Bench.Anna);
        var phone = await bench.RingingAsync("anna");
        await bench.OrderAsync(new CallOrder.Join(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.OrderAsync(new CallOrder.StopRinging(offer) { Tenant = Bench.Tenant, Call = bench.Call });
        phone.IsLetGo.ShouldBeFalse();
        phone.PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Anna)), "joined");
        bench.Center.Answers.ShouldBeEmpty();
        bench.Telephone.CountTo("anna").ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_the_call_and_does_not_answer_is_lost()
    {
        var bench = new Bench();
        await bench.WaitingAsync();
        await bench.OrderAsync(new CallOrder.Join(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call });
        var phone = await bench.RingingAsync("anna");
        await bench.Never(() => phone.IsLetGo, TimeSpan.FromSeconds(19.5), "it rings");
        await bench.Later(() => bench.Has(new CallReport.Left(Bench.Anna, IsLost: true)), "lost");
        phone.IsLetGo.ShouldBeTrue();
        bench.Stage.Caller.Background.ShouldBe("music:sales");
    }

    [Fact]
    public async Task An_agent_who_hangs_up_ends_the_call()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        agent.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
        bench.Center.Reports.TakeLast(2).First().ShouldBe(new CallReport.Left(Bench.Anna));
        caller.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task Or_leaves_the_caller_to_the_center_where_that_is_configured()
    {
        var bench = new Bench(static rules => rules with { AgentHangUpEnds = false });
        var (caller, agent) = await bench.TalkingAsync();
        agent.HangUp();
        await bench.Until(() => bench.Stage.Caller.Background == "music:sales", "music");
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna)), "left");
        caller.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task An_agent_whose_telephone_is_lost_leaves_the_caller_with_music()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        agent.HangUp(CallCause.Lost);
        await bench.Until(() => bench.Stage.Caller.Background == "music:sales", "music");
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna, IsLost: true)), "lost");
        caller.IsUp.ShouldBeTrue();
        await bench.JoinAsync(Bench.Bea);
        bench.Stage.Caller.Background.ShouldBe("");
    }

    [Fact]
    public async Task Whom_the_center_lets_go_is_gone_and_the_caller_stays()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        await bench.OrderAsync(new CallOrder.LetGo(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => agent.IsLetGo, "let go");
        await bench.Until(() => bench.Has(new CallReport.Left(Bench.Anna)), "told");
        caller.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_takes_everybody_along()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        caller.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Customer);
        agent.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_a_telephone_rings_stops_it()
    {
        var bench = new Bench();
        var caller = await bench.WaitingAsync();
        await bench.RingAsync(Bench.Anna);
        var phone = await bench.RingingAsync("anna");
        caller.HangUp();
        await bench.EndedAsync();
        phone.IsLetGo.ShouldBeTrue();
    }

    [Fact]
    public async Task Hold_by_the_desktop_or_by_the_telephones_own_button_is_the_same()
    {
        var bench = new Bench();
        var (_, agent) = await bench.TalkingAsync();
        (await bench.OrderAsync(new CallOrder.Hold(Bench.Anna, true) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        await bench.Until(() => bench.Stage.Caller.Background == "music:sales", "music");
        bench.Stage.Caller.IsHeld.ShouldBeTrue();
        (await bench.OrderAsync(new CallOrder.Hold(Bench.Anna, false) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        bench.Stage.Caller.IsHeld.ShouldBeFalse();
        bench.Stage.Caller.Background.ShouldBe("");
        agent.PutUsOnHold(true);
        await bench.Until(() => bench.Center.Reports.Count(static r => r == new CallReport.Held(Bench.Anna)) == 2, "held by the button");
        agent.PutUsOnHold(false);
        await bench.Until(() => bench.Center.Reports.Count(static r => r == new CallReport.Resumed(Bench.Anna)) == 2, "and back");
    }

    [Fact]
    public async Task Mute_and_keys_reach_whom_they_are_for()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        await bench.OrderAsync(new CallOrder.Mute(Bench.Anna, true) { Tenant = Bench.Tenant, Call = bench.Call });
        bench.Stage.Of(agent).IsMuted.ShouldBeTrue();
        await bench.OrderAsync(new CallOrder.Mute(Bench.Anna, false) { Tenant = Bench.Tenant, Call = bench.Call });
        bench.Stage.Of(agent).IsMuted.ShouldBeFalse();
        (await bench.OrderAsync(new CallOrder.SendKeys(Bench.Anna, "12#") { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        caller.KeysSent.ShouldBe(['1', '2', '#']);
        caller.KeyRoom = 3;
        (await bench.OrderAsync(new CallOrder.SendKeys(Bench.Anna, "4") { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2415");
    }

    [Fact]
    public async Task A_parked_call_is_picked_up_by_a_telephone_that_dials_its_place()
    {
        var bench = new Bench();
        var (caller, agent) = await bench.TalkingAsync();
        (await bench.OrderAsync(new CallOrder.Park(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        await bench.Until(() => agent.IsLetGo && bench.Stage.Caller.Background == "music:sales", "parked");
        await bench.Until(() => bench.Has(new CallReport.Parked(Bench.Anna, "1")), "told");
        caller.IsUp.ShouldBeTrue();
        var picking = new FakeCall("", "bea-desk", "*71");
        await bench.Switchboard.CalledAsync(picking);
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "picked up");
        bench.Stage.Of(picking).IsHeld.ShouldBeFalse();
        var late = new FakeCall("", "anna-desk", "*71");
        await bench.Switchboard.CalledAsync(late);
        late.Refused!.Value.Refusal.ShouldBe(CallRefusal.Unknown);
    }

    [Fact]
    public async Task There_are_as_many_parking_places_as_configured()
    {
        var bench = new Bench();
        await bench.TalkingAsync(Bench.Anna);
        (await bench.OrderAsync(new CallOrder.Park(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        await bench.TalkingAsync(Bench.Sup);
        (await bench.OrderAsync(new CallOrder.Park(Bench.Sup) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        var caller = await bench.WaitingAsync();
        await bench.OrderAsync(new CallOrder.Join(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call });
        (await bench.RingingAsync("bea")).PickUp();
        await bench.Until(() => bench.Has(new CallReport.Joined(Bench.Bea)), "joined");
        (await bench.OrderAsync(new CallOrder.Park(Bench.Bea) { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2417");
        caller.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_call_moves_to_another_telephone_of_the_same_agent()
    {
        var bench = new Bench();
        var (caller, desk) = await bench.TalkingAsync();
        (await bench.OrderAsync(new CallOrder.MoveTo(Bench.Anna, "bea-desk") { Tenant = Bench.Tenant, Call = bench.Call })).Code.ShouldBe("CC2413");
        (await bench.OrderAsync(new CallOrder.MoveTo(Bench.Anna, "anna-mobile") { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        var mobile = await bench.RingingAsync("anna-mobile");
        desk.IsLetGo.ShouldBeFalse();
        mobile.PickUp();
        await bench.Until(() => desk.IsLetGo, "the old one is let go");
        bench.Stage.Of(mobile).IsHeld.ShouldBeFalse();
        caller.IsUp.ShouldBeTrue();
        bench.Center.Reports.OfType<CallReport.Left>().ShouldBeEmpty("the caller notices nothing");
        mobile.HangUp();
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }
}
