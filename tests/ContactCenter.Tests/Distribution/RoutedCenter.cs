using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Distribution;

/// <summary>A center whose configuration says more of routing: gas faults by SMS, questions by chat. It begins on a Monday at ten in Rome.</summary>
internal sealed class RoutedCenter(Action<TenantOptions> describe) : IAsyncDisposable
{
    private static readonly Endpoint Page = new(CenterFixture.Acme, new EndpointId("page"), ChannelKind.Chat, new Address(new AddressKind("page"), "acme"));

    public FakeChannel Sms { get; } = new(ChannelKind.Sms);

    public FakeChannel Chat { get; } = new(ChannelKind.Chat);

    public MemoryCenter Center => field ??= new MemoryCenter(Sms)
    {
        Others = [Chat],
        Describe = t =>
        {
            t.AddEndpoint("page", ChannelKind.Chat, Page.Address, static e => e.ToQueue("billing").Answers("Nobody is here.", "Too many are waiting."));
            t.AddNotReadyReason("break", "Break");
            describe(t);
        },
    };

    public static async Task<RoutedCenter> StartAsync(Action<TenantOptions> describe)
    {
        var routed = new RoutedCenter(describe);
        await routed.Center.StartAsync();
        return routed;
    }

    public async Task WriteAsync(string id, string from = "+393331112222") => await Center.ReceiveAsync(id, "gas!", from);

    public async Task ChatAsync(string id, string visitor = "ugo") => await Center.ReceiveAsync(new InboundMessage
    {
        Endpoint = Page,
        ProviderId = id,
        From = new Address(new AddressKind("visitor"), visitor),
        Thread = visitor,
        Text = "hello",
    });

    /// <summary>An agent whose desktop comes back after the center was down, or who was signed in without one.</summary>
    public async Task<IDesk> BackAsync(string agent)
    {
        var desk = Center.Desk(agent);
        await desk.ConnectAsync();
        await desk.DoAsync(new DeskCommand.SetReady(), Guid.NewGuid()); // who was ready still is
        return desk;
    }

    public Task<OfferView> OfferAsync(IDesk desk) =>
        Center.UntilAsync(async () => (await desk.AgentAsync()).Offers is [var first, ..] ? first : null, $"an offer to {desk.Principal.Name}");

    /// <summary>Takes the next offer, and closes it.</summary>
    public async Task ServeAsync(IDesk desk)
    {
        var offer = await OfferAsync(desk);
        await CenterFixture.Do(desk, new DeskCommand.AcceptOffer(offer.Offer));
        await Center.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, "the conversation is the agent's");
        await CenterFixture.Do(desk, new DeskCommand.CloseInteraction(offer.Interaction, DispositionCode.Resolved));
        await Center.UntilAsync(async () => (await desk.AgentAsync()).Work.Count == 0 ? "so" : null, "the work is over");
    }

    public int Count(string kind) => Center.Entries.Count(e => e.Entry.Kind == kind);

    public Task UntilAsync(string kind, int count = 1) => Center.UntilAsync(() => Count(kind) == count, $"{count} of {kind}");

    /// <summary>Whatever were to happen at this instant has happened: a message of another customer has gone all its way.</summary>
    public async Task SettleAsync()
    {
        var before = Count("interaction.opened");
        await WriteAsync($"settle-{before}", $"+3934400{before:00000}");
        await Center.UntilAsync(() => Count("interaction.opened") > before, "the other customer's message is taken");
    }

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}
