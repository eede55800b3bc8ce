using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;

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
            async () => calls.Center.Entries.FirstOrDefault(static e => e.Entry.Kind == "interaction.closed") is { Entry.Links.Interaction: { } id } ? await bruno.InteractionAsync(id) : null, "it is closed");
        view.Summary.Disposition.ShouldBe(new DispositionCode("abandoned"));
        (await bruno.AgentAsync()).Offers.ShouldBeEmpty();
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
        (await calls.SaidAsync(1)).Text.ShouldStartWith("La richiameremo");
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        calls.Phones.Sent.Count.ShouldBe(1);

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
