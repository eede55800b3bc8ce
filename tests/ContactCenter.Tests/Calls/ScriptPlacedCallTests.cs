using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Calls;

/// <summary>Scripts that call somebody.</summary>
public sealed class ScriptPlacedCallTests
{
    private static readonly Endpoint Texts = new(CenterFixture.Acme, new EndpointId("sms-caller"), ChannelKind.Sms, Address.Phone("+390612345688"));
    private static readonly Address Called = Address.Phone("+393331112222");

    [Fact]
    public async Task A_script_calls_speaks_in_the_call_hears_keys_and_hangs_up()
    {
        await using var calls = await StartAsync();
        var dial = await CallAsync(calls);
        (dial.To, dial.Agent, dial.From, dial.IsScreened).ShouldBe((Called, null, CallCenter.Line, false));
        calls.Phones.Sent.ShouldBeEmpty();
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Answered());
        var said = await calls.SaidAsync(1);
        (said.Text, said.Thread, said.To).ShouldBe(("Buongiorno.", dial.Call.Thread, Called));
        var asked = await calls.SaidAsync(2);
        asked.Spoken!.Keys.ShouldNotBeNull();
        (await calls.Center.ReceiveAsync(new InboundMessage
        {
            Endpoint = CallCenter.Line,
            ProviderId = "key-1",
            From = Called,
            Text = "1",
            Thread = dial.Call.Thread,
            Form = AnswerForm.Keys,
            ChosenFrom = asked.Id,
        })).Status.ShouldBe(InboxStatus.Accepted);
        await calls.OrderedAsync<CallOrder.End>(dial.Call);
        await calls.ReportAsync(dial.Call, new CallReport.Ended(CallCause.Center));
        (await OutcomeAsync(calls)).ShouldBe("done");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "interaction.opened").ShouldBe(1);
    }

    [Theory]
    [InlineData(CallCause.Busy)]
    [InlineData(CallCause.NoAnswer)]
    [InlineData(CallCause.NoLine)]
    public async Task Whom_it_does_not_reach_it_calls_again_and_gives_up_after_the_last_try(CallCause cause)
    {
        await using var calls = await StartAsync();
        var first = await CallAsync(calls);
        await calls.ReportAsync(first.Call, new CallReport.Ended(cause));
        var again = await calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().Skip(1).FirstOrDefault()), "it is tried again", TimeSpan.FromMinutes(1));
        again.Call.ShouldNotBe(first.Call);
        await calls.ReportAsync(again.Call, new CallReport.Ended(cause));
        (await OutcomeAsync(calls)).ShouldBe("unreached");
    }

    [Fact]
    public async Task Who_refuses_is_not_called_again()
    {
        await using var calls = await StartAsync();
        await calls.ReportAsync((await CallAsync(calls)).Call, new CallReport.Ended(CallCause.Refused) { Status = 603 });
        (await OutcomeAsync(calls)).ShouldBe("refused");
        calls.Phones.Orders.OfType<CallOrder.Dial>().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(AnsweredBy.Machine, "Lasciamo detto.", "left")]
    [InlineData(AnsweredBy.Person, "Buongiorno.", null)]
    [InlineData(AnsweredBy.Unknown, "Buongiorno.", null)]
    public async Task A_machine_is_told_apart_where_the_script_has_a_way_for_it(AnsweredBy by, string hears, string? outcome)
    {
        await using var calls = await StartAsync(", machine -> left");
        var dial = await CallAsync(calls);
        dial.IsScreened.ShouldBeTrue();
        await calls.ReportAsync(dial.Call, new CallReport.Dialled("main"), new CallReport.Answered(by));
        (await calls.SaidAsync(1)).Text.ShouldBe(hears);
        if (outcome is not null)
        {
            await calls.OrderedAsync<CallOrder.End>(dial.Call);
            await calls.ReportAsync(dial.Call, new CallReport.Ended(CallCause.Center));
            (await OutcomeAsync(calls)).ShouldBe(outcome);
            calls.Phones.Orders.OfType<CallOrder.Dial>().Count().ShouldBe(1, "it is not tried again");
        }
    }

    [Fact]
    public async Task Who_answers_an_agents_call_is_not_listened_to_first()
    {
        await using var calls = await StartAsync(", queue faults, machine -> left");
        await calls.Center.ReceiveAsync(Message("SM1", Called.Value));
        var anna = await calls.Center.ReadyAsync("anna");
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var o, ..] ? o : null, "she is asked");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        (await DialledAsync(calls)).IsScreened.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_that_a_kill_interrupted_is_tried_again()
    {
        await using var calls = await StartAsync();
        await CallAsync(calls);
        await calls.Center.CrashAsync();
        await calls.Center.StartAsync();
        await calls.Center.UntilAsync(() => calls.Phones.Orders.OfType<CallOrder.Dial>().Count() == 2, "it is tried again", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_emergency_number_is_called_by_no_script()
    {
        await using var calls = await StartAsync();
        await calls.Center.ReceiveAsync(Message("SM1", "112"));
        (await OutcomeAsync(calls)).ShouldBe("unreached");
        calls.Phones.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_an_agent_is_to_be_on_the_call_the_agent_is_there_first()
    {
        await using var calls = await StartAsync(", queue faults");
        await calls.Center.ReceiveAsync(Message("SM1", Called.Value));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "work.queued"), "an agent is asked for");
        calls.Phones.Orders.OfType<CallOrder.Dial>().ShouldBeEmpty();
        var anna = await calls.Center.ReadyAsync("anna");
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var o, ..] ? o : null, "she is asked");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        (await DialledAsync(calls)).Agent.ShouldBe(new AgentId("anna"));
    }

    private const string Left = "  step left\n    say \"Lasciamo detto.\"\n    hang up\n    -> end left";

    private static Task<CallCenter> StartAsync(string options = "") => CallCenter.StartAsync(t => t
        .AddScript("caller", $$"""
            script caller v1, texts it, for sms, voice, outcomes done, refused, unreached{{(options.Contains("machine", StringComparison.Ordinal) ? ", left" : "")}}
              slot caller: phone = session.from
              step hello
                call caller{{options}}, 2 tries every 10m, refused -> end refused, unreached -> end unreached
                say "Buongiorno."
                ask what "Di che si tratta?"
                  1 gas "gas" -> bye
                  2 other "altro" -> bye
              step bye
                hang up
                -> end done
            {{(options.Contains("machine", StringComparison.Ordinal) ? Left : "")}}
            """)
        .AddEndpoint("sms-caller", ChannelKind.Sms, Texts.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting.").Runs("caller")));

    private static InboundMessage Message(string id, string from) => new() { Endpoint = Texts, ProviderId = id, From = Address.Phone(from), Text = "ciao" };

    private static async Task<CallOrder.Dial> CallAsync(CallCenter calls)
    {
        await calls.Center.ReceiveAsync(Message("SM1", Called.Value));
        return await DialledAsync(calls);
    }

    private static Task<CallOrder.Dial> DialledAsync(CallCenter calls) =>
        calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().FirstOrDefault()), "somebody is called");

    private static async Task<string> OutcomeAsync(CallCenter calls)
    {
        var left = await calls.Center.UntilAsync(
            () => Task.FromResult(calls.Center.Entries.Where(static e => e.Entry.Kind == "script.left").Select(static e => e.Entry).FirstOrDefault()), "the script is over", TimeSpan.FromMinutes(1));
        return System.Text.Json.JsonDocument.Parse(left.Body).RootElement.GetProperty("outcome").GetString()!;
    }
}
