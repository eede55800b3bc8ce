using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// What every channel does on which people talk, beside what every channel does: <see cref="ICallControl"/>. Each case runs the channel in real time, with the subject as its callers and
/// telephones: <c>await CallConformance.CheckAsync(name, new MySubject())</c>.
/// </summary>
public static class CallConformance
{
    private static readonly ConformanceCase<CallTrial>[] Cases = [.. CallInboundCases.All, .. CallOrderCases.All];

    /// <summary>The promises, as sentences.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Cases.Select(static c => c.Name)];

    /// <summary>Finds out whether a promise is kept.</summary>
    /// <param name="promise">One of <see cref="All"/>.</param>
    /// <param name="subject">The channel; disposed at the end.</param>
    /// <exception cref="ConformanceException">It is not; the message tells what was expected and what was found.</exception>
    /// <exception cref="ArgumentException">There is no such promise.</exception>
    public static async Task CheckAsync(string promise, CallSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var found = Array.Find(Cases, c => c.Name == promise) ?? throw new ArgumentException($"No promise is called '{promise}'; use one of {nameof(CallConformance)}.{nameof(All)}.", nameof(promise));
        await using var _ = subject;
        var bench = new CallBench();
        var channel = await subject.StartAsync(bench);
        Expect.Equal(subject.ChannelType, channel.GetType(), "the channel");
        await found.CheckAsync(new CallTrial(bench, subject, channel));
    }
}

/// <summary>One channel that is tried, and what cases do with it again and again.</summary>
internal sealed class CallTrial(CallBench bench, CallSubject subject, IChannel channel)
{
    public const string Caller = "+393331112222";

    public static readonly QueueId Queue = new("faults");

    public static readonly OfferId Offer = new(DerivedId.From("conformance-offer"));

    public CallBench Bench => bench;

    public CallSubject Subject => subject;

    public ICallControl Control { get; } = channel as ICallControl ?? throw new ConformanceException($"{channel.GetType().Name} is no {nameof(ICallControl)}.");

    public async Task<CallOrderResult> OrderAsync(CallOrder order)
    {
        try
        {
            return await Control.OrderAsync(order, CancellationToken.None);
        }
        catch (Exception e)
        {
            throw new ConformanceException($"{order} threw {e.GetType().Name}: {e.Message}; a result was expected.", e);
        }
    }

    public async Task DoAsync(CallOrder order)
    {
        var result = await OrderAsync(order);
        Expect.True(result.IsDone, $"{order} is carried out; it was refused with {result.Code} {result.Message}");
    }

    /// <summary>Somebody calls; the bench has the call.</summary>
    public async Task<CallId> CallAsync()
    {
        await subject.CallAsync(Caller);
        await bench.UntilAsync(() => bench.Offered.Count > 0, "the call is offered");
        return CallBench.IdOf(bench.Offered[0]);
    }

    /// <summary>The same; the caller waits in a queue, and was answered.</summary>
    public async Task<CallId> WaitingAsync()
    {
        var call = await CallAsync();
        await DoAsync(new CallOrder.Wait(Queue) { Tenant = CallBench.Tenant, Call = call });
        await ToldAsync<CallReport.Answered>(call);
        return call;
    }

    /// <summary>The same; Anna talks with the caller.</summary>
    public async Task<CallId> TalkingAsync()
    {
        var call = await WaitingAsync();
        await DoAsync(new CallOrder.Join(CallBench.Anna) { Tenant = CallBench.Tenant, Call = call });
        await subject.PickUpAsync(CallBench.Anna);
        await ToldAsync<CallReport.Joined>(call);
        return call;
    }

    /// <summary>So many reports of a kind were told.</summary>
    public Task ToldAsync<T>(CallId call, int times = 1)
        where T : CallReport => bench.UntilAsync(() => bench.ReportsOf(call).OfType<T>().Count() >= times, $"{typeof(T).Name} is told {times} times");

    /// <summary>How it ended; waits for it.</summary>
    public async Task<CallReport.Ended> EndedAsync(CallId call)
    {
        await ToldAsync<CallReport.Ended>(call);
        return bench.ReportsOf(call).OfType<CallReport.Ended>().First();
    }

    /// <summary>It ended, that was the last of it, and nothing can be done in it any more.</summary>
    public async Task IsOverAsync(CallId call, CallCause cause)
    {
        Expect.Equal(cause, (await EndedAsync(call)).Cause, "the cause of the end");
        Expect.True(!(await OrderAsync(new CallOrder.Hold(CallBench.Anna, true) { Tenant = CallBench.Tenant, Call = call })).IsDone, "an order of a call that is over is refused");
        var reports = bench.ReportsOf(call);
        Expect.Equal(1, reports.OfType<CallReport.Ended>().Count(), "ends that were told");
        Expect.True(reports[^1] is CallReport.Ended, $"nothing is told after the end; it was [{string.Join(", ", reports)}]");
    }

    public ValueTask<SendOutcome> SayAsync(CallId call, string text, KeyPlan? keys = null) => channel.SendAsync(
        new OutboundMessage
        {
            Id = new MessageId(DerivedId.From("conformance-message", text)),
            Endpoint = CallBench.Line,
            To = Address.Phone(Caller),
            Text = text,
            Thread = call.Thread,
            Spoken = new SpokenPlan("en") { Keys = keys },
        }, CancellationToken.None);
}
