using ContactCenter.Calls;

namespace ContactCenter.Testing.Conformance;

/// <summary>Promises about orders: what follows from each, and what does not.</summary>
internal static class CallOrderCases
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<ConformanceCase<CallTrial>> All { get; } =
    [
        new("An order of a call that is not there, or of another tenant's, is refused with a code and does nothing", GoneAsync),
        new("An order returns while the telephone rings; who picks up takes the offer, and is connected once", RingsAsync),
        new("An agent who has the call is called and connected, once however often it is ordered", JoinsAsync),
        new("Hold and its end are told once each", HoldsAsync),
        new("An agent who is let go has left, once, and the caller waits on", LetGoAsync),
        new("A consultation puts the caller on hold, is told once it is answered, and leads back", ConsultsAsync),
        new("A consultation that becomes a transfer connects the colleague and lets the agent go", TransfersAsync),
        new("The end that the center orders is told once, as the center's", EndsAsync),
        new("Orders at once are answered each", ManyAsync),
        new("An order that is given up ends", GivenUpAsync),
    ];

    private static async Task GoneAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        var before = trial.Bench.ReportsOf(call).Count;
        foreach (var (tenant, id) in new[] { (CallBench.Tenant, new CallId(DerivedId.From("never"))), (new TenantId("other"), call) })
        {
            foreach (var order in OrdersOf(tenant, id))
            {
                var result = await trial.OrderAsync(order);
                Expect.True(result is { IsDone: false, Code.Length: > 0, Message.Length: > 0 }, $"{order} is refused with a code and what to do; it was {result}");
            }
        }

        await trial.DoAsync(new CallOrder.Hold(CallBench.Anna, true) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Held>(call);
        Expect.Equal(before + 1, trial.Bench.ReportsOf(call).Count, "what was told of the call");
        Expect.Same([], trial.Bench.ReportsOf(new CallId(DerivedId.From("never"))), "what was told of the one that is not there");
    }

    private static async Task RingsAsync(CallTrial trial)
    {
        var call = await trial.WaitingAsync();
        var ring = new CallOrder.Ring(CallTrial.Offer, CallBench.Anna, TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1)) { Tenant = CallBench.Tenant, Call = call };
        await trial.DoAsync(ring);
        Expect.Same([], trial.Bench.Answers, "answers before anybody picks up");
        await trial.Subject.PickUpAsync(CallBench.Anna);
        await trial.Bench.UntilAsync(() => trial.Bench.Answers.Count > 0, "the offer is answered");
        Expect.Equal((CallTrial.Offer, CallBench.Anna, OfferAnswer.Accepted), trial.Bench.Answers[0], "the answer");
        Expect.Equal(0, trial.Bench.ReportsOf(call).OfType<CallReport.Joined>().Count(), "connected before the center says so");
        await trial.DoAsync(new CallOrder.Join(CallBench.Anna) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Joined>(call);
        await trial.DoAsync(new CallOrder.StopRinging(CallTrial.Offer) { Tenant = CallBench.Tenant, Call = call });
        await OnceAsync<CallReport.Joined>(trial, call);
        Expect.Equal(1, trial.Bench.Answers.Count, "answers");
    }

    private static async Task JoinsAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        await trial.DoAsync(new CallOrder.Join(CallBench.Anna) { Tenant = CallBench.Tenant, Call = call });
        await OnceAsync<CallReport.Joined>(trial, call);
        Expect.Equal(new CallReport.Joined(CallBench.Anna), trial.Bench.ReportsOf(call).OfType<CallReport.Joined>().Single(), "who was connected");
    }

    private static async Task HoldsAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        foreach (var isHeld in new[] { true, true, false, false })
        {
            await trial.DoAsync(new CallOrder.Hold(CallBench.Anna, isHeld) { Tenant = CallBench.Tenant, Call = call });
        }

        await trial.ToldAsync<CallReport.Resumed>(call);
        await trial.Subject.HangUpAsync();
        await trial.EndedAsync(call);
        Expect.Same<CallReport>([new CallReport.Held(CallBench.Anna), new CallReport.Resumed(CallBench.Anna)], trial.Bench.ReportsOf(call).Where(static r => r is CallReport.Held or CallReport.Resumed), "what was told");
    }

    private static async Task LetGoAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        foreach (var _ in new int[2])
        {
            await trial.DoAsync(new CallOrder.LetGo(CallBench.Anna) { Tenant = CallBench.Tenant, Call = call });
        }

        await trial.ToldAsync<CallReport.Left>(call);
        await trial.DoAsync(new CallOrder.Wait(CallTrial.Queue) { Tenant = CallBench.Tenant, Call = call });
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Customer);
        Expect.Same([new CallReport.Left(CallBench.Anna)], trial.Bench.ReportsOf(call).OfType<CallReport.Left>(), "who left");
    }

    private static async Task ConsultsAsync(CallTrial trial)
    {
        var call = await ConsultingAsync(trial);
        await trial.DoAsync(new CallOrder.EndConsult(CallBench.Anna, ConsultEnd.Back) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Resumed>(call);
        Expect.Equal(1, trial.Bench.ReportsOf(call).OfType<CallReport.Joined>().Count(), "who talks with the caller");
        await trial.DoAsync(new CallOrder.Hold(CallBench.Anna, true) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Held>(call, 2);
    }

    private static async Task TransfersAsync(CallTrial trial)
    {
        var call = await ConsultingAsync(trial);
        await trial.DoAsync(new CallOrder.EndConsult(CallBench.Anna, ConsultEnd.Transfer) { Tenant = CallBench.Tenant, Call = call });
        await trial.Bench.UntilAsync(
            () => trial.Bench.ReportsOf(call) is var told && told.Contains(new CallReport.Joined(CallBench.Bruno)) && told.Contains(new CallReport.Left(CallBench.Anna)), "the colleague is connected, the agent has left");
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Customer);
    }

    private static async Task EndsAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        await trial.DoAsync(new CallOrder.End { Tenant = CallBench.Tenant, Call = call });
        await trial.IsOverAsync(call, CallCause.Center);
    }

    private static async Task ManyAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        var orders = Enumerable.Range(0, 32).Select(i => Task.Run(() => trial.OrderAsync(i % 2 == 0
            ? new CallOrder.Mute(CallBench.Anna, i % 4 == 0) { Tenant = CallBench.Tenant, Call = call }
            : new CallOrder.Hold(CallBench.Anna, i % 4 == 1) { Tenant = CallBench.Tenant, Call = call })));
        var results = await WithinAsync(Task.WhenAll(orders), "32 orders are answered");
        Expect.True(results.All(static r => r.IsDone || r.Code!.Length > 0), "each is carried out or refused with a code");
        await trial.Subject.HangUpAsync();
        await trial.IsOverAsync(call, CallCause.Customer);
    }

    private static async Task GivenUpAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        var order = Task.Run(async () =>
        {
            try
            {
                return (await trial.Control.OrderAsync(new CallOrder.Hold(CallBench.Anna, true) { Tenant = CallBench.Tenant, Call = call }, given.Token)).IsDone;
            }
            catch (OperationCanceledException)
            {
                return false; // one way to end
            }
        });
        await WithinAsync(order, "the order has ended");
        await trial.DoAsync(new CallOrder.End { Tenant = CallBench.Tenant, Call = call });
        await trial.IsOverAsync(call, CallCause.Center);
    }

    private static async Task<CallId> ConsultingAsync(CallTrial trial)
    {
        var call = await trial.TalkingAsync();
        await trial.DoAsync(new CallOrder.Consult(CallBench.Anna, CallBench.Bruno, null) { Tenant = CallBench.Tenant, Call = call });
        await trial.ToldAsync<CallReport.Held>(call);
        Expect.Equal(0, trial.Bench.ReportsOf(call).OfType<CallReport.Consulted>().Count(), "told before the answer");
        await trial.Subject.PickUpAsync(CallBench.Bruno);
        await trial.ToldAsync<CallReport.Consulted>(call);
        Expect.Equal(new CallReport.Consulted(CallBench.Anna, CallBench.Bruno, null), trial.Bench.ReportsOf(call).OfType<CallReport.Consulted>().Single(), "who is asked");
        return call;
    }

    /// <summary>A report of which there was one stays the only one, also once the call is over.</summary>
    private static async Task OnceAsync<T>(CallTrial trial, CallId call)
        where T : CallReport
    {
        await trial.Subject.HangUpAsync();
        await trial.EndedAsync(call);
        Expect.Equal(1, trial.Bench.ReportsOf(call).OfType<T>().Count(), $"{typeof(T).Name} that were told");
    }

    private static async Task<T> WithinAsync<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(AtOnce, TimeProvider.System);
        }
        catch (TimeoutException e)
        {
            throw new ConformanceException($"{what}: expected within {AtOnce}.", e);
        }
    }

    private static IEnumerable<CallOrder> OrdersOf(TenantId tenant, CallId call) =>
    [
        new CallOrder.Wait(CallTrial.Queue) { Tenant = tenant, Call = call },
        new CallOrder.Ring(CallTrial.Offer, CallBench.Anna, DateTimeOffset.MaxValue) { Tenant = tenant, Call = call },
        new CallOrder.StopRinging(CallTrial.Offer) { Tenant = tenant, Call = call },
        new CallOrder.Join(CallBench.Anna) { Tenant = tenant, Call = call },
        new CallOrder.LetGo(CallBench.Anna) { Tenant = tenant, Call = call },
        new CallOrder.End { Tenant = tenant, Call = call },
        new CallOrder.Hold(CallBench.Anna, true) { Tenant = tenant, Call = call },
        new CallOrder.Mute(CallBench.Anna, true) { Tenant = tenant, Call = call },
        new CallOrder.SendKeys(CallBench.Anna, "1") { Tenant = tenant, Call = call },
        new CallOrder.Consult(CallBench.Anna, CallBench.Bruno, null) { Tenant = tenant, Call = call },
        new CallOrder.EndConsult(CallBench.Anna, ConsultEnd.Back) { Tenant = tenant, Call = call },
        new CallOrder.Supervise(CallBench.Bruno, CallPart.Listener) { Tenant = tenant, Call = call },
        new CallOrder.Record("anna", true) { Tenant = tenant, Call = call },
        new CallOrder.Park(CallBench.Anna) { Tenant = tenant, Call = call },
        new CallOrder.MoveTo(CallBench.Anna, "mobile-1") { Tenant = tenant, Call = call },
    ];
}
