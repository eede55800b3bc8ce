using ContactCenter.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Testing.Conformance;

/// <summary>A channel does what it claims, and claims what it does.</summary>
internal static class ChannelClaimCases
{
    private const int MaxKindCount = 100;

    public static (ChannelTraits Needs, ConformanceCase<ChannelBench> Case)[] All { get; } =
    [
        (default, new("It is registered once, however often it is added", IsRegisteredOnceAsync)),
        (default, new("What it claims it does, and what it does it claims", ClaimsAreTrueAsync)),
        (default, new("Nothing a provider does not repeat is lost: it repeats, or the channel can catch up", NothingIsLostSilentlyAsync)),
        (default, new("Its own line has no fault; a line of another kind is refused in words that help", FindsFaultsAsync)),
        (ChannelTraits.Plans, new("A plan counts: nothing is no part, more text is never fewer", PlansCountAsync)),
        (ChannelTraits.Plans, new("What a plan says cannot be sent is refused and not carried", PlansAreHonestAsync)),
        (ChannelTraits.SendsMedia, new("What may be sent along is bounded and named by type", MediaLimitsAreRealAsync)),
        (ChannelTraits.OffersChoices, new("Choices within its limits reach the customer as buttons, and one that is pressed names its message", ChoicesAreOfferedAsync)),
        (ChannelTraits.ShowsTyping, new("Typing shown to nobody harms nobody", TypingHarmsNobodyAsync)),
    ];

    private static Task IsRegisteredOnceAsync(ChannelBench bench)
    {
        Expect.Equal(1, bench.Services.GetServices<IChannel>().Count(c => c.GetType() == bench.Subject.ChannelType), $"channels of the type {bench.Subject.ChannelType}");
        Expect.Equal(1, bench.Services.GetServices<IChannel>().Count(c => c.Kind == bench.Subject.Kind), $"channels of the kind {bench.Subject.Kind}");
        return Task.CompletedTask;
    }

    private static Task ClaimsAreTrueAsync(ChannelBench bench)
    {
        Is<ICatchUp>(ChannelTraits.CatchesUp);
        Is<IReconcile>(ChannelTraits.Reconciles);
        Is<IMessagePlan>(ChannelTraits.Plans);
        Is<IMediaSender>(ChannelTraits.SendsMedia);
        Is<ITypingSignal>(ChannelTraits.ShowsTyping);
        Is<IChoiceSender>(ChannelTraits.OffersChoices);
        return Task.CompletedTask;

        void Is<T>(ChannelTraits trait) => Expect.Equal(bench.Subject.Traits.HasFlag(trait), bench.Channel is T, $"{bench.Subject.ChannelType.Name} is an {typeof(T).Name}, as {trait} says");
    }

    private static Task NothingIsLostSilentlyAsync(ChannelBench bench)
    {
        Expect.True((bench.Subject.Traits & (ChannelTraits.Repeats | ChannelTraits.CatchesUp)) != ChannelTraits.None, $"{nameof(ChannelTraits.Repeats)} or {nameof(ChannelTraits.CatchesUp)}");
        return Task.CompletedTask;
    }

    private static Task FindsFaultsAsync(ChannelBench bench)
    {
        Expect.Equal(null, bench.Channel.FindFault(bench.Endpoint), "the fault of its own line");
        foreach (var value in new[] { "x", new string('9', 320), "'; drop table", "<b>", "😀" })
        {
            var fault = bench.Channel.FindFault(bench.Endpoint with { Address = new Address(new AddressKind("no-such-kind"), value) });
            Expect.True(fault is { Length: >= 20 }, $"words on an address of the kind no-such-kind; it said '{fault}'");
        }

        return Task.CompletedTask;
    }

    private static Task PlansCountAsync(ChannelBench bench)
    {
        var plan = (IMessagePlan)bench.Channel;
        Expect.Equal(0, plan.Plan("").Segments, "parts of no text");
        var before = 0;
        for (var length = 1; length < 5_000; length += 97)
        {
            var segments = plan.Plan(new string('x', length)).Segments;
            Expect.True(segments >= Math.Max(1, before), $"{length} characters take {segments} parts, {length - 97} take {before}");
            before = segments;
        }

        return Task.CompletedTask;
    }

    private static async Task PlansAreHonestAsync(ChannelBench bench)
    {
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        foreach (var text in new[] { "", new string('x', 200_000), string.Concat(Enumerable.Repeat("😀", 5_000)) })
        {
            if (((IMessagePlan)bench.Channel).Plan(text).Fault is { } fault)
            {
                var outcome = await bench.Channel.SendAsync(bench.MessageTo(customer, text), CancellationToken.None);
                Expect.True(outcome is SendOutcome.Refused { IsTransient: false }, $"a text of {text.Length} characters is refused for good, since '{fault}'; it was {outcome}");
            }
        }

        Expect.Equal(0, bench.Subject.Carried.Count, "messages carried");
    }

    private static Task MediaLimitsAreRealAsync(ChannelBench bench)
    {
        var limits = ((IMediaSender)bench.Channel).MediaLimits;
        Expect.True(limits is { MaxCount: > 0, MaxSizeBytes: > 0 }, $"{limits} allow something");
        Expect.True(limits.ContentTypes.Count is > 0 and < MaxKindCount && limits.ContentTypes.All(static t => t.Split('/') is [{ Length: > 0 }, { Length: > 0 }]), "content types such as image/png");
        return Task.CompletedTask;
    }

    private static async Task ChoicesAreOfferedAsync(ChannelBench bench)
    {
        var limits = ((IChoiceSender)bench.Channel).ChoiceLimits;
        Expect.True(limits is { MaxCount: > 0, MaxLength: > 0 }, $"{limits} allow something");
        var customer = await bench.Subject.CustomerAsync(bench.Services, 0);
        string[] labels = [.. Enumerable.Range(1, Math.Min(limits!.MaxCount, 100)).Select(i => $"{i} è <b>".PadRight(limits.MaxLength, 'x')[..limits.MaxLength])];
        var message = bench.MessageTo(customer, "Which one?") with { Choices = [.. labels.Select(static (label, at) => new MessageChoice($"{at + 1}", label))] };
        Expect.True(await bench.Channel.SendAsync(message, CancellationToken.None) is SendOutcome.Accepted, "as many as may be, as long as may be, were accepted");
        await bench.UntilAsync(() => bench.Subject.Carried.Count > 0, "they reach the customer");
        var carried = bench.Subject.Carried[0];
        Expect.Equal("Which one?", carried.Text, "the text above them");
        Expect.Same(labels, carried.Choices, "the buttons");

        Expect.True(await bench.WriteAsync(new CustomerMessage("m1", 0, labels[^1]) { PressedOn = carried }), "what was pressed was acknowledged");
        Expect.Equal(message.Id, bench.ChosenFrom(), "the message it was pressed on");
        Expect.True(await bench.WriteAsync(new CustomerMessage("m2", 0, labels[^1])), "what was written was acknowledged");
        Expect.Equal(null, bench.ChosenFrom(), "the message that what was written names");
    }

    private static async Task TypingHarmsNobodyAsync(ChannelBench bench)
    {
        var typing = (ITypingSignal)bench.Channel;
        var stranger = new SessionAddress(bench.Endpoint, new Address(bench.Subject.Line.Kind, "nobody"), "no-such-thread");
        await typing.AgentTypingAsync(stranger, isTyping: true, CancellationToken.None);
        await typing.AgentTypingAsync(stranger, isTyping: false, CancellationToken.None);
    }
}
