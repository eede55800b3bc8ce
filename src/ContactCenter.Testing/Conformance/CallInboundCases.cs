using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Testing.Conformance;

/// <summary>Promises about calls that come in and calls of ours: from their first report to their last.</summary>
internal static class CallInboundCases
{
    public static IReadOnlyList<ConformanceCase<CallTrial>> All { get; } =
    [
        new("A call that comes in is offered once, named by its provider, with its number", OfferedAsync),
        new("A call that cannot be made durable is turned away, and nothing of it is told", TurnedAwayAsync),
        new("A caller who waits is answered, and that is told once", AnsweredAsync),
        new("A caller who gives up before the answer has abandoned the call", AbandonedAsync),
        new("A caller who hangs up ends the call: told once, and nothing after it", HangsUpAsync),
        new("An agent who hangs up ends the call, or leaves it", PutsDownAsync),
        new("A call of ours is told as it goes: on its way, answered, over", DialledAsync),
        new("A call of ours that meets a busy line ends so, and was never answered", BusyAsync),
        new("A key that answers a question comes in by the inbox, in the call's thread, once", KeyedAsync),
        new("What is to be said in a call that is over is refused for good, and never unknown", SaidTooLateAsync),
        new("While the center cannot write, the call goes on", UnwritableAsync),
    ];

    private static async Task OfferedAsync(CallTrial trial)
    {
        await trial.CallAsync();
        var offered = trial.Bench.Offered[0];
        Expect.Equal(CallBench.Line, offered.Endpoint, "the endpoint");
        Expect.Equal(Address.Phone(CallTrial.Caller), offered.From, "the caller");
        Expect.True(offered.ProviderId.Length is >= 1 and <= 256, $"'{offered.ProviderId}' has 1 to 256 characters");
        Expect.Equal(1, trial.Bench.Offered.Count, "calls offered");
    }

    private static async Task TurnedAwayAsync(CallTrial trial)
    {
        trial.Bench.IsWritable = false;
        await trial.Subject.CallAsync(CallTrial.Caller);
        await trial.Bench.UntilAsync(() => trial.Bench.TurnedAway > 0, "the call is brought to the door");
        trial.Bench.IsWritable = true;
        await trial.Subject.CallAsync(CallTrial.Caller); // the next one is taken, and comes after it
        await trial.Bench.UntilAsync(() => trial.Bench.Offered.Count == 1, "the next call is offered");
        Expect.Same([], trial.Bench.Reports, "what was told");
    }

    private static async Task AnsweredAsync(CallTrial trial)
    {
        var call = await trial.WaitingAsync();
        await trial.DoAsync(new CallOrder.Wait(CallTrial.Queue) { Tenant = CallBench.Tenant, Call = call });
        await trial.Subject.HangUpAsync();
        await trial.EndedAsync(call);
        Expect.Equal(1, trial.Bench.ReportsOf(call).OfType<CallReport.Answered>().Count(), "answers that were told");
    }

    private static async Task AbandonedAsync(CallTrial trial)
    {
        var call = await trial.CallAsync();
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Abandoned);
        Expect.Equal(0, trial.Bench.ReportsOf(call).OfType<CallReport.Answered>().Count(), "answers that were told");
    }

    private static async Task HangsUpAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Customer);
    }

    private static async Task PutsDownAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        await trial.Subject.PutDownAsync(CallBench.Anna);
        await trial.Bench.UntilAsync(() => trial.Bench.ReportsOf(call).Any(static r => r is CallReport.Left { IsLost: false } or CallReport.Ended { Cause: CallCause.Center }), "she has left, or it is over");
    }

    private static async Task DialledAsync(CallTrial trial)
    {
        var call = new CallId(DerivedId.From("conformance-dialled"));
        await trial.DoAsync(new CallOrder.Dial(CallBench.Line, Address.Phone(CallTrial.Caller), null) { Tenant = CallBench.Tenant, Call = call });
        await trial.Subject.CalledAsync(answers: true);
        await trial.ToldAsync<CallReport.Answered>(call);
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Customer);
        var told = trial.Bench.ReportsOf(call).Where(static r => r is not CallReport.Ringing).Select(static r => r.GetType().Name);
        Expect.Same([nameof(CallReport.Dialled), nameof(CallReport.Answered), nameof(CallReport.Ended)], told, "what was told");
    }

    private static async Task BusyAsync(CallTrial trial)
    {
        var call = new CallId(DerivedId.From("conformance-busy"));
        await trial.DoAsync(new CallOrder.Dial(CallBench.Line, Address.Phone(CallTrial.Caller), null) { Tenant = CallBench.Tenant, Call = call });
        await trial.Subject.CalledAsync(answers: false);
        await trial.IsOverAsync(call, CallCause.Busy);
        Expect.Equal(0, trial.Bench.ReportsOf(call).OfType<CallReport.Answered>().Count(), "answers that were told");
    }

    private static async Task KeyedAsync(CallTrial trial)
    {
        var call = await trial.WaitingAsync();
        Expect.True(await trial.SayAsync(call, "One or two?", new KeyPlan(1, 1, false)) is SendOutcome.Accepted, "the question is taken");
        for (var i = 0; i < 5 && trial.Bench.Keyed.Count == 0; i++)
        {
            await trial.Subject.PressAsync("2"); // again where it came before the question was being said
            await CallBench.HasWithinAsync(TimeSpan.FromSeconds(3), () => trial.Bench.Keyed.Count > 0);
        }

        await trial.Bench.UntilAsync(() => trial.Bench.Keyed.Count > 0, "the answer comes");
        await trial.Subject.HangUpAsync();
        await trial.EndedAsync(call);
        var keyed = trial.Bench.Keyed;
        Expect.Equal(1, keyed.Count, "answers");
        Expect.Equal(("2", call.Thread, AnswerForm.Keys, CallBench.Line), (keyed[0].Text, keyed[0].Thread, keyed[0].Form, keyed[0].Endpoint), "the answer");
    }

    private static async Task SaidTooLateAsync(CallTrial trial)
    {
        var call = await trial.WaitingAsync();
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Customer);
        var outcome = await trial.SayAsync(call, "Too late.");
        Expect.True(outcome is SendOutcome.Refused { IsTransient: false }, $"it is refused for good; it was {outcome}");
        Expect.True(await trial.SayAsync(new CallId(DerivedId.From("never")), "Nobody.") is SendOutcome.Refused { IsTransient: false }, "so is what is said in a call that never was");
    }

    private static async Task UnwritableAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        trial.Bench.IsWritable = false;
        await trial.DoAsync(new CallOrder.Hold(CallBench.Anna, true) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Held>(call);
        trial.Bench.IsWritable = true;
        await trial.DoAsync(new CallOrder.Hold(CallBench.Anna, false) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Resumed>(call);
        Expect.Equal(0, trial.Bench.ReportsOf(call).OfType<CallReport.Ended>().Count(), "ends that were told");
    }
}
