using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Tests.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Calls;

/// <summary>Who cannot be served leaves a message, and that is work: nothing of it is lost, and nobody is rung for it.</summary>
public sealed class VoiceMessageTests
{
    private const string Invitation = "Lasci un messaggio dopo il segnale.";

    [Fact]
    public async Task A_message_that_is_left_is_offered_as_written_work_heard_and_called_back()
    {
        await using var calls = await StartAsync();
        var call = await TakingAsync(calls);
        await using (var recording = await RecordAsync(calls, call))
        {
            Say(recording, TimeSpan.FromSeconds(3));
            await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        }

        var anna = await calls.Center.ReadyAsync("anna");
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "the message is offered");
        calls.Center.Entries.Single(static e => e.Entry.Kind == "work.requested" && Body(e).Contains("voice-message", StringComparison.Ordinal)).ShouldNotBeNull("it costs what something written costs");
        calls.Phones.Orders.ShouldNotContain(static o => o is CallOrder.Ring);
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        var view = await calls.Center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { MayWrite: true } v ? v : null, "it is hers");
        calls.Phones.Orders.ShouldNotContain(static o => o is CallOrder.Join);
        (view.Summary.HasVoiceMessage, view.Summary.Unanswered).ShouldBe((true, 1));
        var message = view.Recordings.ShouldHaveSingleItem();
        (message.IsMessage, message.MayOpen, message.By, message.Heard, message.Length).ShouldBe((true, true, "caller", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)));
        (await RecordedCenter.PlayAsync(anna, message.Recording)).Length.ShouldBe(44 + (3 * Sound.Rate * 4));
        view.Timeline.Where(static t => t.Event is "voice-message.left").ShouldHaveSingleItem().Details["seconds"].ShouldBe("3");

        await CenterFixture.Do(anna, new DeskCommand.PlaceCall(view.Summary.Interaction, view.Callable.ShouldHaveSingleItem().Endpoint, Address.Phone("+393331112222")));
        var dial = await calls.Center.UntilAsync(() => Task.FromResult(calls.Phones.Orders.OfType<CallOrder.Dial>().FirstOrDefault()), "the customer is called back");
        dial.Agent.ShouldBe(new AgentId("anna"));
    }

    [Fact]
    public async Task Who_closes_the_message_with_a_key_is_thanked_and_hung_up_on()
    {
        await using var calls = await StartAsync();
        var call = await TakingAsync(calls);
        await using (var recording = await RecordAsync(calls, call))
        {
            Say(recording, TimeSpan.FromSeconds(2));
        }

        (await calls.SaidAsync(2)).Text.ShouldBe("Grazie, il Suo messaggio è stato registrato.");
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Center));
        await calls.Center.UntilAsync(() => calls.Center.Tenant!.Views.Calls.Find(call.Call) is null or { IsOver: true }, "the call is over");
        var bruno = await calls.Center.ReadyAsync("bruno");
        await calls.Center.UntilAsync(async () => (await bruno.AgentAsync()).Offers is [var first, ..] ? first : null, "the message is offered");
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.closed");
        calls.Phones.Sent.Count.ShouldBe(2, "nobody is told anything who is not there");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_says_nothing_is_told_so_and_is_no_work(bool hangsUp)
    {
        await using var calls = await StartAsync();
        var call = await TakingAsync(calls);
        await using (var recording = await RecordAsync(calls, call))
        {
            Say(recording, TimeSpan.FromSeconds(0.9));
            recording.Write(new short[4 * Sound.Rate], new short[4 * Sound.Rate]);
            if (hangsUp)
            {
                await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
            }
        }

        var closed = await calls.Center.UntilAsync(() => Task.FromResult(calls.Center.Entries.FirstOrDefault(static e => e.Entry.Kind == "interaction.closed")), "it is closed");
        Body(closed).ShouldContain("no-message");
        calls.Center.Entries.Count(static e => e.Entry.Kind == "work.requested").ShouldBe(1, "the call, which nobody could take");
        if (!hangsUp)
        {
            (await calls.SaidAsync(2)).Text.ShouldStartWith("Non abbiamo sentito nulla");
            await calls.OrderedAsync<CallOrder.End>(call.Call);
        }
    }

    [Fact]
    public async Task Who_hangs_up_before_the_beep_has_given_up()
    {
        await using var calls = await StartAsync();
        var call = await TakingAsync(calls);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        var closed = await calls.Center.UntilAsync(() => Task.FromResult(calls.Center.Entries.FirstOrDefault(static e => e.Entry.Kind == "interaction.closed")), "it is closed");
        Body(closed).ShouldContain("abandoned");
        calls.Center.Entries.ShouldContain(static e => e.Entry.Kind == "voice-message.missed");
    }

    [Fact]
    public async Task A_message_that_was_under_way_at_a_crash_is_work_at_the_next_start()
    {
        await using var calls = await StartAsync();
        var call = await TakingAsync(calls);
        var recording = await RecordAsync(calls, call);
        Say(recording, TimeSpan.FromSeconds(2));
        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "recording.started"), "a second is durable", TimeSpan.FromSeconds(1));
        calls.Center.Time.Advance(TimeSpan.FromSeconds(1.5));
        await calls.Center.SavedAsync();
        await calls.Center.CrashAsync();
        await calls.Center.StartAsync();
        var anna = await calls.Center.ReadyAsync("anna");
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "the message is offered");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        var view = await calls.Center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { MayWrite: true } v ? v : null, "it is hers");
        var message = view.Recordings.ShouldHaveSingleItem();
        (message.IsMessage, message.Heard, message.Code).ShouldBe((true, TimeSpan.FromSeconds(2), null));
        var kinds = calls.Center.Entries.Select(static e => e.Entry.Kind).ToList();
        kinds.IndexOf("recording.ended").ShouldBeGreaterThan(kinds.LastIndexOf("center.started"), "the start has ended it");
        calls.Kinds(call.Call)[^1].ShouldBe("call.ended");
    }

    [Fact]
    public async Task A_message_that_finds_its_queue_full_waits_for_room_and_is_led_out_by_no_rule()
    {
        await using var calls = await StartAsync(static q => (q.MaxWaiting, q.Name) = (1, "faults"));
        var first = await TakingAsync(calls);
        var second = await TakingAsync(calls, "call-2", "+393330000002");
        foreach (var call in new[] { first, second })
        {
            await using var recording = await RecordAsync(calls, call);
            Say(recording, TimeSpan.FromSeconds(2));
            await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        }

        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "timer.set" && Body(e).Contains("voice-message", StringComparison.Ordinal)), "the second finds no room");
        var anna = await calls.Center.ReadyAsync("anna");
        var offer = await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var one, ..] ? one : null, "the first is offered");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var other, ..] && other.Interaction != offer.Interaction ? other : null, "the second is, too", TimeSpan.FromSeconds(5));
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.closed");
    }

    [Fact]
    public async Task Who_has_written_has_left_the_message_already_and_waits_on()
    {
        await using var calls = await StartAsync();
        await calls.Center.ReceiveAsync("SM-1", "my boiler is cold", "+393331112222");
        await calls.Center.UntilAsync(() => calls.Center.Entries.Count(static e => e.Entry.Kind == "work.requested") == 2, "it waits on");
        calls.Phones.Orders.ShouldBeEmpty();
        var anna = await calls.Center.ReadyAsync("anna");
        await calls.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var one, ..] ? one : null, "it is offered");
    }

    [Fact]
    public async Task A_script_has_the_caller_leave_a_message_and_goes_on_with_its_length()
    {
        await using var calls = await ScriptedAsync();
        var call = await calls.CallAsync();
        (await calls.SaidAsync(1)).Text.ShouldBe("Siamo chiusi, lasci un messaggio.");
        await calls.OrderedAsync<CallOrder.TakeMessage>(call.Call);
        await using (var recording = await RecordAsync(calls, call))
        {
            Say(recording, TimeSpan.FromSeconds(4));
        }

        (await calls.SaidAsync(2)).Text.ShouldBe("Registrati quattro secondi.");
        await calls.OrderedAsync<CallOrder.End>(call.Call);
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Center));
        var requested = calls.Center.Entries.Single(static e => e.Entry.Kind == "work.requested");
        Body(requested).ShouldContain("billing");
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "interaction.closed");
    }

    [Theory]
    [InlineData(false, "script.stepped")]
    [InlineData(true, "interaction.closed")]
    public async Task A_script_hears_that_nothing_was_said_and_that_the_caller_has_gone(bool hangsUp, string kind)
    {
        await using var calls = await ScriptedAsync();
        var call = await calls.CallAsync();
        await calls.OrderedAsync<CallOrder.TakeMessage>(call.Call);
        await using (var recording = await RecordAsync(calls, call))
        {
            recording.Write(new short[5 * Sound.Rate], new short[5 * Sound.Rate]);
            if (hangsUp)
            {
                await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
            }
        }

        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(e => e.Entry.Kind == kind), "it is told");
        if (!hangsUp)
        {
            (await calls.SaidAsync(2)).Text.ShouldBe("Non ho sentito.");
        }

        await calls.Center.UntilAsync(() => calls.Center.Entries.Any(static e => e.Entry.Kind == "interaction.closed"), "it is over");
        calls.Center.Entries.ShouldNotContain(static e => e.Entry.Kind == "work.requested");
    }

    private static Task<CallCenter> ScriptedAsync() => CallCenter.StartAsync(
        static t => t.AddScript("night", """
            script night v1, texts it, for voice, outcomes left, silent
              step hello
                say "Siamo chiusi, lasci un messaggio."
                do voice.message("billing") as message, late 10m, else -> nothing
                say "Registrati {message.length}."
                -> end left
              step nothing
                say "Non ho sentito."
                -> end silent
            """),
        static e => e.ToQueue("faults").Runs("night").Answers("Nessuno.", "Troppi.").Speaks("it"));

    private static Task<CallCenter> StartAsync(Action<QueueOptions>? queue = null) => CallCenter.StartAsync(t =>
    {
        t.Queues["faults"].AddOverflow(OverflowOptions.ToVoicemail(OverflowTrigger.NoAgent, "Leave a message after the beep.").Say("it", Invitation));
        queue?.Invoke(t.Queues["faults"]);
    });

    /// <summary>Nobody is there, and the caller is asked to leave a message.</summary>
    private static async Task<CallAdmission> TakingAsync(CallCenter calls, string id = "call-1", string from = "+393331112222")
    {
        var call = await calls.CallAsync(id, from);
        await calls.OrderedAsync<CallOrder.TakeMessage>(call.Call);
        calls.Phones.Sent.Last(m => m.Thread == call.Call.Thread).Text.ShouldBe(Invitation);
        return call;
    }

    private static async Task<ICallRecording> RecordAsync(CallCenter calls, CallAdmission call)
    {
        await calls.ReportAsync(call.Call, new CallReport.Answered());
        return (await calls.Center.Services.GetRequiredService<ICallRecordings>().BeginAsync(CenterFixture.Acme, call.Call, Sound.Rate, "caller", isMessage: true)).ShouldNotBeNull();
    }

    private static void Say(ICallRecording recording, TimeSpan length)
    {
        var voice = Enumerable.Range(0, (int)(length.TotalSeconds * Sound.Rate)).Select(static i => (short)(5_000 * Math.Sin(i / 3.0))).ToArray();
        recording.Write(voice, new short[voice.Length]);
    }

    private static string Body(ContactCenter.Journal.CommittedEntry entry) => System.Text.Encoding.UTF8.GetString(entry.Entry.Body.Span);
}
