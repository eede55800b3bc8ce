using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ContactCenter.Testing.Conformance;

/// <summary>What is sent reaches the customer, and what became of it is told truly.</summary>
internal static class ChannelOutboundCases
{
    private const int MaxProviderIdLength = 256;

    public static (ChannelTraits Needs, ConformanceCase<ChannelBench> Case)[] All { get; } =
    [
        (ChannelConformance.Sends, new("What is sent reaches its customer once, as it was", ReachesItsCustomerAsync)),
        (ChannelConformance.Sends, new("Many sent at once each reach their own customer, under an id of their own", ManyAtOnceAsync)),
        (default, new("No text and no address makes it throw", NeverThrowsAsync)),
        (ChannelConformance.Sends, new("A customer writes, an agent answers, the customer has the answer", ConversesAsync)),
        (ChannelTraits.Reports | ChannelConformance.Sends, new("A report finds its message; a late one does not move it back", ReportsFindTheirMessageAsync)),
        (ChannelTraits.Reports | ChannelConformance.Sends, new("A report the door refuses is not acknowledged", RefusedReportsAreNotAcknowledgedAsync)),
        (ChannelTraits.Refuses | ChannelConformance.Sends, new("A refusal for good is one, with its reason, and nothing is carried", RefusalsForGoodAsync)),
        (ChannelTraits.Refuses | ChannelConformance.Sends, new("A refusal for now is one, and nothing is carried", RefusalsForNowAsync)),
        (ChannelTraits.ReceivesOnly, new("Whatever is sent is refused for good, with a code that is a key, and nothing is carried", SendsNothingAsync)),
    ];

    private static async Task ReachesItsCustomerAsync(ChannelBench bench)
    {
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        var outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, "Good morning, è caldo? 😀"), CancellationToken.None);
        Expect.True(outcome is SendOutcome.Accepted { ProviderId.Length: > 0 and <= MaxProviderIdLength }, $"it was accepted under an id; it was {outcome}");
        await bench.UntilAsync(() => bench.Subject.Carried.Count > 0, "it reaches the customer");
        Expect.Equal((customer, "Good morning, è caldo? 😀"), (bench.Subject.Carried[0].To, bench.Subject.Carried[0].Text), "what was carried");
        Expect.Equal(1, bench.Subject.Carried.Count, "messages carried");
    }

    private static async Task ManyAtOnceAsync(ChannelBench bench)
    {
        var customers = new List<Address>();
        for (var i = 0; i < 8; i++)
        {
            customers.Add(await bench.Subject.CustomerAsync(bench.Services, i));
        }

        Expect.Equal(8, customers.Distinct().Count(), "addresses of 8 customers");
        var outcomes = await Task.WhenAll(customers.Select(c => Task.Run(async () => await bench.Channel.SendAsync(bench.MessageTo(c, $"for {c.Value}"), CancellationToken.None))));
        Expect.Equal(8, outcomes.OfType<SendOutcome.Accepted>().Select(static o => o.ProviderId).Distinct(StringComparer.Ordinal).Count(), "ids of accepted messages");
        await bench.UntilAsync(() => bench.Subject.Carried.Count >= 8, "they reach the customers");
        Expect.Same(customers.Select(static c => $"{c.Value}: for {c.Value}").Order(StringComparer.Ordinal), bench.Subject.Carried.Select(static c => $"{c.To.Value}: {c.Text}").Order(StringComparer.Ordinal), "what was carried");
    }

    private static async Task SendsNothingAsync(ChannelBench bench)
    {
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        var outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, "Good morning"), CancellationToken.None);
        Expect.True(outcome is SendOutcome.Refused { IsTransient: false } refused && KeyRules.IsValid(refused.Code), $"refused for good with a code that is a key; it was {outcome}");
        Expect.Equal(0, bench.Subject.Carried.Count, "messages carried");
    }

    private static async Task NeverThrowsAsync(ChannelBench bench)
    {
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        string[] texts = ["", "\0", ((char)0xD800).ToString(), new string('\n', 1_000), string.Concat(Enumerable.Repeat("👩‍👩‍👧", 3_000)), "\u202e\u0301\ufeff"];
        foreach (var message in texts.Select(t => bench.MessageTo(customer, t)).Append(bench.MessageTo(new Address(new AddressKind("no-such-kind"), "../?&=\r\nX: y"), "Hello")))
        {
            try
            {
                await bench.Channel.SendAsync(message, CancellationToken.None);
            }
            catch (Exception e)
            {
                throw new ConformanceException($"Sending '{message.Text[..Math.Min(20, message.Text.Length)]}' to {message.To.Value} threw {e.GetType().Name}: {e.Message}; an outcome was expected.", e);
            }
        }
    }

    private static async Task ConversesAsync(ChannelBench bench)
    {
        await using var ada = await bench.AgentAsync("We are coming.", "In an hour.");
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "The boiler is cold.")), "the question was acknowledged");
        await bench.UntilAsync(() => bench.Subject.Carried.Any(static c => c.Text == "We are coming."), "the customer has the answer");
        Expect.True(await bench.WriteAsync(new CustomerMessage("m2", 0, "When?")), "the next question was acknowledged");
        await bench.UntilAsync(() => bench.Subject.Carried.Any(static c => c.Text == "In an hour."), "the customer has the next answer");
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        Expect.Same(
            [(customer, "We are coming."), (customer, "In an hour.")],
            bench.Subject.Carried.Where(static c => c.Text != ChannelBench.Automatic).Select(static c => (c.To, c.Text)),
            "what the customer got");
    }

    private static async Task ReportsFindTheirMessageAsync(ChannelBench bench)
    {
        await using var ada = await bench.AgentAsync("We are coming.");
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
        await bench.UntilAsync(() => bench.CountOf("message.sent") == 1, "the answer is sent");
        var answer = bench.Subject.Carried.Single(static c => c.Text == "We are coming.");
        foreach (var state in (DeliveryState[])[DeliveryState.Delivered, DeliveryState.Delivered, DeliveryState.Sent])
        {
            Expect.True(await bench.Subject.ReportAsync(bench.Services, answer, state), $"the report '{state}' was acknowledged");
        }

        await ChannelBench.UntilAsync(async () => await StateAsync(bench) == MessageState.Delivered, "the answer is seen to be delivered");
        Expect.Equal(2, bench.CountOf("delivery.reported"), "entries of three reports, one of them a repeat");
        await bench.WriteAsync(new CustomerMessage("m2", 0, "Thanks"));
        await bench.SeenAsync(2);
        Expect.Equal(MessageState.Delivered, await StateAsync(bench), "the state after a late report");
    }

    private static async Task<MessageState?> StateAsync(ChannelBench bench) =>
        (await bench.SeenAsync(bench.CountOf("message.received")))[0].In.Timeline.FirstOrDefault(static i => i.Text == "We are coming.")?.State;

    private static async Task RefusedReportsAreNotAcknowledgedAsync(ChannelBench bench)
    {
        await using (await bench.AgentAsync("We are coming."))
        {
            Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
            await bench.UntilAsync(() => bench.CountOf("message.sent") == 1, "the answer is sent");
        }

        var answer = bench.Subject.Carried.Single(static c => c.Text == "We are coming.");
        var isFirst = 1;
        bench.Storage.OnAppend = append => append.Entries.Any(static e => e.Kind == "delivery.reported") && Interlocked.Exchange(ref isFirst, 0) == 1 ? AppendFate.Lost : AppendFate.Acknowledged;
        Expect.True(!await bench.Subject.ReportAsync(bench.Services, answer, DeliveryState.Delivered), "a report that is not in the log is not acknowledged");
        await ChannelBench.UntilAsync(() => bench.Subject.ReportAsync(bench.Services, answer, DeliveryState.Delivered), "the report is acknowledged when it comes again");
        Expect.Equal(1, bench.CountOf("delivery.reported"), "entries");
    }

    private static async Task RefusalsForGoodAsync(ChannelBench bench)
    {
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        bench.Subject.Behave(ProviderMood.Refuses);
        var outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, "Hello"), CancellationToken.None);
        Expect.True(outcome is SendOutcome.Refused { IsTransient: false } refused && KeyRules.IsValid(refused.Code), $"refused for good with a code that is a key; it was {outcome}");
        Expect.Equal(0, bench.Subject.Carried.Count, "messages carried");
    }

    private static async Task RefusalsForNowAsync(ChannelBench bench)
    {
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        bench.Subject.Behave(ProviderMood.IsBusy);
        var outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, "Hello"), CancellationToken.None);
        Expect.True(outcome is SendOutcome.Refused { IsTransient: true } refused && KeyRules.IsValid(refused.Code), $"refused for now with a code that is a key; it was {outcome}");
        Expect.Equal(0, bench.Subject.Carried.Count, "messages carried");
        bench.Subject.Behave(ProviderMood.Accepts);
        outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, "Hello again"), CancellationToken.None);
        Expect.True(outcome is SendOutcome.Accepted, $"accepted when it is busy no longer; it was {outcome}");
    }
}
