using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Maintenance;
using ContactCenter.Storage;
using ContactCenter.Tenants;
using ContactCenter.Testing;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Tests;

/// <summary>A whole center in memory, in virtual time, that can be killed and started again on what was acknowledged.</summary>
internal sealed class MemoryCenter(FakeChannel channel) : IAsyncDisposable
{
    private readonly List<IHost> _dead = [];
    private IHost? _host;
    private int _customers;

    public VirtualTime Time { get; } = new();

    public MemoryStorage Storage => field ??= new MemoryStorage(Time);

    public FaultPoint? Faults { get; init; }

    public Action<TenantOptions> Describe { get; init; } = static _ => { };

    public IPublicMediaUrls? MediaUrls { get; init; }

    public Action<ContactCenterOptions> Configure { get; init; } = static _ => { };

    /// <summary>Stands between the center and its directory of customers, where a test says so.</summary>
    public Func<ICustomerDirectory, ICustomerDirectory>? Customers { get; init; }

    public Action<IContactCenterBuilder> Compose { get; init; } = static _ => { };

    public LogLevel Logs { get; init; } = LogLevel.Critical;

    public IInbox Inbox => _host!.Services.GetRequiredService<IInbox>();

    public IServiceProvider Services => _host!.Services;

    public ICenterMaintenance Maintenance => _host!.Services.GetRequiredService<ICenterMaintenance>();

    public ICenterHealth Health => _host!.Services.GetRequiredService<ICenterHealth>();

    /// <summary>The tenant, while it runs.</summary>
    public TenantRuntime? Tenant => _host!.Services.GetRequiredService<TenantRegistry>().Find(CenterFixture.Acme);

    public IReadOnlyList<CommittedEntry> Entries => Storage.Entries(CenterFixture.Acme);

    public static async Task<MemoryCenter> StartAsync(FakeChannel channel, FaultPoint? faults = null, Action<TenantOptions>? describe = null)
    {
        var center = new MemoryCenter(channel) { Faults = faults, Describe = describe ?? (static _ => { }) };
        await center.StartAsync();
        return center;
    }

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(Logs).AddSimpleConsole();
        builder.Services.AddSingleton<IChannel>(channel);
        builder.Services.Configure(Configure);
        if (MediaUrls is not null)
        {
            builder.Services.AddSingleton(MediaUrls);
        }

        if (Faults is not null)
        {
            builder.Services.AddSingleton(Faults);
        }

        builder.AddContactCenter(cc => cc.UseMemory(Storage).UseVirtualTime(Time).AddTenant("acme", t =>
        {
            t.AddQueue("faults", static q => q.RequireSkill("gas", 3))
                .AddQueue("billing")
                .AddAgent("anna", static a => a.Skill("gas", 5))
                .AddAgent("bruno", static a => a.Skill("gas", 3))
                .AddEndpoint("sms-faults", ChannelKind.Sms, CenterFixture.Endpoint.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting."))
                .AddDisposition("resolved", "Resolved");
            Describe(t);
        }));
        if (Customers is not null)
        {
            builder.Services.AddSingleton<ITenantStorageProvider>(new OtherCustomers(Storage, Customers));
        }

        builder.AddContactCenter(Compose);
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <summary>Ends the center in order, as a host does that is told to stop.</summary>
    public Task StopAsync() => _host!.StopAsync();

    /// <summary>Kills the center: what it had not made durable is gone. The corpse is buried at the end.</summary>
    public async Task CrashAsync()
    {
        Storage.Crash();
        _dead.Add(_host!);
        await _host!.Services.GetServices<IHostedService>().OfType<TenantSupervisor>().Single().StopAsync(new CancellationToken(canceled: true)); // it stays dead
    }

    public IDesk Desk(string agent, params ReadOnlySpan<Role> roles) => _host!.Services.GetRequiredService<IDesks>()
        .Open(Principal.Person(new AgentId(agent), CenterFixture.Acme, roles.Length == 0 ? [Role.Agent] : roles), CenterFixture.Acme);

    public async Task<IDesk> ReadyAsync(string agent)
    {
        var desk = Desk(agent);
        await desk.ConnectAsync();
        await CenterFixture.Do(desk, new DeskCommand.SignIn());
        await CenterFixture.Do(desk, new DeskCommand.SetReady());
        return desk;
    }

    public ValueTask<InboxResult> ReceiveAsync(InboundMessage message) => Inbox.ReceiveAsync(message);

    public ValueTask<InboxResult> ReceiveAsync(string id, string text, string from) => Inbox.ReceiveAsync(new InboundMessage
    {
        Endpoint = CenterFixture.Endpoint,
        ProviderId = id,
        From = Address.Phone(from),
        Text = text,
    });

    /// <summary>A new customer writes, and the agent takes the conversation.</summary>
    public async Task<InteractionView> ConversationAsync(IDesk desk)
    {
        var from = $"+39333{++_customers:D6}";
        await ReceiveAsync("SM" + from, "hello", from);
        var offer = await UntilAsync(async () => (await desk.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer");
        await CenterFixture.Do(desk, new DeskCommand.AcceptOffer(offer.Offer));
        return await UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, "the conversation is the agent's");
    }

    public static async Task WriteAsync(IDesk desk, InteractionView view, string text) =>
        await CenterFixture.Do(desk, new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, text));

    /// <summary>An agent who sits down and works by the script.</summary>
    public Task<WorkingAgent> StartAsync(ScriptedAgent script) => script.StartAsync(_host!.Services, CenterFixture.Acme);

    public Task<T> UntilAsync<T>(Func<Task<T?>> look, string what, TimeSpan step = default)
        where T : class => Time.UntilAsync(look, what, step);

    public Task UntilAsync(Func<bool> isSo, string what, TimeSpan step = default) => Time.UntilAsync(isSo, what, step);

    /// <summary>Waits until the views are saved as far as the log goes.</summary>
    public Task SavedAsync() => UntilAsync(
        async () => Tenant is { } tenant && await tenant.Storage.Views.CheckpointAsync("center") == tenant.Storage.Log.Head && await tenant.Storage.Views.CheckpointAsync("delivered") == tenant.Storage.Log.Head ? "so" : null,
        "the views are saved",
        TimeSpan.FromMilliseconds(100));

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _dead.Append(_host!).Distinct())
        {
            using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await host.StopAsync(atOnce.Token);
            host.Dispose();
        }
    }
}
