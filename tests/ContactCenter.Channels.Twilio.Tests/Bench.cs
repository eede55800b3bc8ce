using ContactCenter.Web;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests;

/// <summary>The package as a host composes it, with a fake door behind it and, when started with one, the stub carrier before it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Sid = "AC00000000000000000000000000000001";
    public const string Token = "stub-carrier-auth-token";
    public const string Number = "+390600000001";
    public const string Customer = "+393331234567";

    private readonly ServiceProvider _services;

    public Bench(Dictionary<string, string?>? settings = null, string baseUrl = "http://127.0.0.1:1", Action<TwilioOptions>? configure = null, Action<IServiceCollection>? services = null, params Endpoint[] endpoints)
    {
        var configuration = new Dictionary<string, string?>
        {
            ["ContactCenter:Twilio:Accounts:main:AccountSid"] = Sid,
            ["ContactCenter:Twilio:Accounts:main:AuthTokens:primary"] = Token,
            ["ContactCenter:Twilio:Accounts:main:BaseUrl"] = baseUrl,
            ["ContactCenter:Twilio:SettleTime"] = "00:00:00",
            ["ContactCenter:Twilio:RequestTimeout"] = "00:01:00", // a busy machine is slow; who provokes a time-out moves the clock
        };
        foreach (var (key, value) in settings ?? [])
        {
            configuration["ContactCenter:Twilio:" + key] = value;
        }

        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        all.AddSingleton<IInbox>(Inbox);
        all.AddSingleton<IEndpointDirectory>(new FakeEndpoints(endpoints is [] ? [Endpoint] : endpoints));
        all.AddSingleton<IWebhookUrls>(Urls);
        new FakeBuilder(all).AddTwilio(configure);
        services?.Invoke(all);
        _services = all.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static Endpoint Endpoint { get; } = At("acme", "line", Number);

    public FakeInbox Inbox { get; } = new();

    public FakeUrls Urls { get; } = new();

    public IServiceProvider Services => _services;

    public IChannel Channel => _services.GetServices<IChannel>().Single();

    public ICatchUp CatchUp => (ICatchUp)Channel;

    public IMediaSource Media => (IMediaSource)Channel;

    public IReconcile Reconcile => (IReconcile)Channel;

    public IWebhookHandler Handler => _services.GetServices<IWebhookHandler>().Single();

    public static Endpoint At(string tenant, string id, string number) => new(new TenantId(tenant), new EndpointId(id), ChannelKind.Sms, Address.Phone(number));

    public static OutboundMessage Message(string text = "Good morning", string to = Customer) => new()
    {
        Id = new MessageId(Guid.NewGuid()),
        Endpoint = Endpoint,
        To = Address.Phone(to),
        Text = text,
    };

    public Task<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken = default) =>
        Channel.SendAsync(message, cancellationToken).AsTask();

    public Task<SendOutcome> FindAsync(OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool>? isOurs = null) =>
        Reconcile.FindAsync(message, attemptedAt, isOurs ?? (_ => false), CancellationToken.None).AsTask();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>The stub carrier in this process, on a free port.</summary>
internal sealed class StartedCarrier : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StartedCarrier(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public Ledger Ledger => _app.Services.GetRequiredService<Ledger>();

    public MessageBook Book => _app.Services.GetRequiredService<MessageBook>();

    public Customers Customers => _app.Services.GetRequiredService<Customers>();

    public StubCarrier.Webhooks Webhooks => _app.Services.GetRequiredService<StubCarrier.Webhooks>();

    public IReadOnlyList<LedgerLine> Outbound => [.. Ledger.Read().Where(line => line.Event == "outbound")];

    public static async Task<StartedCarrier> StartAsync(string hostUrl = "http://127.0.0.1:1/nobody", Func<CarrierOptions, CarrierOptions>? change = null)
    {
        var options = new CarrierOptions
        {
            Urls = "http://127.0.0.1:0",
            HostUrl = new Uri(hostUrl),
            Account = Bench.Sid,
            Token = Bench.Token,
            Numbers = [Bench.Number],
            DeliveryDelay = TimeSpan.FromMilliseconds(20),
        };
        var app = Carrier.Create(change?.Invoke(options) ?? options);
        await app.StartAsync();
        return new StartedCarrier(app);
    }

    public void Fail(params FaultRule[] rules) => _app.Services.GetRequiredService<Faults>().Plan = new FaultPlan { Rules = rules, Seed = 7 };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
