using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Tests.Calls;

/// <summary>A script receives a caller: speaks, hears keys and silence, and gives the call to a queue.</summary>
public sealed class CallScriptTests
{
    private const string Menu = """
        script menu v1, texts it, for voice, outcomes noted, person, given-up
          step hello
            say "Benvenuto."
            ask customer-number: digits 4..8 "Il numero cliente?", wrong 3 times -> desk
            ask what "Di che si tratta?"
              1 gas "guasto gas" -> desk
              2 other "altro" -> bye
          step desk
            transfer queue faults, after 300s -> bye, taken -> end person
          step bye
            say "Arrivederci."
            -> end noted
        """;

    [Fact]
    public async Task The_caller_hears_the_script_keys_answer_it_and_silence_is_told()
    {
        await using var calls = await StartAsync();
        var call = await calls.CallAsync();
        (await calls.SaidAsync(1)).ShouldSatisfyAllConditions(m => m.Text.ShouldBe("Benvenuto."), m => m.Spoken!.Keys.ShouldBeNull());
        var question = await calls.SaidAsync(2);
        question.Text.ShouldBe("Il numero cliente? Alla fine prema cancelletto.");
        (question.Spoken!.Keys!.Min, question.Spoken.Keys.Max, question.Spoken.Language).ShouldBe((4, 8, "it"));

        await calls.KeyAsync(call, "", question.Id);
        (await calls.SaidAsync(3)).Text.ShouldContain("Il numero cliente?");
        await calls.KeyAsync(call, "12345", calls.Phones.Sent[2].Id);
        var menu = await calls.SaidAsync(4);
        menu.Text.ShouldContain("1");
        menu.Spoken!.Keys!.Max.ShouldBe(1);
        await calls.KeyAsync(call, "2", menu.Id);
        (await calls.SaidAsync(5)).Text.ShouldBe("Arrivederci.");
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        var anna = calls.Center.Desk("anna", Role.Agent, Role.Supervisor);
        var view = await calls.Center.UntilAsync(
            async () => calls.Center.Entries.FirstOrDefault(static e => e.Entry.Kind == "interaction.closed") is { Entry.Links.Interaction: { } id }
                && await anna.InteractionAsync(id) is { Summary.Status: InteractionStatus.Closed } v ? v : null,
            "it is over");
        view.Summary.Disposition.ShouldBe(new DispositionCode("noted"));

        // Keys that were on their way when it was over are nobody's.
        await calls.KeyAsync(call, "9");
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Center));
        await calls.Center.UntilAsync(() => calls.Center.Tenant!.Views.Calls.Find(call.Call) is null or { IsOver: true }, "the call is over");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "interaction.opened").ShouldBe(1);
    }

    [Fact]
    public async Task The_script_gives_the_call_to_a_queue_and_an_agent_takes_it()
    {
        await using var calls = await StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        var call = await calls.CallAsync();
        await calls.SaidAsync(2);
        await calls.KeyAsync(call, "1234");
        await calls.SaidAsync(3);
        await calls.KeyAsync(call, "1");
        (await calls.OrderedAsync<CallOrder.Wait>(call.Call)).Queue.ShouldBe(new QueueId("faults"));
        var ring = await calls.OrderedAsync<CallOrder.Ring>(call.Call);
        await calls.Door.AnswerOfferAsync(CenterFixture.Acme, ring.Offer, ring.Agent, OfferAnswer.Accepted);
        await calls.OrderedAsync<CallOrder.Join>(call.Call);
        var view = await calls.InteractionAsync(anna, call);
        view.Timeline.Where(static t => t.Kind == TimelineKind.MessageIn).Select(static t => t.Text).ShouldBe(["1234", "1"]);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_on_the_script_ends_it()
    {
        await using var calls = await StartAsync();
        var call = await calls.CallAsync();
        await calls.SaidAsync(2);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is over");
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "script.stepped" && System.Text.Encoding.UTF8.GetString(e.Entry.Body.Span).Contains("HungUp", StringComparison.Ordinal)), "the script was told");
    }

    private const string Later = """
        script later v1, texts it, for voice, outcomes written, dropped
          on hangup -> end dropped
          step hello
            say "Le scriviamo."
            hang up
            wait 1h
            send sms "Eccoci." to session.from
            -> end written
        """;

    [Theory]
    [InlineData(CallCause.Center)]
    [InlineData(CallCause.Customer)]
    public async Task The_script_hangs_up_on_the_caller_and_goes_on(CallCause cause)
    {
        await using var calls = await StartLaterAsync();
        var call = await calls.CallAsync();
        await calls.SaidAsync(1);
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(cause)); // who hangs up while the last words are said has not left the script
        (await calls.Center.UntilAsync(
            () => Task.FromResult(calls.Center.Others.SelectMany(static c => c.Sent).FirstOrDefault(static m => m.Text == "Eccoci.")), "it writes", TimeSpan.FromMinutes(1))).To.Value.ShouldBe("+393331112222");
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is over");
        var closed = calls.Center.Entries.Single(static e => e.Entry.Kind == "interaction.closed").Entry;
        System.Text.Encoding.UTF8.GetString(closed.Body.Span).ShouldContain("\"written\"");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "interaction.opened").ShouldBe(1);
    }

    [Fact]
    public async Task Who_calls_again_while_the_script_waits_is_answered_again()
    {
        await using var calls = await StartLaterAsync();
        var first = await calls.CallAsync();
        await calls.OrderedAsync<CallOrder.End>(first.Call);
        await calls.ReportAsync(first.Call, new CallReport.Ended(CallCause.Center));
        var again = await calls.CallAsync("call-2");
        await calls.OrderedAsync<CallOrder.End>(again.Call);
        calls.Phones.Sent.Count(static m => m.Text == "Le scriviamo.").ShouldBe(2);
        await calls.ReportAsync(again.Call, new CallReport.Ended(CallCause.Center));
    }

    private static Task<CallCenter> StartLaterAsync() => CallCenter.StartAsync(
        static t => t.AddScript("later", Later).AddEndpoint("sms-later", ChannelKind.Sms, Address.Phone("+390612345699"), static e => e.ToQueue("faults").Answers("Nessuno.", "Troppi.")),
        static e => e.ToQueue("faults").Runs("later").Answers("Nessuno.", "Troppi.").Speaks("it").ReachOn(ChannelKind.Sms, "sms-later"));

    private static Task<CallCenter> StartAsync() => CallCenter.StartAsync(
        static t => t.AddScript("menu", Menu), static e => e.ToQueue("faults").Runs("menu").Answers("Nessuno.", "Troppi.").Speaks("it"));
}
