using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Recordings;
using ContactCenter.Routing;
using ContactCenter.Sessions;
using ContactCenter.Storage;
using ContactCenter.Tenants;
using ContactCenter.Testing;
using ContactCenter.Tests.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Tests.Golden;

/// <summary>A center on SQLite under the key everybody may know, in virtual time, with what its scenario needs.</summary>
internal sealed class GoldenCenter : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly FakeTimeProvider _time;

    private GoldenCenter(IHost host, FakeTimeProvider time) => (_host, _time) = (host, time);

    public FakeChannel Channel => _host.Services.GetServices<IChannel>().OfType<GoldenChannel>().Single();

    public TenantRuntime Tenant => _host.Services.GetRequiredService<TenantRegistry>().Find(CenterFixture.Acme)!;

    public IInbox Inbox => _host.Services.GetRequiredService<IInbox>();

    public IServiceProvider Services => _host.Services;

    public static async Task<GoldenCenter> StartAsync(string folder, FakeTimeProvider time, Action<TenantOptions> describe)
    {
        var center = new GoldenCenter(Build(folder, time, describe), time);
        await center._host.StartAsync();
        return center;
    }

    /// <summary>The storage alone, without a center on it.</summary>
    public static async Task<ITenantStorage> OpenStorageAsync(string folder, FakeTimeProvider time)
    {
        using var host = Build(folder, time, GoldenScenario.Full);
        return await host.Services.GetRequiredService<ITenantStorageProvider>().OpenAsync(CenterFixture.Acme);
    }

    public IDesk Desk(string agent, Role? role = null) =>
        Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId(agent), CenterFixture.Acme, [role ?? Role.Agent]), CenterFixture.Acme);

    public ValueTask<InboxResult> ReceiveAsync(string id, string text, string from, params Uri[] media) => ReceiveAsync(id, text, from, CenterFixture.Endpoint, media);

    public ValueTask<InboxResult> ReceiveAsync(string id, string text, string from, Endpoint endpoint, params Uri[] media) => Inbox.ReceiveAsync(new InboundMessage
    {
        Endpoint = endpoint,
        ProviderId = id,
        From = Address.Phone(from),
        Text = text,
        Media = [.. media.Select(static m => new MediaReference(m, "image/png"))],
    });

    public async Task DoAsync(string agent, params DeskCommand[] commands)
    {
        foreach (var command in commands)
        {
            await CenterFixture.Do(Desk(agent, command is DeskCommand.ResolveAttention or DeskCommand.ForceNotReady ? Role.Supervisor : Role.Agent), command);
        }
    }

    public async Task AskAsync(RouterCommand command) => (await Tenant.Router.AskAsync(Guid.NewGuid(), command, default)).IsDone.ShouldBeTrue($"{command}");

    public void Pass(TimeSpan time) => _time.Advance(time);

    public async Task<OfferView> OfferAsync(string agent) =>
        await UntilAsync(async () => (await Desk(agent).AgentAsync()).Offers is [var first, ..] ? first : null, $"an offer to {agent}");

    /// <summary>Accepts the agent's next offer; returns when the conversation is the agent's.</summary>
    public async Task<InteractionView> TakeAsync(string agent)
    {
        var offer = await OfferAsync(agent);
        await DoAsync(agent, new DeskCommand.AcceptOffer(offer.Offer));
        return await UntilAsync(async () => await Desk(agent).InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, "the conversation is the agent's");
    }

    /// <summary>How many entries of a kind the log holds.</summary>
    public async Task<int> CountAsync(string kind)
    {
        var count = 0;
        await foreach (var e in Tenant.Storage.Log.ReadAsync(Journal.LogPosition.Start))
        {
            count += e.Entry.Kind == kind ? 1 : 0;
        }

        return count;
    }

    /// <summary>Waits until the log holds more entries of a kind than <paramref name="before"/>; a little time passes at each look.</summary>
    public Task WrittenAsync(string kind, int before = 0, TimeSpan step = default) =>
        UntilAsync(async () => await CountAsync(kind) > before ? "so" : null, kind, step);

    public async Task<T> UntilAsync<T>(Func<Task<T?>> read, string what, TimeSpan step = default)
        where T : class
    {
        for (var look = 0; look < 6_000; look++)
        {
            if (await read() is { } found)
            {
                return found;
            }

            _time.Advance(step > TimeSpan.Zero ? step : TimeSpan.FromMilliseconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        throw new Xunit.Sdk.XunitException($"It did not happen: {what}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static IHost Build(string folder, FakeTimeProvider time, Action<TenantOptions> describe)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IChannel>(new GoldenChannel()).AddSingleton<IChannel>(new FakeTelephony());
        var calls = new FakeCalls();
        builder.Services.AddSingleton(calls).AddSingleton<Func<TenantId, ICallFacts>>(_ => calls);
        builder.Services.AddSingleton<Func<TenantId, IContactList>>(static _ => new GoldenList());
        builder.AddContactCenter(cc => cc.UseSqlite(folder, o => o.MasterKey = new Secret(GoldenFiles.MasterKey)).AddTenant("acme", describe));
        return builder.Build();
    }

    /// <summary>Whom campaigns call.</summary>
    private sealed class GoldenList : IContactList
    {
        public ValueTask<CampaignCallee?> FindAsync(CampaignId campaign, ContactId contact, CancellationToken cancellationToken) => ValueTask.FromResult<CampaignCallee?>(
            new CampaignCallee(GoldenCalls.Line.Id, Address.Phone("+393330000080"), "it") { AbandonedMessage = "La chiamava Acme.", MachineMessage = "La richiameremo." });
    }

    /// <summary>Has what a customer sends along, unless the provider has lost it.</summary>
    private sealed class GoldenChannel() : FakeChannel(ChannelKind.Sms), IMediaSource
    {
        public ValueTask<MediaFetch> FetchAsync(Endpoint endpoint, MediaReference medium, long maxSizeBytes, CancellationToken cancellationToken) =>
            ValueTask.FromResult<MediaFetch>(medium.Url == GoldenScenario.Picture
                ? new MediaFetch.Found(new MemoryStream([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) { FileName = "caldaia.png" }
                : new MediaFetch.Refused(MediaFetch.Gone, IsTransient: false));
    }
}
