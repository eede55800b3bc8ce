using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Projections;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Sessions;

/// <summary>A center with SMS, web chat and a form, of which only SMS can write first.</summary>
internal sealed class SeveralChannels : IAsyncDisposable
{
    private int _next;

    public static Endpoint Chat { get; } = new(CenterFixture.Acme, new EndpointId("chat-site"), ChannelKind.Chat, new Address(new AddressKind("page"), "acme"));

    public static Endpoint Form { get; } = new(CenterFixture.Acme, new EndpointId("form-contact"), ChannelKind.Form, new Address(new AddressKind("page"), "contact"));

    public FakeChannel Sms { get; } = new(ChannelKind.Sms);

    public MemoryCenter Center { get; private init; } = null!;

    public static async Task<SeveralChannels> StartAsync(Action<TenantOptions>? describe = null)
    {
        var sms = new FakeChannel(ChannelKind.Sms);
        var all = new SeveralChannels(sms)
        {
            Center = new MemoryCenter(sms)
            {
                Others = [new FakeChannel(ChannelKind.Chat), new FakeChannel(ChannelKind.Form)],
                Describe = t =>
                {
                    t.AddEndpoint("chat-site", ChannelKind.Chat, Chat.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting."))
                        .AddEndpoint("form-contact", ChannelKind.Form, Form.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting."));
                    t.Agents["anna"].Capacity = 400;
                    describe?.Invoke(t);
                },
            },
        };
        await all.Center.StartAsync();
        return all;
    }

    private SeveralChannels(FakeChannel sms) => Sms = sms;

    public static Address Visitor(string token) => new(AddressKind.Web, token);

    public async Task VisitAsync(Endpoint endpoint, string token, string text, ReachRequest? reach = null, params Address[] claims) =>
        (await Center.ReceiveAsync(new InboundMessage
        {
            Endpoint = endpoint,
            ProviderId = $"{token}-{++_next}",
            From = Visitor(token),
            Text = text,
            Reach = reach,
            Claims = [.. claims],
        })).Status.ShouldBe(InboxStatus.Accepted);

    public async Task TextAsync(string from, string text) => (await Center.ReceiveAsync($"SM{++_next}", text, from)).Status.ShouldBe(InboxStatus.Accepted);

    public async Task<InteractionView> TakeAsync(IDesk desk)
    {
        var offer = await Center.UntilAsync(async () => (await desk.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer");
        await CenterFixture.Do(desk, new DeskCommand.AcceptOffer(offer.Offer));
        return await ViewAsync(desk, offer.Interaction, static v => v.MayWrite, "the conversation is the agent's");
    }

    public Task<InteractionView> ViewAsync(IDesk desk, InteractionId id, Func<InteractionView, bool> isSo, string what) =>
        Center.UntilAsync(async () => await desk.InteractionAsync(id) is { } view && isSo(view) ? view : null, what);

    /// <summary>The only interaction there is, once it is as it should be.</summary>
    public Task<InteractionRow> OnlyAsync(Func<InteractionRow, bool> isSo, string what) =>
        Center.UntilAsync(() => Task.FromResult(Center.Tenant?.Views.Interactions.Rows.SingleOrDefault() is { } row && isSo(row) ? row : null), what);

    public Task WrittenAsync(string kind) => Center.UntilAsync(() => Kinds.Contains(kind), kind);

    public IEnumerable<string> Kinds => Center.Entries.Select(static e => e.Entry.Kind);

    public IEnumerable<T> Events<T>()
        where T : InteractionEvent => Center.Entries.Where(static e => e.Machine.Kind == "interaction").Select(static e => InteractionCodec.Read(e.Entry)).OfType<T>();

    public ValueTask DisposeAsync() => Center.DisposeAsync();
}
