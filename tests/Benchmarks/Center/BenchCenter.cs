using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Benchmarks.Center;

/// <summary>A whole center in this process, on SQLite, with a channel that sends nowhere.</summary>
internal sealed class BenchCenter : IAsyncDisposable
{
    private readonly IHost _host;
    private long _next = DateTime.UtcNow.Ticks; // provider ids of another run are other ids

    private BenchCenter(IHost host) => _host = host;

    public static TenantId Tenant { get; } = new("acme");

    public static Endpoint Endpoint { get; } = new(Tenant, new EndpointId("sms-main"), ChannelKind.Sms, Address.Phone("+390600000001"));

    public IInbox Inbox => _host.Services.GetRequiredService<IInbox>();

    public static async Task<BenchCenter> StartAsync(string folder, int agents = 1)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, NullChannel>());
        builder.AddContactCenter(cc => cc.UseSqlite(folder).AddTenant(Tenant.Value, t =>
        {
            t.AddQueue("faults", q => (q.MaxWaiting, q.OfferTimeout) = (100_000, TimeSpan.FromMinutes(10)))
                .AddEndpoint(Endpoint.Id.Value, Endpoint.Channel, Endpoint.Address, e => e.ToQueue("faults").Answers("We have your message.", "We answer in turn."))
                .AddDisposition("resolved", "Resolved")
                .AddNotReadyReason("break", "Break");
            for (var i = 0; i < agents; i++)
            {
                t.AddAgent(Agent(i).Value, static a => a.Capacity = 1_000);
            }
        }));
        var host = builder.Build();
        await host.StartAsync();
        return new BenchCenter(host);
    }

    public static AgentId Agent(int number) => new($"agent-{number:000}");

    public IDesk Desk(int agent) =>
        _host.Services.GetRequiredService<IDesks>().Open(Principal.Person(Agent(agent), Tenant, Role.Agent, Role.Supervisor), Tenant);

    /// <summary>The customer with this number writes.</summary>
    /// <returns>The interaction it opens, if it opens one.</returns>
    public async Task<InteractionId> ReceiveAsync(int customer)
    {
        var id = $"SM{Interlocked.Increment(ref _next):x32}";
        var result = await Inbox.ReceiveAsync(new InboundMessage
        {
            Endpoint = Endpoint,
            ProviderId = id,
            From = Address.Phone($"+39333{customer:0000000}"),
            Text = "The boiler in the cellar shows E5 and the flat is getting cold; can somebody come today?",
        });
        return result.Status == InboxStatus.Accepted
            ? new InteractionId(DerivedId.From(result.Entry.Value, 0))
            : throw new InvalidOperationException($"The door answered {result.Status} to {id}.");
    }

    /// <summary>Waits until everything received before has reached its interaction.</summary>
    public async Task SettleAsync()
    {
        var last = await ReceiveAsync(Random.Shared.Next(9_000_000, 9_999_999));
        var desk = Desk(0);
        while (await desk.InteractionAsync(last) is null)
        {
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class NullChannel : IChannel
    {
        public ChannelKind Kind => ChannelKind.Sms;

        public string? FindFault(Endpoint endpoint) => null;

        public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
            ValueTask.FromResult<SendOutcome>(new SendOutcome.Accepted("SM" + message.Id.Value.ToString("N")));
    }
}
