using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Sessions;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Calls;

/// <summary>What the router says of campaigns becomes calls, and what becomes of the calls is told to the router.</summary>
public sealed class CampaignCallTests
{
    private static readonly AgentId Anna = new("anna");

    [Fact]
    public async Task A_person_who_answers_has_the_agent_and_hanging_up_leads_to_wrap_up()
    {
        await using var calls = await StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var dial = await DialledAsync(calls);
        (dial.To, dial.Agent, dial.From, dial.IsScreened).ShouldBe((Number(1), null, CallCenter.Line, true));
        dial.RingsUntil.ShouldNotBeNull().ShouldBeGreaterThan(calls.Center.Time.GetUtcNow());
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Answered(AnsweredBy.Person));
        (await calls.OrderedAsync<CallOrder.Join>(dial.Call)).Agent.ShouldBe(Anna);
        calls.Phones.Orders.ShouldNotContain(static o => o is CallOrder.Wait || o is CallOrder.Ring);
        await calls.ReportAsync(dial.Call, new CallReport.Joined(Anna));
        var work = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Work is [{ Interaction.Status: InteractionStatus.Assigned } w] ? w : null, "she has it");
        var view = (await anna.InteractionAsync(work.Interaction.Interaction)).ShouldNotBeNull();
        view.MayWrite.ShouldBeTrue();
        view.Call!.Agents.ShouldBe(["anna"]);
        view.Sessions.ShouldHaveSingleItem().Address.ShouldBe(Number(1).Value);
        Outcomes(calls).ShouldBe(["contact.dialled", "contact.answered", "contact.connected"]);

        await calls.ReportAsync(dial.Call, new CallReport.Ended(CallCause.Customer));
        await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Work is [{ InWrapUp: true }] ? "so" : null, "wrap-up");
        Outcomes(calls).ShouldNotContain("contact.not-reached");
    }

    [Theory]
    [InlineData(CallCause.Busy, LineOutcome.Busy)]
    [InlineData(CallCause.NoAnswer, LineOutcome.NoAnswer)]
    [InlineData(CallCause.Customer, LineOutcome.NoAnswer)]
    [InlineData(CallCause.Refused, LineOutcome.Failed)]
    [InlineData(CallCause.NoLine, LineOutcome.Failed)]
    public async Task Whom_nobody_reached_is_reported_once_and_the_conversation_waits_for_the_next_attempt(CallCause cause, LineOutcome outcome)
    {
        await using var calls = await StartAsync(static c => c with { MaxAttempts = 2 });
        await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var dial = await DialledAsync(calls);
        await calls.ReportAsync(dial.Call, new CallReport.Ended(cause));
        (await MissedAsync(calls, 0)).ShouldSatisfyAllConditions(m => m.Outcome.ShouldBe(outcome), m => m.Next.ShouldNotBeNull());
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "line.left"), "the conversation knows");
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.closed");

        // The second attempt is another call of the same conversation, and the last one closes it.
        calls.Center.Time.Advance((await MissedAsync(calls, 0)).Next!.Value - calls.Center.Time.GetUtcNow());
        var again = await DialledAsync(calls, 1);
        again.Call.ShouldNotBe(dial.Call);
        await calls.ReportAsync(again.Call, new CallReport.Ended(cause));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is over");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "interaction.opened").ShouldBe(1);
        Outcomes(calls).ShouldBe(["contact.dialled", "contact.not-reached", "contact.dialled", "contact.not-reached"]);
    }

    [Fact]
    public async Task A_machine_gets_its_message_after_which_the_call_is_hung_up()
    {
        await using var calls = await StartAsync();
        await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var dial = await DialledAsync(calls);
        await calls.ReportAsync(dial.Call, new CallReport.Answered(AnsweredBy.Machine));
        var said = await calls.SaidAsync(1);
        (said.Text, said.Spoken!.Language, said.Thread).ShouldBe(("La richiameremo domani.", "it", dial.Call.Thread));
        await calls.OrderedAsync<CallOrder.End>(dial.Call);
        calls.Phones.Orders.ShouldNotContain(static o => o is CallOrder.Join);
        (await MissedAsync(calls, 0)).Outcome.ShouldBe(LineOutcome.Machine);
        await calls.ReportAsync(dial.Call, new CallReport.Ended(CallCause.Center));
        Outcomes(calls).ShouldBe(["contact.dialled", "contact.not-reached"]);
    }

    [Fact]
    public async Task Whom_no_agent_is_there_for_in_time_hears_so_and_is_hung_up()
    {
        await using var calls = await StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var dial = await DialledAsync(calls);
        await CenterFixture.Do(anna, new DeskCommand.SetNotReady(new NotReadyReason("break")));
        await calls.ReportAsync(dial.Call, new CallReport.Answered(AnsweredBy.Person));
        await calls.Center.UntilAsync(() => Outcomes(calls).Contains("contact.abandoned"), "it is abandoned", TimeSpan.FromMilliseconds(500));
        (await calls.SaidAsync(1)).Text.ShouldBe("La chiamava Acme.");
        await calls.OrderedAsync<CallOrder.End>(dial.Call);
        await calls.ReportAsync(dial.Call, new CallReport.Ended(CallCause.Center));
        calls.Phones.Orders.ShouldNotContain(static o => o is CallOrder.Join);

        // Each window's share is known from the journal alone.
        var proof = CampaignProof.Read(calls.Center.Entries.Where(static e => e.Machine.Kind == "router").Select(static e => ContactCenter.Distribution.RouterJournal.Read(e.Entry)));
        proof.ShouldHaveSingleItem().Period.Abandoned.ShouldBe(1);
    }

    [Fact]
    public async Task Who_hangs_up_before_the_agent_is_there_is_reported_so()
    {
        await using var calls = await StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var dial = await DialledAsync(calls);
        await CenterFixture.Do(anna, new DeskCommand.SetNotReady(new NotReadyReason("break")));
        await calls.ReportAsync(dial.Call, new CallReport.Answered(AnsweredBy.Person), new CallReport.Ended(CallCause.Customer));
        (await MissedAsync(calls, 0)).Outcome.ShouldBe(LineOutcome.HungUp);
    }

    [Fact]
    public async Task In_preview_the_agent_sees_whom_and_on_accepting_is_called_first()
    {
        await using var calls = await StartAsync(static c => c with { Mode = CampaignMode.Preview }, asks: true);
        var anna = await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var o] ? o : null, "she is asked");
        offer.Customer.ShouldBe(Number(1).Value);
        calls.Phones.Orders.ShouldBeEmpty();
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        var dial = await DialledAsync(calls);
        (dial.To, dial.Agent, dial.IsScreened).ShouldBe((Number(1), Anna, false));
        await calls.Center.UntilAsync(async () => (await anna.InteractionAsync(offer.Interaction)) is { MayWrite: true } ? "so" : null, "it is hers");

        // Busy: she is free again, and the contact is called again later.
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Ended(CallCause.Busy));
        await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).CapacityUsed == 0 ? "so" : null, "she is free");
        await calls.Center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { Summary.Status: InteractionStatus.Answered } ? "so" : null, "nobody has it meanwhile");
    }

    [Fact]
    public async Task In_preview_whoever_answers_is_connected_and_hanging_up_leads_to_wrap_up()
    {
        await using var calls = await StartAsync(static c => c with { Mode = CampaignMode.Preview }, asks: true);
        var anna = await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var o] ? o : null, "she is asked");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        var dial = await DialledAsync(calls);
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Answered(), new CallReport.Joined(Anna));
        await calls.Center.UntilAsync(() => Outcomes(calls).Contains("contact.connected"), "they talk");
        await calls.ReportAsync(dial.Call, new CallReport.Ended(CallCause.Customer));
        await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Work is [{ InWrapUp: true }] ? "so" : null, "wrap-up");
    }

    [Fact]
    public async Task Nobody_is_called_who_is_not_on_the_list_any_more()
    {
        await using var calls = await StartAsync();
        await calls.Center.ReadyAsync("anna");
        List.Missing.Add(Contact(7).Id);
        await AddAsync(calls, 7);
        (await MissedAsync(calls, 0)).Outcome.ShouldBe(LineOutcome.Failed);
        calls.Phones.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_contact_withdrawn_between_two_attempts_is_closed_and_a_conversation_a_person_closes_is_called_no_more()
    {
        await using var calls = await StartAsync();
        await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        await calls.ReportAsync((await DialledAsync(calls)).Call, new CallReport.Ended(CallCause.Busy));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Count(static e => e.Entry.Kind == "line.left") == 1, "the first attempt is over");
        await calls.Center.Tenant!.Router.AskAsync(Guid.NewGuid(), new RouterCommand.WithdrawContact(new("spring"), Contact(1).Id), default);
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is closed");

        await AddAsync(calls, 2);
        await calls.ReportAsync((await DialledAsync(calls, 1)).Call, new CallReport.Ended(CallCause.Busy));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Count(static e => e.Entry.Kind == "line.left") == 2, "the other attempt is over");
        await CenterFixture.Do(calls.Center.Desk("carla", Role.Supervisor), new DeskCommand.CloseInteraction(Contact(2).Interaction, new DispositionCode("resolved")));
        await calls.Center.UntilAsync(() => Outcomes(calls).Count(static k => k == "contact.withdrawn") == 2, "it is withdrawn");
    }

    [Fact]
    public async Task Of_a_line_that_a_kill_interrupted_nothing_is_reported_and_the_router_gives_it_up()
    {
        await using var calls = await StartAsync();
        await calls.Center.ReadyAsync("anna");
        await AddAsync(calls, 1);
        var dial = await DialledAsync(calls);
        await calls.Center.CrashAsync();
        await calls.Center.StartAsync();
        await calls.Center.UntilAsync(() => calls.Kinds(dial.Call) is [.., "call.ended"], "the call is told");
        calls.Center.Time.Advance(TimeSpan.FromSeconds(31));
        (await MissedAsync(calls, 0)).Outcome.ShouldBe(LineOutcome.Unknown);
        calls.Phones.Orders.OfType<CallOrder.Dial>().Count().ShouldBe(1);
    }

    private static FakeList List => field ??= new FakeList();

    private static CampaignContact Contact(int n) => new() { Id = new(DerivedId.From("contact", $"{n}")), Interaction = new(DerivedId.From("contact's", $"{n}")), Reference = $"{n}" };

    private static Address Number(int n) => Address.Phone($"+3933300000{n:D2}");

    private static async Task<CallCenter> StartAsync(Func<CampaignSettings, CampaignSettings>? change = null, bool asks = false)
    {
        var calls = await CallCenter.StartAsync(
            t => t.AddQueue("dials", q =>
            {
                q.AutoAccept = !asks;
                q.WrapUpLimit = TimeSpan.FromMinutes(1);
            }).AddNotReadyReason("break", "Break"),
            compose: static cc => cc.Services.AddSingleton<Func<TenantId, IContactList>>(static _ => List));
        var campaign = new CampaignSettings { Id = new("spring"), Queue = new("dials") };
        (await calls.Center.Tenant!.Router.AskAsync(Guid.NewGuid(), new RouterCommand.SetCampaign(change?.Invoke(campaign) ?? campaign), default)).ShouldBe(DeskResult.Done);
        return calls;
    }

    private static async Task AddAsync(CallCenter calls, int n) =>
        (await calls.Center.Tenant!.Router.AskAsync(Guid.NewGuid(), new RouterCommand.AddContact(new("spring"), Contact(n)), default)).ShouldBe(DeskResult.Done);

    private static Task<CallOrder.Dial> DialledAsync(CallCenter calls, int skip = 0) =>
        calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().Skip(skip).FirstOrDefault()), "somebody is dialled");

    private static Task<RouterEvent.ContactNotReached> MissedAsync(CallCenter calls, int skip) => calls.Center.UntilAsync(
        () => Task.FromResult(calls.Center.Entries.Where(static e => e.Entry.Kind == "contact.not-reached").Skip(skip).Select(static e => (RouterEvent.ContactNotReached)RouterCodec.Read(e.Entry)).FirstOrDefault()),
        "the router knows that nobody was reached");

    private static List<string> Outcomes(CallCenter calls) =>
        [.. calls.Center.Entries.Select(static e => e.Entry.Kind).Where(static k => k.StartsWith("contact.", StringComparison.Ordinal) && k != "contact.added")];

    private sealed class FakeList : IContactList
    {
        public HashSet<ContactId> Missing { get; } = [];

        public ValueTask<CampaignCallee?> FindAsync(CampaignId campaign, ContactId contact, CancellationToken cancellationToken) => ValueTask.FromResult(
            Missing.Contains(contact) ? null : new CampaignCallee(CallCenter.Line.Id, Number(Enumerable.Range(1, 9).First(n => Contact(n).Id == contact)), "it")
            {
                AbandonedMessage = "La chiamava Acme.",
                MachineMessage = "La richiameremo domani.",
            });
    }
}
