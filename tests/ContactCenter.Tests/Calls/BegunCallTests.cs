using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Tests.Calls;

/// <summary>A conversation that begins with a call of an agent's.</summary>
public sealed class BegunCallTests
{
    private static readonly AgentId Anna = new("anna");
    private static readonly Address Ada = Address.Phone("+393331112222");

    [Fact]
    public async Task An_agent_calls_a_number_and_has_the_conversation_that_begins_so()
    {
        await using var calls = await CallCenter.StartAsync();
        var anna = await SignedInAsync(calls, "anna");
        var key = Guid.NewGuid();
        var begun = await anna.DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, Address.Phone("333 111 2222")), key);
        begun.Status.ShouldBe(DeskStatus.Done, begun.Message);
        var id = begun.Interaction.ShouldNotBeNull();

        var dial = await DialledAsync(calls);
        (dial.To, dial.Agent, dial.From, dial.IsScreened, dial.RingsUntil).ShouldBe((Ada, Anna, CallCenter.Line, false, null));
        var view = await calls.Center.UntilAsync(async () => await anna.InteractionAsync(id) is { MayWrite: true, Call: not null } v ? v : null, "it is hers");
        (view.Summary.Channel, view.Summary.Queue, view.Summary.Status).ShouldBe((ChannelKind.Voice, new QueueId("faults"), InteractionStatus.Assigned));
        view.Sessions.ShouldHaveSingleItem().Address.ShouldBe(Ada.Value);
        (await anna.AgentAsync()).CapacityUsed.ShouldBe(100);

        // The same command once more is the same conversation.
        (await anna.DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, Ada), key)).ShouldSatisfyAllConditions(
            r => r.Status.ShouldBe(DeskStatus.Repeated), r => r.Interaction.ShouldBe(id));

        // The customer hangs up: the conversation is the agent's to end, who may try again.
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Answered(), new CallReport.Joined(Anna), new CallReport.Ended(CallCause.Customer));
        await calls.Center.UntilAsync(async () => await anna.InteractionAsync(id) is { Call: null } v ? v : null, "the call is over");
        await CenterFixture.Do(anna, new DeskCommand.EndInteraction(id));
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(id, new DispositionCode("resolved")));
        await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).CapacityUsed == 0 ? "free" : null, "she is free");
    }

    [Fact]
    public async Task A_number_dialled_on_the_agents_telephone_begins_the_same_and_once()
    {
        await using var calls = await CallCenter.StartAsync();
        var dialled = new AgentCall { Agent = Anna, ProviderId = "phone-1", To = "333 111 2222" };
        (await calls.Door.BeginAsync(dialled)).Result.Code.ShouldBe("CC1405", "who is not at work begins nothing");
        var anna = await SignedInAsync(calls, "anna");
        var begun = await calls.Door.BeginAsync(dialled);
        begun.Result.IsDone.ShouldBeTrue(begun.Result.Message);
        var dial = await DialledAsync(calls);
        (dial.Call, dial.To, dial.Agent, dial.From).ShouldBe((begun.Call, Ada, Anna, CallCenter.Line));
        (await calls.Door.BeginAsync(dialled)).ShouldBe(begun, "the same call delivered twice");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "interaction.opened").ShouldBe(1);
        await calls.Center.UntilAsync(async () => await anna.AgentAsync() is { CapacityUsed: 100 } a ? a : null, "it is hers");

        // What is no number, nobody's endpoint, or a stranger's.
        (await calls.Door.BeginAsync(dialled with { ProviderId = "phone-2", To = "tomorrow" })).Result.Code.ShouldBe("CC1243");
        (await calls.Door.BeginAsync(dialled with { ProviderId = "phone-3", To = "" })).Result.Code.ShouldBe("CC1243");
        (await calls.Door.BeginAsync(dialled with { ProviderId = "phone-4", To = new string('9', 5_000) })).Result.Code.ShouldBe("CC1243");
        (await calls.Door.BeginAsync(dialled with { ProviderId = "phone-5", From = new EndpointId("sms-faults") })).Result.Code.ShouldBe("CC1323");
        (await calls.Door.BeginAsync(dialled with { ProviderId = "phone-6", Agent = new AgentId("stranger") })).Result.Code.ShouldBe("CC1323");
        await Should.ThrowAsync<ArgumentException>(async () => await calls.Door.BeginAsync(dialled with { ProviderId = "" }));
    }

    [Fact]
    public async Task A_call_for_help_is_three_facts_whether_the_agent_is_at_work_or_not()
    {
        await using var calls = await CallCenter.StartAsync();
        var id = new CallId(DerivedId.From("help"));
        foreach (var report in new CallReport[] { new CallReport.Dialled(""), new CallReport.Answered(AnsweredBy.Person), new CallReport.Ended(CallCause.Customer) })
        {
            (await calls.Door.NoteEmergencyAsync(id, Anna, "112", report)).ShouldBe(InboxStatus.Accepted);
            (await calls.Door.NoteEmergencyAsync(id, Anna, "112", report)).ShouldBe(InboxStatus.Repeated);
        }

        calls.Center.Entries.Where(static e => e.Machine.Kind == "emergency-call").Select(static e => e.Entry.Kind).ShouldBe(["emergency-call.placed", "emergency-call.answered", "emergency-call.ended"]);
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.opened");
        (await calls.Door.NoteEmergencyAsync(id, new AgentId("stranger"), "112", new CallReport.Dialled(""))).ShouldBe(InboxStatus.Refused);
        await Should.ThrowAsync<ArgumentException>(async () => await calls.Door.NoteEmergencyAsync(id, Anna, "+393331112222", new CallReport.Dialled(""))); // somebody's number is sealed, elsewhere
    }

    [Fact]
    public async Task Whoever_hung_up_is_called_back_in_a_new_conversation_of_the_same_customer()
    {
        await using var calls = await CallCenter.StartAsync();
        var call = await calls.CallAsync();
        await calls.OrderedAsync<CallOrder.Wait>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Abandoned));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is over");
        var first = calls.Center.Entries.First(static e => e.Entry.Kind == "interaction.closed").Entry;
        var anna = await SignedInAsync(calls, "anna");
        var customer = (await anna.CustomerAsync(first.Links.Customer!.Value)).ShouldNotBeNull();

        var begun = await anna.DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, customer.Addresses.ShouldHaveSingleItem()), Guid.NewGuid());

        begun.Interaction.ShouldNotBe(first.Links.Interaction);
        (await DialledAsync(calls)).To.ShouldBe(Ada);
        (await calls.Center.UntilAsync(async () => await anna.InteractionAsync(begun.Interaction!.Value) is { } v ? v : null, "it is there")).Summary.Customer.ShouldBe(customer.Customer);
    }

    [Fact]
    public async Task What_cannot_be_called_is_refused_at_the_desk_and_begins_nothing()
    {
        await using var calls = await CallCenter.StartAsync(static t => t.AddQueue("other"));
        var anna = calls.Center.Desk("anna");
        (await BeginAsync(anna, Ada)).Code.ShouldBe("CC1405"); // not signed in
        anna = await SignedInAsync(calls, "anna");
        (await BeginAsync(anna, Address.Phone("112"))).Code.ShouldBe("CC1326");
        (await BeginAsync(anna, Address.Phone(" 1 1 3"))).Code.ShouldBe("CC1326"); // in Italy
        (await BeginAsync(anna, Address.Phone("tomorrow"))).Code.ShouldBe("CC1243");
        (await BeginAsync(anna, new Address(AddressKind.Mail, "a@example.com"))).Code.ShouldBe("CC1243");
        (await anna.DoAsync(new DeskCommand.BeginCall(new EndpointId("sms-faults"), Ada), Guid.NewGuid())).Code.ShouldBe("CC1323");
        (await anna.DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, Ada, new QueueId("nowhere")), Guid.NewGuid())).Code.ShouldBe("CC1211");
        calls.Phones.Checks = static dial => dial.To.Value.StartsWith("+39", StringComparison.Ordinal) ? CallOrderResult.Done : new CallOrderResult("CC2420", "Not allowed.");
        (await BeginAsync(anna, Address.Phone("+88299999999"))).ShouldSatisfyAllConditions(r => r.Code.ShouldBe("CC2420"), r => r.Status.ShouldBe(DeskStatus.Refused));
        (await calls.Center.Desk("carla", Role.Supervisor).DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, Ada), Guid.NewGuid())).Status.ShouldBe(DeskStatus.Forbidden);
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.opened");

        // One call at a time.
        (await anna.DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, Ada, new QueueId("other")), Guid.NewGuid())).IsDone.ShouldBeTrue();
        await DialledAsync(calls);
        (await BeginAsync(anna, Ada)).Code.ShouldBe("CC1409");
    }

    [Fact]
    public async Task An_agent_who_has_no_room_any_more_when_it_begins_calls_nobody()
    {
        await using var calls = await CallCenter.StartAsync();
        var anna = await SignedInAsync(calls, "anna");
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => BeginAsync(anna, Address.Phone($"+39333111000{i}")).AsTask()));
        await calls.Center.UntilAsync(
            async () =>
            {
                var views = new List<InteractionView?>();
                foreach (var begun in results.Where(static r => r.IsDone))
                {
                    views.Add(await anna.InteractionAsync(begun.Interaction!.Value));
                }

                return views.TrueForAll(static v => v is { Summary.Status: InteractionStatus.Assigned or InteractionStatus.Closed }) ? "settled" : null;
            },
            "one begins, the others do not");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "call.ordered").ShouldBe(1);
        calls.Center.Entries.Count(static e => e.Entry.Kind == "work.assigned").ShouldBe(1);
    }

    [Fact]
    public async Task After_a_kill_the_call_was_interrupted_and_the_conversation_is_still_hers()
    {
        await using var calls = await CallCenter.StartAsync();
        var anna = await SignedInAsync(calls, "anna");
        var begun = await BeginAsync(anna, Ada);
        var dial = await DialledAsync(calls);
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"));
        await calls.Center.CrashAsync();
        await calls.Center.StartAsync();
        await calls.Center.UntilAsync(() => calls.Kinds(dial.Call) is [.., "call.ended"], "the call is told");
        var view = await calls.Center.UntilAsync(async () => await calls.Center.Desk("anna").InteractionAsync(begun.Interaction!.Value), "it is there");
        (view.Call, view.Summary.Status, view.Summary.Agent).ShouldBe((null, InteractionStatus.Assigned, Anna));
        calls.Phones.Orders.OfType<CallOrder.Dial>().Count().ShouldBe(1);
    }

    private static ValueTask<DeskResult> BeginAsync(IDesk desk, Address to) => desk.DoAsync(new DeskCommand.BeginCall(CallCenter.Line.Id, to), Guid.NewGuid());

    private static async Task<IDesk> SignedInAsync(CallCenter calls, string agent)
    {
        var desk = calls.Center.Desk(agent);
        await desk.ConnectAsync();
        await CenterFixture.Do(desk, new DeskCommand.SignIn()); // not ready: who calls takes no other work
        return desk;
    }

    private static Task<CallOrder.Dial> DialledAsync(CallCenter calls) =>
        calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().FirstOrDefault()), "the customer is called");
}
