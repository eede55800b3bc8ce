namespace ContactCenter.Testing.Conformance;

/// <summary>The center dies at a named point and another is started on what was durable.</summary>
internal static class ChannelRestartCases
{
    private const string Answer = "We are coming.";

    public static (ChannelTraits Needs, ConformanceCase<ChannelBench> Case)[] All { get; } =
    [
        (default, new("What was acknowledged is known after a restart", AcknowledgedIsKnownAsync)),
        (ChannelConformance.Sends, new("A conversation goes on after a restart", ConversationGoesOnAsync)),
        (ChannelConformance.Sends, new("Died before an answer left: it reaches the customer once, or a person is told", bench => DiesAsync(bench, "effect.after-attempting"))),
        (ChannelConformance.Sends, new("Died before an answer's result was written: the customer has it once", bench => DiesAsync(bench, "effect.before-result"))),
    ];

    private static async Task AcknowledgedIsKnownAsync(ChannelBench bench)
    {
        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
        await bench.RestartAsync();
        await bench.WriteUntilAcknowledgedAsync(new CustomerMessage("m1", 0, "Hello"));
        Expect.Equal(1, bench.CountOf("message.received"), "entries");
        await bench.WriteUntilAcknowledgedAsync(new CustomerMessage("m2", 0, "Are you there?"));
        var seen = await bench.SeenAsync(2);
        Expect.Same(["Hello", "Are you there?"], seen.Select(static s => s.Item.Text!), "the texts");
        Expect.Equal(1, seen.Select(static s => s.In.Summary.Interaction).Distinct().Count(), "interactions");
    }

    private static async Task ConversationGoesOnAsync(ChannelBench bench)
    {
        await using (await bench.AgentAsync(Answer))
        {
            Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
            await bench.UntilAsync(() => bench.CountOf("message.sent") == 1, "the answer is sent");
        }

        await bench.RestartAsync();
        await bench.WriteUntilAcknowledgedAsync(new CustomerMessage("m2", 0, "When?"));
        await using var ada = await bench.AgentAsync("In an hour.");
        await bench.UntilAsync(() => bench.Subject.Carried.Any(static c => c.Text == "In an hour."), "the next answer reaches the customer");
        Expect.Equal(1, bench.Subject.Carried.Count(static c => c.Text == Answer), "times the first answer was carried");
    }

    private static async Task DiesAsync(ChannelBench bench, string point)
    {
        await bench.Subject.CustomerAsync(bench.Services, 0);
        await using (await bench.AgentAsync(Answer))
        {
            bench.EndAt(point);
            Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, "Hello")), "it was acknowledged");
            await bench.UntilAsync(() => bench.HasEnded, $"the center dies at {point}");
        }

        if (point == "effect.before-result")
        {
            await bench.UntilAsync(() => Carried() == 1, "what left before the end reaches the customer");
        }
        else
        {
            Expect.Equal(0, Carried(), "answers carried before the end");
        }

        await bench.RestartAsync();
        await bench.UntilAsync(() => bench.CountOf("message.sent") + bench.CountOf("message.unknown") == 1, "what became of the answer is known, or a person is told");
        var carried = Carried();
        var isTold = bench.CountOf("message.unknown") == 1;
        Expect.True(carried == 1 || (carried == 0 && isTold), $"once at the customer, or a person is told; carried {carried} times, unknown: {isTold}");
        if (bench.Subject.Traits.HasFlag(ChannelTraits.Reconciles))
        {
            Expect.Equal((1, false), (carried, isTold), "a provider that can be asked leaves nothing unknown");
        }

        int Carried() => bench.Subject.Carried.Count(static c => c.Text == Answer);
    }
}
