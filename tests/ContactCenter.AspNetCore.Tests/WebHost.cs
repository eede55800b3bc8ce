using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using ContactCenter.Administration;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Privacy;
using ContactCenter.Readiness;
using ContactCenter.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>A real host on a port of its own: Kestrel, because it is the raw request that matters here.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private WebHost(WebApplication app) => App = app;

    public WebApplication App { get; }

    public HttpClient Client { get; private set; } = new();

    public Uri Address => new(App.Urls.First());

    public FakeLogCollector Logs => App.Services.GetRequiredService<FakeLogCollector>();

    public static async Task<WebHost> StartAsync(Action<IServiceCollection>? services = null, Action<WebOptions>? web = null, string environment = "Production")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MinRequestBodyDataRate = null);
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Services.AddAuthentication(HeaderAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(HeaderAuthentication.Scheme, null);
        builder.Services.AddSingleton<IDesks, FakeDesks>().AddSingleton<IAdministrations, FakeAdministrations>().AddSingleton<IPrivacyDesks, FakePrivacyDesks>().AddSingleton<ICampaignDesks, FakeCampaignDesks>().AddSingleton<ICenterHealth, FakeHealth>()
            .AddSingleton<IScriptEvents, FakeScriptEvents>()
            .AddSingleton<IReadiness, FakeReadiness>().AddSingleton<ICenterAdministration, FakeCenterAdministration>();
        builder.Services.AddOpenApi(o => o.AddContactCenter());
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));
        services?.Invoke(builder.Services);
        new Composer(builder.Services).AddContactCenterWeb(o =>
        {
            o.PublicUrl = new Uri("https://cc.example.com");
            web?.Invoke(o);
        });
        var host = new WebHost(builder.Build());
        host.App.MapContactCenter();
        host.App.MapOpenApi();
        await host.App.StartAsync();
        host.Client = new HttpClient { BaseAddress = host.Address };
        return host;
    }

    public FakeDesks Desks => (FakeDesks)App.Services.GetRequiredService<IDesks>();

    public FakeHealth Health => (FakeHealth)App.Services.GetRequiredService<ICenterHealth>();

    public async Task<TcpClient> ConnectAsync(string firstBytes)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(Address.Host, Address.Port);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(firstBytes));
        return tcp;
    }

    /// <summary>Sends a request octet by octet and reads the answer to the end of the connection.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var tcp = await ConnectAsync(request);
        using var reader = new StreamReader(tcp.GetStream(), Encoding.ASCII);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await reader.ReadToEndAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private sealed class Composer(IServiceCollection services) : IContactCenterBuilder
    {
        public IServiceCollection Services => services;
    }
}

/// <summary>Whoever the header says, with the tenants and roles it says: <c>anna acme agent,supervisor</c>.</summary>
internal sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "header";

    public const string Header = "X-Who";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString().Split(' ') is not [var agent, var tenants, var roles])
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        IEnumerable<Claim> claims =
        [
            new Claim(ContactCenterClaims.Agent, agent),
            .. tenants.Split(',').Select(t => new Claim(ContactCenterClaims.Tenant, t)),
            .. roles.Split(',').Select(r => new Claim(ClaimTypes.Role, r)),
        ];
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Scheme)));
    }
}

internal sealed class FakeHealth : ICenterHealth
{
    public List<HealthFact> All { get; } = [new HealthFact(null, "door", HealthState.Healthy, "Open.")];

    public IReadOnlyList<HealthFact> Facts() => All;
}

/// <summary>A webhook whose answer the test decides and whose requests it sees.</summary>
internal sealed class FakeHook(string path, Func<WebhookRequest, CancellationToken, Task<WebhookResponse>>? answer = null) : IWebhookHandler
{
    public string Path => path;

    public int MaxBodySizeBytes { get; init; } = 1_000;

    public List<WebhookRequest> Requests { get; } = [];

    public async ValueTask<WebhookResponse> HandleAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        lock (Requests)
        {
            Requests.Add(request with { Body = request.Body.ToArray() });
        }

        return answer is null ? new WebhookResponse(204) : await answer(request, cancellationToken);
    }
}
