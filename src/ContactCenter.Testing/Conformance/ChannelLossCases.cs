using ContactCenter.Channels;

namespace ContactCenter.Testing.Conformance;

/// <summary>The line breaks: nothing is said to be refused that may have arrived, and what can be found out is.</summary>
internal static class ChannelLossCases
{
    private const ChannelTraits Reconciles = ChannelTraits.LosesAnswers | ChannelTraits.Reconciles | ChannelConformance.Sends;

    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(400);

    public static (ChannelTraits Needs, ConformanceCase<ChannelBench> Case)[] All { get; } =
    [
        (ChannelTraits.LosesAnswers | ChannelConformance.Sends, new("A message whose answer was lost is not called refused, and is sent once", LostAnswersAreUnknownAsync)),
        (ChannelTraits.LosesAnswers | ChannelConformance.Sends, new("A send that is given up is not called refused", GivenUpIsUnknownAsync)),
        (Reconciles, new("What arrived is found, under its id", FindsWhatArrivedAsync)),
        (Reconciles, new("What arrived is not found for another message of ours", DoesNotTakeAnothersAsync)),
        (Reconciles, new("What never arrived is said so", SaysWhatNeverArrivedAsync)),
        (Reconciles, new("A provider that cannot be asked is not called sure", IsNotSureWithoutAskingAsync)),
        (Reconciles, new("An answer that was lost on the way is found and not sent twice", AnswersAreNotSentTwiceAsync)),
    ];

    private static async Task LostAnswersAreUnknownAsync(ChannelBench bench)
    {
        var (_, outcome) = await SendAsync(bench, ProviderMood.TakesAndHangsUp);
        Expect.True(outcome is SendOutcome.Unknown or SendOutcome.Accepted, $"unknown, or accepted where the channel has found out; it was {outcome}");
        Expect.Equal(1, bench.Subject.Carried.Count, "messages carried");
    }

    private static async Task GivenUpIsUnknownAsync(ChannelBench bench)
    {
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        bench.Subject.Behave(ProviderMood.Hangs);
        using var patience = new CancellationTokenSource(Impatience, TimeProvider.System);
        var outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, "Hello"), patience.Token);
        Expect.True(outcome is SendOutcome.Unknown, $"unknown; it was {outcome}");
    }

    private static async Task FindsWhatArrivedAsync(ChannelBench bench)
    {
        var attemptedAt = TimeProvider.System.GetUtcNow();
        var (message, _) = await SendAsync(bench, ProviderMood.TakesAndHangsUp);
        bench.Subject.Behave(ProviderMood.Accepts);
        Expect.Equal<SendOutcome>(new SendOutcome.Accepted(bench.Subject.Carried[0].ProviderId), await FindAsync(bench, message, attemptedAt), "what became of it");
    }

    private static async Task DoesNotTakeAnothersAsync(ChannelBench bench)
    {
        var attemptedAt = TimeProvider.System.GetUtcNow();
        var (message, _) = await SendAsync(bench, ProviderMood.TakesAndHangsUp);
        bench.Subject.Behave(ProviderMood.Accepts);
        var taken = bench.Subject.Carried[0].ProviderId;
        var outcome = await FindAsync(bench, bench.MessageTo(message.To, message.Text), attemptedAt, id => id == taken);
        Expect.True(outcome is not SendOutcome.Accepted, $"the provider's {taken} belongs to another message; it was {outcome}");
    }

    private static async Task SaysWhatNeverArrivedAsync(ChannelBench bench)
    {
        var attemptedAt = TimeProvider.System.GetUtcNow();
        var (message, outcome) = await SendAsync(bench, ProviderMood.HangsUp);
        Expect.True(outcome is SendOutcome.Unknown or SendOutcome.Refused { IsTransient: true }, $"unknown, or refused for now; it was {outcome}");
        bench.Subject.Behave(ProviderMood.Accepts);
        var found = await FindAsync(bench, message, attemptedAt);
        Expect.True(found is SendOutcome.Refused { IsTransient: true }, $"certainly not there, so that it may be sent again; it was {found}");
    }

    private static async Task IsNotSureWithoutAskingAsync(ChannelBench bench)
    {
        var attemptedAt = TimeProvider.System.GetUtcNow();
        var (message, _) = await SendAsync(bench, ProviderMood.TakesAndHangsUp);
        bench.Subject.Behave(ProviderMood.HangsUp);
        try
        {
            var outcome = await ((IReconcile)bench.Channel).FindAsync(message, attemptedAt, static _ => false, CancellationToken.None);
            Expect.True(outcome is SendOutcome.Unknown, $"unknown, or a {nameof(ChannelException)}; it was {outcome}");
        }
        catch (ChannelException)
        {
            // The other way of saying so.
        }
    }

    private static async Task AnswersAreNotSentTwiceAsync(ChannelBench bench)
    {
        await using var ada = await bench.AgentAsync("We are coming.");
        await bench.Subject.CustomerAsync(bench.Services, 0);
        bench.Subject.Behave(ProviderMood.TakesAndHangsUp);
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
        await bench.UntilAsync(() => bench.Subject.Carried.Any(static c => c.Text == "We are coming."), "the provider has the answer");
        bench.Subject.Behave(ProviderMood.Accepts);
        await bench.UntilAsync(() => bench.CountOf("message.sent") == 1, "the answer is known to be sent");
        Expect.Equal(1, bench.Subject.Carried.Count(static c => c.Text == "We are coming."), "answers carried");
        Expect.Equal(0, bench.CountOf("message.unknown"), "messages nobody knows of");
    }

    private static async Task<(OutboundMessage Message, SendOutcome Outcome)> SendAsync(ChannelBench bench, ProviderMood mood)
    {
        var message = bench.MessageTo(await bench.Subject.CustomerAsync(bench.Services, 0), "Good morning");
        bench.Subject.Behave(mood);
        return (message, await bench.Channel.SendAsync(message, CancellationToken.None));
    }

    /// <summary>Asks until the provider's answer is settled; a channel may wait for what the provider lists late.</summary>
    private static async Task<SendOutcome> FindAsync(ChannelBench bench, OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool>? isOurs = null)
    {
        SendOutcome found = new SendOutcome.Unknown("not-asked");
        await ChannelBench.UntilAsync(
            async () => (found = await ((IReconcile)bench.Channel).FindAsync(message, attemptedAt, isOurs ?? (static _ => false), CancellationToken.None)) is not SendOutcome.Unknown || isOurs is not null,
            "the provider tells what became of the message");
        return found;
    }
}
