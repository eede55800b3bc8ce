using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Testing.Tests;

/// <summary>A center as a host's own test would make one: in memory, in virtual time, with two agents and a fake channel.</summary>
internal sealed class TestCenter : IAsyncDisposable
{
    public static readonly TenantId Acme = new("acme");
    private static readonly Endpoint Endpoint = new(Acme, new EndpointId("sms"), ChannelKind.Sms, Address.Phone("+390612345678"));

    private readonly IHost _host;
    private int _messages;

    private TestCenter()
    {
        Storage = new MemoryStorage(Time);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IChannel>(Channel);
        builder.AddContactCenter(cc => cc.UseMemory(Storage).UseVirtualTime(Time).AddTenant("acme", static t => t
            .AddQueue("faults")
            .AddQueue("billing", static q => q.RequireSkill("billing", 1))
            .AddAgent("ada")
            .AddAgent("bob", static a => a.Skill("billing", 5))
            .AddEndpoint("sms", ChannelKind.Sms, Endpoint.Address, static e => e.ToQueue("faults").Answers("Nobody is here.", "Too many are waiting."))
            .AddDisposition("solved", "Solved")));
        _host = builder.Build();
    }

    public VirtualTime Time { get; } = new();

    public MemoryStorage Storage { get; }

    public FakeChannel Channel { get; } = new(ChannelKind.Sms);

    public static async Task<TestCenter> StartAsync()
    {
        var center = new TestCenter();
        await center._host.StartAsync();
        return center;
    }

    public Task<WorkingAgent> StartAsync(ScriptedAgent script) => script.StartAsync(_host.Services, Acme);

    public IDesk Desk(string agent, Role role) => _host.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId(agent), Acme, role), Acme);

    public ValueTask<InboxResult> ReceiveAsync(string text, string from) => _host.Services.GetRequiredService<IInbox>().ReceiveAsync(new InboundMessage
    {
        Endpoint = Endpoint,
        ProviderId = $"SM-{Interlocked.Increment(ref _messages)}",
        From = Address.Phone(from),
        Text = text,
    });

    public IReadOnlyList<Entry> Of(params string[] kinds) => [.. Storage.Entries(Acme).Select(static e => e.Entry).Where(e => kinds.Contains(e.Kind))];

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
