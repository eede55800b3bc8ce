using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;

namespace ContactCenter.Channels.Voice.Tests.Conduct;

public sealed class SpeechTests
{
    private static readonly KeyPlan One = new(1, 1, false);
    private static readonly KeyPlan Some = new(1, 4, true);

    [Fact]
    public async Task A_text_answers_the_call_and_texts_are_said_in_order()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        (await bench.SayAsync("one")).ShouldBeOfType<SendOutcome.Accepted>();
        await bench.SayAsync("two");
        call.IsUp.ShouldBeTrue();
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "the first is said");
        await bench.Later(() => bench.Stage.Caller.Played.Count == 2, "the second is said");
        bench.Stage.Caller.Played.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Keys_stop_what_asks_and_are_handed_in_once()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        var sent = (await bench.SayAsync("Press 1 or 2", One)).ShouldBeOfType<SendOutcome.Accepted>();
        await bench.SayAsync("next");
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "asked");
        call.Press("2");
        await bench.Until(() => bench.Center.Keyed.Count == 1, "handed in");
        await bench.Until(() => bench.Stage.Caller.Played.Contains("next"), "the question was stopped: no time has passed");
        var keyed = bench.Center.Keyed[0];
        keyed.Text.ShouldBe("2");
        keyed.Form.ShouldBe(AnswerForm.Keys);
        keyed.Thread.ShouldBe(bench.Call.Thread);
        keyed.From.ShouldBe(Address.Phone("+393331234567"));
        keyed.ChosenFrom!.Value.ToString().ShouldBe(sent.ProviderId);
        call.Press("1");
        await bench.Never(() => bench.Center.Keyed.Count > 1, TimeSpan.FromSeconds(10), "one answer");
    }

    [Fact]
    public async Task Keys_do_not_stop_what_asks_nothing_and_count_for_the_question_after_it()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        await bench.SayAsync("Welcome");
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "welcomed");
        call.Press("3");
        await bench.SayAsync("Press a key", One);
        await bench.Never(() => bench.Center.Keyed.Count > 0, TimeSpan.FromMilliseconds(500), "the welcome is heard to its end");
        await bench.Later(() => bench.Center.Keyed.Count == 1, "answered");
        bench.Center.Keyed[0].Text.ShouldBe("3");
        bench.Stage.Caller.Played.ShouldBe(["Welcome"]); // the question is known
    }

    [Fact]
    public async Task Several_questions_can_be_answered_ahead()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        await bench.SayAsync("Welcome");
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "welcomed");
        call.Press("12");
        await bench.SayAsync("First", One);
        await bench.SayAsync("Second", One);
        await bench.Later(() => bench.Center.Keyed.Count == 2, "both answered");
        bench.Center.Keyed.Select(static k => k.Text).ShouldBe(["1", "2"]);
        bench.Center.Keyed.Select(static k => k.ProviderId).ShouldBeUnique();
    }

    [Fact]
    public async Task Silence_counts_from_the_end_of_the_question()
    {
        var bench = new Bench();
        await bench.CallInAsync();
        await bench.SayAsync("Press 1", One with { Silence = TimeSpan.FromSeconds(5) });
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "asked");
        await bench.Never(() => bench.Center.Keyed.Count > 0, TimeSpan.FromSeconds(5.5), "one second of question, five of silence");
        await bench.Later(() => bench.Center.Keyed.Count == 1, "silence");
        bench.Center.Keyed[0].Text.ShouldBe("");
    }

    [Fact]
    public async Task An_answer_is_whole_after_a_pause_or_the_hash_key()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        await bench.SayAsync("Your number", Some);
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "asked");
        call.Press("12");
        await bench.Never(() => bench.Center.Keyed.Count > 0, TimeSpan.FromSeconds(2), "there may be more");
        call.Press("3");
        await bench.Never(() => bench.Center.Keyed.Count > 0, TimeSpan.FromSeconds(2), "the pause begins anew");
        await bench.Later(() => bench.Center.Keyed.Count == 1, "whole");
        await bench.SayAsync("Again", Some);
        await bench.Until(() => bench.Stage.Caller.Played.Count == 2, "asked again");
        call.Press("45#");
        await bench.Until(() => bench.Center.Keyed.Count == 2, "whole at once");
        bench.Center.Keyed.Select(static k => k.Text).ShouldBe(["123", "45"]);
    }

    [Fact]
    public async Task Keys_the_center_does_not_take_are_handed_in_again()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        bench.Center.RefusesKeys = 2;
        await bench.SayAsync("Press 1", One);
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "asked");
        call.Press("1");
        await bench.Later(() => bench.Center.Keyed.Count == 1, "taken at the third time");
    }

    [Fact]
    public async Task Music_goes_on_under_what_is_said_and_a_key_asks_for_a_callback_where_that_is_configured()
    {
        var bench = new Bench(static rules => rules with { CallbackKey = '1' });
        var call = await bench.WaitingAsync();
        await bench.SayAsync("You are next");
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "said");
        bench.Stage.Caller.Background.ShouldBe("music:sales");
        call.Press("21");
        await bench.Until(() => bench.Center.Callbacks == 1, "asked for");
        bench.Center.Keyed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_that_keys_in_a_queue_are_nothing()
    {
        var bench = new Bench();
        var call = await bench.WaitingAsync();
        call.Press("1");
        await bench.Never(() => bench.Center.Callbacks > 0 || bench.Center.Keyed.Count > 0, TimeSpan.FromSeconds(1), "nothing");
    }

    [Fact]
    public async Task The_call_ends_when_what_was_to_be_said_has_been_heard()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        await bench.SayAsync("Goodbye");
        await bench.SayAsync("And thank you");
        await bench.OrderAsync(new CallOrder.End { Tenant = Bench.Tenant, Call = bench.Call });
        (await bench.SayAsync("Too late")).ShouldBe(new SendOutcome.Refused("call-over", false));
        await bench.Never(() => call.IsLetGo, TimeSpan.FromSeconds(1.8), "two seconds of words");
        await bench.Later(() => call.IsLetGo, "hung up");
        bench.Stage.Caller.Played.ShouldBe(["Goodbye", "And thank you"]);
        (await bench.EndedAsync()).Cause.ShouldBe(CallCause.Center);
    }

    [Fact]
    public async Task Who_talks_with_an_agent_is_told_nothing_and_asked_after_it()
    {
        var bench = new Bench();
        var (caller, _) = await bench.TalkingAsync();
        (await bench.SayAsync("You are next")).ShouldBe(new SendOutcome.Refused("caller-served", false));
        (await bench.SayAsync("How was it?", One)).ShouldBeOfType<SendOutcome.Accepted>();
        caller.Press("5");
        await bench.Never(() => bench.Stage.Caller.Played.Count > 0, TimeSpan.FromSeconds(1), "they talk");
        await bench.OrderAsync(new CallOrder.LetGo(Bench.Anna) { Tenant = Bench.Tenant, Call = bench.Call });
        await bench.Until(() => bench.Stage.Caller.Played.Contains("How was it?"), "asked");
        bench.Center.Keyed.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_recording_is_paused_keys_go_nowhere()
    {
        var bench = new Bench();
        var call = await bench.CallInAsync();
        await bench.SayAsync("Your card", Some);
        await bench.Until(() => bench.Stage.Caller.Played.Count == 1, "asked");
        (await bench.OrderAsync(new CallOrder.Record("script", false) { Tenant = Bench.Tenant, Call = bench.Call })).IsDone.ShouldBeTrue();
        call.Press("4111#");
        await bench.Later(() => bench.Center.Keyed.Count == 1, "silence");
        bench.Center.Keyed[0].Text.ShouldBe("");
    }
}
