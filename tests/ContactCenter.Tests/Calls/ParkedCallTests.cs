using ContactCenter.Calls;
using ContactCenter.Desk;

namespace ContactCenter.Tests.Calls;

/// <summary>What the center makes of calls that are parked, of who is muted, and of what callers who wait are told.</summary>
public sealed class ParkedCallTests
{
    private static readonly AgentId Anna = new("anna");
    private static readonly AgentId Bruno = new("bruno");

    [Fact]
    public async Task A_parked_call_is_listed_for_everybody_and_is_the_conversation_of_who_picks_it_up()
    {
        await using var calls = await CallCenter.StartAsync();
        var (anna, call, id) = await TalkingAsync(calls);
        var bruno = await calls.Center.ReadyAsync("bruno");
        (await bruno.AgentAsync()).Parked.ShouldBeEmpty();
        (await bruno.DoAsync(new DeskCommand.PickUpCall(id), Guid.NewGuid())).Code.ShouldBe("CC1329");
        await calls.ReportAsync(call.Call, new CallReport.Parked(Anna, "1"), new CallReport.Left(Anna));
        var parked = await calls.Center.UntilAsync(async () => (await bruno.AgentAsync()).Parked is [var one] ? one : null, "it is listed");
        (parked.Interaction, parked.Place, parked.By, parked.Queue).ShouldBe((id, "1", "anna", new QueueId("faults")));
        (await anna.InteractionAsync(id))!.Call.ShouldNotBeNull().ShouldSatisfyAllConditions(c => c.ParkedAt.ShouldBe("1"), c => c.ParkedSince.ShouldBe(parked.Since));

        await CenterFixture.Do(bruno, new DeskCommand.PickUpCall(id));
        (await calls.OrderedAsync<CallOrder.PickUp>(call.Call)).By.ShouldBe(Bruno);
        await calls.ReportAsync(call.Call, new CallReport.Joined(Bruno));
        await calls.Center.UntilAsync(async () => await bruno.InteractionAsync(id) is { MayWrite: true } v ? v : null, "it is his");
        (await bruno.AgentAsync()).Parked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_that_comes_back_in_vain_waits_again_as_old_as_it_is()
    {
        await using var calls = await CallCenter.StartAsync();
        var (_, call, id) = await TalkingAsync(calls);
        var since = calls.Center.Tenant!.Views.Interactions.Find(id)!.WaitingSince;
        calls.Center.Time.Advance(TimeSpan.FromMinutes(3));
        await calls.ReportAsync(call.Call, new CallReport.Parked(Anna, "1"), new CallReport.Left(Anna), new CallReport.Returned(Anna), new CallReport.Left(Anna, IsLost: true));
        (await calls.OrderedAsync<CallOrder.Wait>(call.Call, 1)).Queue.ShouldBe(new QueueId("faults"));
        calls.Center.Tenant!.Views.Interactions.Find(id)!.WaitingSince.ShouldBe(since);
        calls.Center.Tenant.Views.Calls.Find(call.Call)!.Place.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_muted_sees_it_on_every_page()
    {
        await using var calls = await CallCenter.StartAsync();
        var (anna, call, id) = await TalkingAsync(calls);
        await calls.ReportAsync(call.Call, new CallReport.Muted(Anna, true));
        await calls.Center.UntilAsync(async () => await anna.InteractionAsync(id) is { Call.IsMuted: true } v ? v : null, "she is muted");
        await calls.ReportAsync(call.Call, new CallReport.Muted(Anna, false));
        await calls.Center.UntilAsync(async () => await anna.InteractionAsync(id) is { Call.IsMuted: false } v ? v : null, "she is heard");
    }

    [Fact]
    public async Task A_caller_who_waits_hears_the_place_and_the_key_for_a_callback_which_keeps_the_place_and_is_announced_to_no_more()
    {
        await using var calls = await CallCenter.StartAsync(static t => t.Queues["faults"].Announce(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)), phones: new Testing.FakeTelephony { CallbackKey = '5' });
        var first = await calls.CallAsync();
        await calls.OrderedAsync<CallOrder.Wait>(first.Call);
        var second = await calls.CallAsync("call-2", "+393330000002");
        await calls.OrderedAsync<CallOrder.Wait>(second.Call);
        await calls.Center.UntilAsync(() => Said(second).Any(static t => t.StartsWith("Il Suo è il contatto numero 2 in attesa.", StringComparison.Ordinal)), "the place is told", TimeSpan.FromSeconds(1));
        Said(second).Last().ShouldEndWith("Per essere richiamato senza perdere il posto, prema 5.");
        await calls.Center.UntilAsync(() => Said(first).Any(static t => t.StartsWith("Il Suo è il prossimo contatto.", StringComparison.Ordinal)), "the first one hears it, too", TimeSpan.FromSeconds(1));

        (await calls.Door.RequestCallbackAsync(CenterFixture.Acme, first.Call)).ShouldBeTrue();
        await calls.OrderedAsync<CallOrder.End>(first.Call);
        await calls.ReportAsync(first.Call, new CallReport.Ended(CallCause.Center));
        var told = Said(first).Count;
        await calls.Center.UntilAsync(() => Said(second).Count >= 3, "time goes on", TimeSpan.FromSeconds(5));
        Said(first).Count.ShouldBe(told, "nobody is told anything who has hung up");
        Said(second).Last().ShouldStartWith("Il Suo è il contatto numero 2", customMessage: "the other one's place is kept");

        List<string> Said(CallAdmission call) => [.. calls.Phones.Sent.Where(m => m.Thread == call.Call.Thread).Select(static m => m.Text).Where(static t => t.StartsWith("Il Suo", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task A_call_between_agents_is_three_facts_and_no_conversation()
    {
        await using var calls = await CallCenter.StartAsync();
        var id = new CallId(DerivedId.From("internal"));
        CallReport[] reports = [new CallReport.Dialled(""), new CallReport.Answered(AnsweredBy.Person), new CallReport.Ended(CallCause.Customer)];
        foreach (var report in reports)
        {
            (await calls.Door.NoteInternalAsync(id, Anna, Bruno, report)).ShouldBe(Channels.InboxStatus.Accepted);
            (await calls.Door.NoteInternalAsync(id, Anna, Bruno, report)).ShouldBe(Channels.InboxStatus.Repeated);
        }

        calls.Center.Entries.Where(static e => e.Machine.Kind == "internal-call").Select(static e => e.Entry.Kind).ShouldBe(["internal-call.placed", "internal-call.answered", "internal-call.ended"]);
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.opened");
        (await calls.Door.NoteInternalAsync(id, Anna, new AgentId("stranger"), reports[0])).ShouldBe(Channels.InboxStatus.Refused);
    }

    private static async Task<(IDesk Anna, CallAdmission Call, InteractionId Id)> TalkingAsync(CallCenter calls)
    {
        var anna = await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        return (anna, call, (await calls.TakenAsync(anna, call)).Summary.Interaction);
    }
}
