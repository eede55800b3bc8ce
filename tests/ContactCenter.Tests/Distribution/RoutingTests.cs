using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Distribution;

/// <summary>What a center's configuration says of routing, from a message through the door to the agent who is asked, or to what the customer is told.</summary>
public sealed class RoutingTests
{
    private const string Customer = "+393331112222";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Work_that_waits_too_long_overflows_to_the_other_queue_and_is_offered_there()
    {
        await using var routed = await RoutedCenter.StartAsync(static t => t.AddAgent("dora").Queues["faults"].AddOverflow(OverflowOptions.ToQueue(OverflowTrigger.Wait, "billing", 5 * Minute)));
        var dora = await routed.Center.ReadyAsync("dora"); // no gas, but bills
        await routed.WriteAsync("m1");
        await routed.UntilAsync("work.queued");
        routed.Center.Time.Advance(4 * Minute);
        (await dora.AgentAsync()).Offers.ShouldBeEmpty();
        routed.Center.Time.Advance(Minute);

        var offer = await routed.OfferAsync(dora);
        offer.Queue.Value.ShouldBe("billing");
        await routed.Center.UntilAsync(async () => (await dora.InteractionsAsync(new InteractionFilter())).Single().Queue?.Value == "billing" ? "so" : null, "lists say where the work is");
        offer.WaitingSince.ShouldBe(routed.Center.Time.GetUtcNow() - (5 * Minute), "the place is kept");
    }

    [Fact]
    public async Task A_wider_circle_is_asked_once_the_work_has_waited()
    {
        await using var routed = await RoutedCenter.StartAsync(static t => t.Queues["faults"]
            .RequireSkill("gas", 5).ServedByTeams("crew").AddRing(TimeSpan.FromSeconds(30), static r => r.AnyTeam = true).AddRing(Minute, static r => (r.AnyTeam, r.LowerBy) = (true, 2)));
        var bruno = await routed.Center.ReadyAsync("bruno"); // gas 3, of no team
        await routed.WriteAsync("m1");
        await routed.UntilAsync("work.queued");
        routed.Center.Time.Advance(TimeSpan.FromSeconds(59));
        await routed.UntilAsync("work.relaxed");
        (await bruno.AgentAsync()).Offers.ShouldBeEmpty();
        routed.Center.Time.Advance(TimeSpan.FromSeconds(1));
        (await routed.OfferAsync(bruno)).Queue.Value.ShouldBe("faults");
    }

    [Fact]
    public async Task A_team_serves_its_queue_and_nobody_else_does()
    {
        await using var routed = await RoutedCenter.StartAsync(static t =>
        {
            t.Queues["faults"].ServedByTeams("crew");
            t.Agents["bruno"].Of("crew");
        });
        var anna = await routed.Center.ReadyAsync("anna"); // better, idle longer, of no team
        var bruno = await routed.Center.ReadyAsync("bruno");
        await routed.WriteAsync("m1");
        await routed.OfferAsync(bruno);
        (await anna.AgentAsync()).Offers.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_closed_queue_the_customer_gets_the_answer_in_the_endpoints_language_and_it_is_over_until_the_next_message()
    {
        await using var routed = await RoutedCenter.StartAsync(ClosedInTheMorning);
        var anna = await routed.Center.ReadyAsync("anna");
        await routed.WriteAsync("m1");
        await routed.UntilAsync("interaction.closed");
        await routed.Center.UntilAsync(() => routed.Sms.Sent.Count == 1, "the answer is sent");
        (routed.Sms.Sent[0].Text, routed.Sms.Sent[0].To.Value).ShouldBe(("Siamo chiusi fino alle due.", Customer));
        (await anna.AgentAsync()).Offers.ShouldBeEmpty();
        var first = (await anna.InteractionsAsync(new InteractionFilter())).Single();
        (first.Status, first.Disposition!.Value.Value).ShouldBe((InteractionStatus.Closed, "overflowed"));

        // Open at two: who writes again is served.
        routed.Center.Time.Advance(TimeSpan.FromHours(4));
        await routed.WriteAsync("m2");
        (await routed.OfferAsync(anna)).Interaction.ShouldNotBe(first.Interaction);
        routed.Sms.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("work.queued", AppendFate.Lost)]
    [InlineData("work.queued", AppendFate.Unacknowledged)]
    [InlineData("interaction.closed", AppendFate.Lost)]
    [InlineData("interaction.closed", AppendFate.Unacknowledged)]
    [InlineData("message.attempting", AppendFate.Lost)]
    [InlineData("message.sent", AppendFate.Unacknowledged)]
    public async Task A_kill_anywhere_between_overflow_and_answer_loses_nothing_and_repeats_nothing(string at, AppendFate fate)
    {
        await using var routed = await RoutedCenter.StartAsync(ClosedInTheMorning);
        routed.Center.Storage.OnAppend = a => a.Entries.Any(e => e.Kind == at) ? fate : AppendFate.Acknowledged;
        await routed.WriteAsync("m1");
        await routed.Center.UntilAsync(() => routed.Center.Tenant?.Storage.Log.Failure is not null || routed.Center.Tenant is null || routed.Center.Entries.Any(e => e.Entry.Kind == at), "it breaks there");
        await routed.Center.CrashAsync();
        routed.Center.Storage.OnAppend = static _ => AppendFate.Acknowledged;
        await routed.Center.StartAsync();

        await routed.UntilAsync("interaction.closed");
        await routed.Center.UntilAsync(() => routed.Center.Entries.Any(static e => e.Entry.Kind is "message.sent" or "message.unknown"), "the answer is settled");
        await routed.SettleAsync();
        var first = routed.Center.Entries.First(static e => e.Entry.Kind == "interaction.opened").Entry.Links.Interaction;
        routed.Center.Entries.Count(e => e.Entry.Kind == "message.intended" && e.Entry.Links.Interaction == first).ShouldBe(1);
        routed.Sms.Sent.Count(static m => m.To.Value == Customer).ShouldBe(1);
    }

    [Fact]
    public async Task An_emergency_is_never_answered_away()
    {
        await using var routed = await RoutedCenter.StartAsync(static t =>
        {
            ClosedInTheMorning(t);
            t.Endpoints["sms-faults"].Priority = Priority.Emergency.Value;
        });
        var anna = await routed.Center.ReadyAsync("anna");
        await routed.WriteAsync("m1");
        await routed.OfferAsync(anna);
        routed.Sms.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_promised_an_answer_need_not_wait_keeps_the_place_and_is_told_once()
    {
        await using var routed = await RoutedCenter.StartAsync(static t => t.Queues["billing"].AddOverflow(OverflowOptions.ToCallback(OverflowTrigger.Length, "We answer you here today; you need not wait.", length: 1)));
        await CenterFixture.Do(routed.Center.Desk("anna"), new DeskCommand.SignIn()); // so that somebody could serve it, and nothing else is said
        await routed.ChatAsync("m1", "ugo");
        await routed.UntilAsync("work.queued");
        await routed.ChatAsync("m2", "pia");
        await routed.UntilAsync("work.place-kept");
        await routed.Center.UntilAsync(() => routed.Chat.Sent.Count == 1, "the promise is sent");
        (routed.Chat.Sent[0].Text, routed.Chat.Sent[0].To.Value).ShouldBe(("We answer you here today; you need not wait.", "pia"));

        await routed.Center.CrashAsync();
        await routed.Center.StartAsync();
        var anna = await routed.BackAsync("anna");
        await routed.ServeAsync(anna);
        await routed.ServeAsync(anna);
        routed.Chat.Sent.Count.ShouldBe(1);
        routed.Count("work.place-kept").ShouldBe(1);
        routed.Count("interaction.closed").ShouldBe(2);
    }

    [Fact]
    public async Task Those_who_wait_in_a_chat_are_told_where_they_stand_in_their_language_and_others_are_not()
    {
        await using var routed = await RoutedCenter.StartAsync(static t =>
        {
            t.Endpoints["page"].Speaks("it");
            t.Queues["billing"].Announce(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
            t.Queues["faults"].Announce(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
        });
        await CenterFixture.Do(routed.Center.Desk("anna"), new DeskCommand.SignIn());
        await routed.ChatAsync("m1", "ugo");
        await routed.UntilAsync("work.queued");
        await routed.ChatAsync("m2", "pia");
        await routed.WriteAsync("m3");
        await routed.UntilAsync("work.queued", 3);
        routed.Center.Time.Advance(TimeSpan.FromSeconds(20));
        await routed.Center.UntilAsync(() => routed.Chat.Sent.Count == 2, "both are told", TimeSpan.FromSeconds(1));
        Told("ugo").ShouldBe(["Il Suo è il prossimo contatto."]);
        Told("pia")[0].ShouldStartWith("Il Suo è il contatto numero 2 in attesa.");

        await routed.Center.CrashAsync();
        await routed.Center.StartAsync();
        routed.Center.Time.Advance(TimeSpan.FromSeconds(60));
        await routed.Center.UntilAsync(() => routed.Chat.Sent.Count == 4, "and again at the queue's rhythm", TimeSpan.FromSeconds(1));
        Told("ugo").Count.ShouldBe(2);
        routed.Sms.Sent.ShouldBeEmpty("an SMS costs and is no place for it");

        List<string> Told(string visitor) => [.. routed.Chat.Sent.Where(m => m.To.Value == visitor).Select(static m => m.Text)];
    }

    [Fact]
    public async Task A_customer_comes_back_to_the_agent_who_knows_the_case_for_the_queues_limit_and_then_to_everybody()
    {
        await using var routed = await RoutedCenter.StartAsync(static t => t.Queues["faults"].StickToAgent(2 * Minute));
        var anna = await routed.Center.ReadyAsync("anna");
        await routed.WriteAsync("m1");
        await routed.ServeAsync(anna);
        var bruno = await routed.Center.ReadyAsync("bruno");
        await routed.WriteAsync("m2", "+393339999999");
        var other = await routed.OfferAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(other.Offer));

        // Killed and built again from nothing but the log: the center still knows who had the customer.
        await routed.Center.CrashAsync();
        await routed.Center.StartAsync();
        anna = await routed.BackAsync("anna");
        bruno = await routed.BackAsync("bruno");
        await CenterFixture.Do(anna, new DeskCommand.SetNotReady(new NotReadyReason("break")));
        await routed.WriteAsync("m3");
        await routed.UntilAsync("work.queued", 3);
        routed.Center.Time.Advance(2 * Minute - TimeSpan.FromSeconds(1));
        (await bruno.AgentAsync()).Offers.ShouldBeEmpty("it waits for anna, whom the customer knows");
        routed.Center.Time.Advance(TimeSpan.FromSeconds(1));
        await routed.OfferAsync(bruno);
    }

    [Fact]
    public async Task Without_the_setting_and_for_an_agent_who_has_gone_work_is_for_everybody_at_once()
    {
        await using var routed = await RoutedCenter.StartAsync(static t => t.Queues["faults"].StickToAgent(2 * Minute));
        var anna = await routed.Center.ReadyAsync("anna");
        await routed.WriteAsync("m1");
        await routed.ServeAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.SignOut());
        var bruno = await routed.Center.ReadyAsync("bruno");
        await routed.WriteAsync("m2");
        await routed.OfferAsync(bruno);

        await using var plain = await RoutedCenter.StartAsync(static _ => { });
        anna = await plain.Center.ReadyAsync("anna");
        await plain.WriteAsync("m1");
        await plain.ServeAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.SetNotReady(new NotReadyReason("break")));
        bruno = await plain.Center.ReadyAsync("bruno");
        await plain.WriteAsync("m2");
        await plain.OfferAsync(bruno);
    }

    [Fact]
    public async Task A_supervisor_is_told_why_somebody_was_asked_long_after_and_over_a_restart()
    {
        await using var routed = await RoutedCenter.StartAsync(static t =>
        {
            t.Queues["faults"].Strategy = "best-skill";
            t.AddAgent("carlo", static a => a.Skill("gas", 9).Of("night")).Queues["faults"].ServedByTeams("day");
            t.Agents["anna"].Of("day");
            t.Agents["bruno"].Of("day");
        });
        var bruno = await routed.Center.ReadyAsync("bruno"); // idle longer, but knows less
        var anna = await routed.Center.ReadyAsync("anna");
        await routed.Center.ReadyAsync("carlo");
        await routed.WriteAsync("m1");
        var offer = await routed.OfferAsync(anna);
        var now = (await routed.Center.Desk("zoe", Role.Supervisor).ExplainAsync(offer.Interaction))!;
        now.Candidates.Select(static c => (c.Agent.Value, c.Obstacle)).ShouldBe([("anna", WorkObstacle.HasIt), ("bruno", WorkObstacle.None), ("carlo", WorkObstacle.OtherTeam)]);
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        await CenterFixture.Do(bruno, new DeskCommand.SignOut());
        await routed.UntilAsync("agent.joined");

        await routed.Center.CrashAsync();
        await routed.Center.StartAsync();
        var supervisor = routed.Center.Desk("zoe", Role.Supervisor);
        var past = (await supervisor.OffersAsync(offer.Interaction)).ShouldHaveSingleItem();
        (past.Offer, past.Agent.Value, past.Outcome).ShouldBe((offer.Offer, "anna", OfferOutcome.Accepted));
        var why = (await supervisor.ExplainOfferAsync(offer.Interaction, offer.Offer))!;
        (why.Chosen!.Value.Value, why.At, why.Strategy).ShouldBe(("anna", past.At, "best-skill"));
        why.Candidates.Select(static c => (c.Agent.Value, c.Place, c.Rank)).ShouldBe([("anna", 1, 5), ("bruno", 2, 3), ("carlo", null, 9)]);
        why.Message.ShouldBe("anna was asked: of 3 agents 2 could take it; compared with bruno, anna suits it better (5 against 3).");
        (await supervisor.ExplainOfferAsync(new InteractionId(DerivedId.From("another")), offer.Offer)).ShouldBeNull();
    }

    [Fact]
    public async Task Work_that_waits_in_a_closed_queue_is_explained_by_when_it_opens()
    {
        await using var routed = await RoutedCenter.StartAsync(static t =>
        {
            t.AddCalendar("afternoons", static c => c.In("Europe/Rome").Open("14:00-18:00"));
            t.Queues["faults"].OpenBy("afternoons");
        });
        var anna = await routed.Center.ReadyAsync("anna");
        await routed.WriteAsync("m1");
        var supervisor = routed.Center.Desk("zoe", Role.Supervisor);
        var waiting = await routed.Center.UntilAsync(async () => (await supervisor.InteractionsAsync(new InteractionFilter())) is [{ Status: InteractionStatus.Waiting } line] ? line : null, "it waits");
        var why = await routed.Center.UntilAsync(async () => await supervisor.ExplainAsync(waiting.Interaction), "the router knows the work");
        (why.IsQueueClosed, why.OpensAt).ShouldBe((true, new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero)));
        routed.Center.Time.Advance(TimeSpan.FromHours(4));
        await routed.OfferAsync(anna);
    }

    private static void ClosedInTheMorning(TenantOptions tenant)
    {
        tenant.AddCalendar("afternoons", static c => c.In("Europe/Rome").Open("14:00-18:00"));
        tenant.Endpoints["sms-faults"].Speaks("it");
        tenant.Queues["faults"].OpenBy("afternoons").AddOverflow(OverflowOptions.ToAnswer(OverflowTrigger.Closed, "We are closed until two.").Say("it", "Siamo chiusi fino alle due."));
    }
}
