using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Calls;

/// <summary>What a call is to the center: durable before it rings, routed like everything else, told to its channel by orders.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task A_call_is_durable_waits_rings_is_taken_and_ends_in_wrap_up()
    {
        await using var calls = await CallCenter.StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        calls.Kinds(call.Call).ShouldBe(["call.offered"]);
        (await calls.OrderedAsync<CallOrder.Wait>(call.Call)).Queue.ShouldBe(new QueueId("faults"));
        var ring = await calls.OrderedAsync<CallOrder.Ring>(call.Call);
        ring.Agent.ShouldBe(new AgentId("anna"));

        await calls.ReportAsync(call.Call, new CallReport.Answered());
        (await calls.Door.AnswerOfferAsync(CenterFixture.Acme, ring.Offer, ring.Agent, OfferAnswer.Accepted)).ShouldBeTrue();
        (await calls.OrderedAsync<CallOrder.Join>(call.Call)).Agent.ShouldBe(ring.Agent);
        await calls.ReportAsync(call.Call, new CallReport.Joined(ring.Agent));
        var view = await calls.Center.UntilAsync(async () => await calls.InteractionAsync(anna, call) is { Call.Agents: [_] } v ? v : null, "she is in the call");
        (view.Call!.IsInbound, view.Call.AnsweredAt is not null, view.MayWrite).ShouldBe((true, true, true));
        view.Summary.Unanswered.ShouldBe(0);
        view.Sessions.ShouldHaveSingleItem().Address.ShouldBe("+393331112222");
        view.Timeline.Where(static t => t.Event is not null).Select(static t => t.Event).ShouldContain("call.offered");

        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer) { Quality = new CallQuality(4.3, 0, 2, 30) });
        var ended = await calls.Center.UntilAsync(async () => await anna.InteractionAsync(view.Summary.Interaction) is { Summary.Status: InteractionStatus.WrapUp } v ? v : null, "wrap-up");
        ended.Call.ShouldBeNull();
        ended.Timeline.Select(static t => t.Event).ShouldContain("call.ended");
        calls.Kinds(call.Call).ShouldBe(["call.offered", "call.answered", "call.joined", "call.ended"]);
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_is_abandoned_and_offered_to_nobody()
    {
        await using var calls = await CallCenter.StartAsync();
        var call = await calls.CallAsync();
        await calls.OrderedAsync<CallOrder.Wait>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Abandoned));
        var bruno = await calls.Center.ReadyAsync("bruno");
        var view = await calls.Center.UntilAsync(
            async () => calls.Center.Entries.FirstOrDefault(static e => e.Entry.Kind == "interaction.closed") is { Entry.Links.Interaction: { } id }
                && await bruno.InteractionAsync(id) is { Summary.Status: InteractionStatus.Closed } v ? v : null,
            "it is closed");
        view.Summary.Disposition.ShouldBe(new DispositionCode("abandoned"));
        await calls.Center.UntilAsync(async () => (await bruno.AgentAsync()).Offers.Count == 0 ? "none" : null, "he is asked for nothing");
    }

    [Fact]
    public async Task Who_hangs_up_before_the_interaction_has_the_call_is_abandoned_too()
    {
        await using var calls = await CallCenter.StartAsync();
        var call = await calls.CallAsync();
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Abandoned));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is closed");
        await calls.Center.UntilAsync(() => calls.Center.Tenant!.Views.Calls.Find(call.Call) is null or { IsOver: true }, "the call is over");
    }

    [Fact]
    public async Task A_closed_office_says_so_and_hangs_up_after_it()
    {
        await using var calls = await CallCenter.StartAsync(endpoint: static e =>
        {
            e.ToQueue("faults").Open("Europe/Rome", new OpeningSpan(DayOfWeek.Sunday, new TimeOnly(3, 0), new TimeOnly(3, 1))).Answers("Nessuno.", "Troppi.", "Siamo chiusi.").Speaks("it");
            e.QueueWhenClosed = false;
        });
        var call = await calls.CallAsync();
        var said = await calls.SaidAsync(1);
        (said.Text, said.Spoken!.Language, said.Thread).ShouldBe(("Siamo chiusi.", "it", call.Call.Thread));
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        calls.Phones.Orders.ShouldNotContain(static o => o is CallOrder.Wait);
    }

    [Fact]
    public async Task Who_declines_by_telephone_is_asked_no_more_and_the_next_one_is()
    {
        await using var calls = await CallCenter.StartAsync();
        await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        var ring = await calls.OrderedAsync<CallOrder.Ring>(call.Call);
        await calls.Center.ReadyAsync("bruno");
        (await calls.Door.AnswerOfferAsync(CenterFixture.Acme, ring.Offer, ring.Agent, OfferAnswer.Declined)).ShouldBeTrue();
        await calls.OrderedAsync<CallOrder.StopRinging>(call.Call);
        (await calls.OrderedAsync<CallOrder.Ring>(call.Call, 1)).Agent.ShouldBe(new AgentId("bruno"));
    }

    [Fact]
    public async Task Who_has_no_telephone_becomes_not_ready_and_the_call_goes_to_another()
    {
        await using var calls = await CallCenter.StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        var ring = await calls.OrderedAsync<CallOrder.Ring>(call.Call);
        await calls.Center.ReadyAsync("bruno");
        await calls.Door.AnswerOfferAsync(CenterFixture.Acme, ring.Offer, ring.Agent, OfferAnswer.Unreachable);
        (await calls.OrderedAsync<CallOrder.Ring>(call.Call, 1)).Agent.ShouldBe(new AgentId("bruno"));
        (await anna.AgentAsync()).Presence.ShouldBe(Presence.NotReady);
    }

    [Fact]
    public async Task A_caller_who_asks_to_be_called_back_keeps_the_place_and_is_called_by_one_click()
    {
        await using var calls = await CallCenter.StartAsync();
        var call = await calls.CallAsync();
        await calls.OrderedAsync<CallOrder.Wait>(call.Call);
        (await calls.Door.RequestCallbackAsync(CenterFixture.Acme, call.Call)).ShouldBeTrue();
        (await calls.Door.RequestCallbackAsync(CenterFixture.Acme, call.Call)).ShouldBeTrue(); // said once
        await calls.Center.UntilAsync(() => calls.Phones.Sent.Any(static m => m.Text.StartsWith("La richiameremo", StringComparison.Ordinal)), "the promise is said"); // perhaps after that nobody is there
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        calls.Phones.Sent.Count(static m => m.Text.StartsWith("La richiameremo", StringComparison.Ordinal)).ShouldBe(1);

        var anna = await calls.Center.ReadyAsync("anna");
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "the callback is offered");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        var view = await calls.Center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { MayWrite: true } v ? v : null, "it is hers");
        var line = view.Callable.ShouldHaveSingleItem();
        view.Addresses.ShouldContain(Address.Phone("+393331112222"));
        await CenterFixture.Do(anna, new DeskCommand.PlaceCall(view.Summary.Interaction, line.Endpoint, Address.Phone("333 111 2222")));
        var dial = await calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().FirstOrDefault()), "the customer is called");
        (dial.To, dial.Agent, dial.From).ShouldBe((Address.Phone("+393331112222"), new AgentId("anna"), CallCenter.Line));

        // Busy: the matter stays with her, and she tries again.
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Ended(CallCause.Busy) { Status = 486 });
        await calls.Center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { Call: null } v ? v : null, "the call is over");
        (await anna.InteractionAsync(offer.Interaction))!.Summary.Status.ShouldBe(InteractionStatus.Assigned);
        await CenterFixture.Do(anna, new DeskCommand.PlaceCall(view.Summary.Interaction, line.Endpoint, Address.Phone("+393331112222")));
        await calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().Skip(1).FirstOrDefault()), "the customer is called again");
    }

    [Fact]
    public async Task An_agent_whose_telephone_vanishes_loses_the_call_to_the_next_one()
    {
        await using var calls = await CallCenter.StartAsync();
        var (_, call) = await TakenAsync(calls);
        await calls.Center.ReadyAsync("bruno");
        await calls.ReportAsync(call.Call, new CallReport.Left(new AgentId("anna"), IsLost: true));
        await calls.OrderedAsync<CallOrder.LetGo>(call.Call);
        (await calls.OrderedAsync<CallOrder.Wait>(call.Call, 1)).Queue.ShouldBe(new QueueId("faults"));
        (await calls.OrderedAsync<CallOrder.Ring>(call.Call, 1)).Agent.ShouldBe(new AgentId("bruno"));
    }

    [Fact]
    public async Task A_call_handed_on_by_telephone_is_the_colleagues()
    {
        await using var calls = await CallCenter.StartAsync();
        var (anna, call) = await TakenAsync(calls);
        var bruno = await calls.Center.ReadyAsync("bruno");
        await calls.ReportAsync(call.Call, new CallReport.Joined(new AgentId("bruno")), new CallReport.Left(new AgentId("anna")));
        var view = await calls.InteractionAsync(anna, call);
        await calls.Center.UntilAsync(async () => await bruno.InteractionAsync(view.Summary.Interaction) is { MayWrite: true } v ? v : null, "it is his");
        (await calls.OrderedAsync<CallOrder.Join>(call.Call, 1)).Agent.ShouldBe(new AgentId("bruno"));
    }

    [Fact]
    public async Task Orders_of_people_go_to_the_call_and_their_refusals_come_back()
    {
        await using var calls = await CallCenter.StartAsync();
        var (anna, call) = await TakenAsync(calls);
        var view = await calls.InteractionAsync(anna, call);
        var id = view.Summary.Interaction;
        view.Callable.ShouldBeEmpty();
        await CenterFixture.Do(anna, new DeskCommand.HoldCall(id, true));
        (await calls.OrderedAsync<CallOrder.Hold>(call.Call)).ShouldSatisfyAllConditions(o => o.By.ShouldBe(new AgentId("anna")), o => o.IsHeld.ShouldBeTrue());
        await calls.ReportAsync(call.Call, new CallReport.Held(new AgentId("anna")));
        (await calls.Center.UntilAsync(async () => await anna.InteractionAsync(id) is { Call.IsHeld: true } v ? v : null, "it is on hold")).Call!.Agents.ShouldBe(["anna"]);
        (await anna.DoAsync(new DeskCommand.PlaceCall(id, CallCenter.Line.Id, Address.Phone("+393331112222")), Guid.NewGuid())).Code.ShouldBe("CC1321");
        (await anna.DoAsync(new DeskCommand.SendKeys(id, "12x"), Guid.NewGuid())).Code.ShouldBe("CC1324");
        (await anna.DoAsync(new DeskCommand.Consult(id, null, null), Guid.NewGuid())).Code.ShouldBe("CC1322");
        (await calls.Center.Desk("bruno").DoAsync(new DeskCommand.HangUp(id), Guid.NewGuid())).Code.ShouldBe("CC1302");
        calls.Phones.Obey = static _ => new CallOrderResult("CC2401", "The call is over.");
        (await anna.DoAsync(new DeskCommand.MuteCall(id, true), Guid.NewGuid())).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(DeskStatus.Refused), r => r.Code.ShouldBe("CC2401"));

        // A supervisor may listen and record, and nothing else of it.
        calls.Phones.Obey = static _ => CallOrderResult.Done;
        var carla = calls.Center.Desk("carla", Role.Supervisor);
        await CenterFixture.Do(carla, new DeskCommand.SuperviseCall(id, CallPart.Whisperer));
        (await calls.OrderedAsync<CallOrder.Supervise>(call.Call)).Part.ShouldBe(CallPart.Whisperer);
        (await carla.DoAsync(new DeskCommand.HoldCall(id, false), Guid.NewGuid())).Status.ShouldBe(DeskStatus.Forbidden);
    }

    [Fact]
    public async Task A_consultation_that_becomes_a_transfer_gives_the_work_to_the_colleague()
    {
        await using var calls = await CallCenter.StartAsync();
        var (anna, call) = await TakenAsync(calls);
        await calls.Center.ReadyAsync("bruno");
        var id = (await calls.InteractionAsync(anna, call)).Summary.Interaction;
        await CenterFixture.Do(anna, new DeskCommand.Consult(id, new AgentId("bruno"), null));
        await calls.ReportAsync(call.Call, new CallReport.Held(new AgentId("anna")), new CallReport.Consulted(new AgentId("anna"), new AgentId("bruno"), null));
        await calls.Center.UntilAsync(async () => await anna.InteractionAsync(id) is { Call.Consulting: "bruno" } v ? v : null, "he is asked");
        await CenterFixture.Do(anna, new DeskCommand.EndConsult(id, ConsultEnd.Transfer));
        (await calls.OrderedAsync<CallOrder.Join>(call.Call, 1)).Agent.ShouldBe(new AgentId("bruno"));
        calls.Phones.Orders.OfType<CallOrder.EndConsult>().ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_log_is_away_calls_stand_new_ones_are_refused_and_what_ended_is_told_by_the_next_start()
    {
        await using var calls = await CallCenter.StartAsync();
        var (_, stands) = await TakenAsync(calls);
        var ends = await calls.CallAsync("call-2", "+393330000002");
        await calls.OrderedAsync<CallOrder.Wait>(ends.Call);
        var isAway = true;
        calls.Center.Storage.OnAppend = _ => isAway ? AppendFate.Lost : AppendFate.Acknowledged;
        (await calls.Door.ReportAsync(CenterFixture.Acme, ends.Call, new CallReport.Ended(CallCause.Abandoned))).ShouldBe(InboxStatus.Refused);
        (await calls.Door.OfferAsync(new InboundCall { Endpoint = CallCenter.Line, ProviderId = "call-3" })).IsDurable.ShouldBeFalse();

        isAway = false;
        await calls.Center.UntilAsync(() => calls.Kinds(ends.Call) is [.., "call.ended"], "its end is told", TimeSpan.FromSeconds(1));
        calls.Center.Entries.Last(static e => e.Entry.Kind == "call.ended").Entry.Body.Span.IndexOf("Abandoned"u8).ShouldBeGreaterThan(0, "it ended by itself, and nothing interrupted it");
        calls.Kinds(stands.Call).ShouldNotContain("call.ended");
        await calls.Center.UntilAsync(() => calls.Center.Tenant is not null, "the tenant runs", TimeSpan.FromSeconds(1));
        await calls.ReportAsync(stands.Call, new CallReport.Ended(CallCause.Customer));
        await calls.Center.UntilAsync(() => calls.Kinds(stands.Call) is [.., "call.ended"], "the other call goes on until it ends");
    }

    private static async Task<(IDesk Anna, CallAdmission Call)> TakenAsync(CallCenter calls)
    {
        var anna = await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        await calls.TakenAsync(anna, call);
        return (anna, call);
    }

    [Fact]
    public async Task Withheld_numbers_are_other_people_each_time()
    {
        await using var calls = await CallCenter.StartAsync();
        var one = await calls.CallAsync("a", from: null);
        var two = await calls.CallAsync("b", from: null);
        one.Session.ShouldNotBe(two.Session);
        await calls.OrderedAsync<CallOrder.Wait>(two.Call);
        var customers = calls.Center.Entries.Where(static e => e.Entry.Kind == "call.offered").Select(static e => e.Entry.Links.Customer).Distinct();
        customers.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_hangs_up_ends_and_a_call_that_comes_twice_is_one()
    {
        await using var calls = await CallCenter.StartAsync();
        var call = await calls.CallAsync();
        var again = await calls.Door.OfferAsync(new InboundCall { Endpoint = CallCenter.Line, ProviderId = "call-1", From = Address.Phone("+393331112222") });
        (again.Status, again.Call, again.Session).ShouldBe((InboxStatus.Repeated, call.Call, call.Session));
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        await calls.Center.UntilAsync(() => calls.Center.Tenant!.Views.Calls.Find(call.Call) is null or { IsOver: true }, "the call is over");
        (await calls.Door.ReportAsync(CenterFixture.Acme, call.Call, new CallReport.Ended(CallCause.Center))).ShouldBe(InboxStatus.Repeated);
    }

    [Fact]
    public async Task After_a_kill_calls_are_interrupted_with_their_time_and_their_work_is_over()
    {
        await using var calls = await CallCenter.StartAsync();
        await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        var ring = await calls.OrderedAsync<CallOrder.Ring>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Answered());
        var alive = calls.Center.Time.GetUtcNow();
        await calls.Center.CrashAsync();
        calls.Center.Time.Advance(TimeSpan.FromMinutes(7));
        await calls.Center.StartAsync();
        var ended = await calls.Center.UntilAsync(
            () => Task.FromResult(calls.Center.Entries.Where(static e => e.Entry.Kind == "call.ended").Select(static e => e.Entry).FirstOrDefault()), "the call is told");
        var body = System.Text.Encoding.UTF8.GetString(ended.Body.Span);
        body.ShouldContain("Interrupted");
        System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("lastSign").GetDateTimeOffset().ShouldBeInRange(alive - TimeSpan.FromSeconds(5), alive + TimeSpan.FromSeconds(5));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "its matter is over");
        ring.Call.ShouldBe(call.Call);
    }
}
