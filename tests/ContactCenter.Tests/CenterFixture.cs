using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Tests;

/// <summary>A whole center on SQLite in a folder of its own, with a channel that only remembers.</summary>
public sealed class CenterFixture : IAsyncDisposable
{
    public static readonly TenantId Acme = new("acme");

    private IHost? _host;

    public FakeChannel Channel { get; } = new(ChannelKind.Sms);

    public Action<TenantOptions> Describe { get; set; } = static _ => { };

    /// <summary>What scripts can do.</summary>
    public List<IScriptAction> Actions { get; } = [];

    /// <summary>How many of the messages sent a test has looked at.</summary>
    public int Said { get; set; }

    /// <summary>Where it keeps everything.</summary>
    public string Folder { get; init; } = Directory.CreateTempSubdirectory("center-").FullName;

    /// <summary>What else the host has.</summary>
    public Action<IServiceCollection> Compose { get; init; } = static _ => { };

    public IServiceProvider Services => _host!.Services;

    public IInbox Inbox => Services.GetRequiredService<IInbox>();

    public static Endpoint Endpoint { get; } = new(Acme, new EndpointId("sms-faults"), ChannelKind.Sms, Address.Phone("+390612345678"));

    public static async Task<CenterFixture> StartAsync(Action<TenantOptions>? describe = null)
    {
        var center = new CenterFixture();
        if (describe is not null)
        {
            center.Describe = describe;
        }

        await center.StartHostAsync();
        return center;
    }

    public Task StartAsync(params ReadOnlySpan<IScriptAction> actions)
    {
        Actions.AddRange(actions);
        return StartHostAsync();
    }

    public async Task RestartAsync(Action? whileDown = null)
    {
        await StopHostAsync();
        whileDown?.Invoke();
        await StartHostAsync();
    }

    public void LoseViews() => Directory.GetFiles(Path.Combine(Folder, "acme"), "views.db*").ToList().ForEach(File.Delete);

    public IDesk Desk(string agent, params ReadOnlySpan<Role> roles) => Services.GetRequiredService<IDesks>()
        .Open(Principal.Person(new AgentId(agent), Acme, roles.Length == 0 ? [Role.Agent] : roles), Acme);

    public async Task<IDesk> ReadyAsync(string agent)
    {
        var desk = Desk(agent);
        await desk.ConnectAsync();
        await Do(desk, new DeskCommand.SignIn());
        await Do(desk, new DeskCommand.SetReady());
        return desk;
    }

    public static async Task Do(IDesk desk, DeskCommand command)
    {
        var result = await desk.DoAsync(command, Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{command}: {result.Status} {result.Code} {result.Message}");
    }

    public ValueTask<InboxResult> ReceiveAsync(string id, string text, string from = "+393331112222") => Inbox.ReceiveAsync(new InboundMessage
    {
        Endpoint = Endpoint,
        ProviderId = id,
        From = Address.Phone(from),
        Text = text,
    });

    public async Task<OfferView> OfferAsync(IDesk desk) =>
        await desk.UntilAsync(async () => (await desk.AgentAsync()).Offers is [var first, ..] ? first : null, $"an offer to {desk.Principal}");

    /// <summary>Accepts the next offer and waits until the conversation is the agent's.</summary>
    public async Task<InteractionView> TakeAsync(IDesk desk)
    {
        var offer = await OfferAsync(desk);
        await Do(desk, new DeskCommand.AcceptOffer(offer.Offer));
        return await desk.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, "the conversation is the agent's");
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StartHostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel>(Channel));
        Actions.ForEach(action => builder.Services.AddSingleton(action));
        Compose(builder.Services);
        builder.AddContactCenter(cc => cc.UseSqlite(Folder).AddTenant("acme", t =>
        {
            t.Named("Acme")
                .AddQueue("faults", q => q.RequireSkill("gas", 3))
                .AddQueue("billing")
                .AddAgent("anna", a => a.Named("Anna Rossi").Skill("gas", 5))
                .AddAgent("bruno", a => a.Named("Bruno Verdi").Skill("gas", 3))
                .AddEndpoint("sms-faults", ChannelKind.Sms, Endpoint.Address, e => e.ToQueue("faults").Answers("Nobody is here yet; we have your message.", "Too many are waiting; call us."))
                .AddDisposition("resolved", "Resolved")
                .AddNotReadyReason("break", "Break");
            Describe(t);
        }));
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task StopHostAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }
}
