using ContactCenter;
using ContactCenter.AspNetCore;
using ContactCenter.Readiness;
using ContactCenter.Web;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a contact center on the web.</summary>
public static class ContactCenterWebBuilderExtensions
{
    // The longest text of a command, 10,000 characters, takes at most 60,000 bytes as escaped JSON; the rest are ids.
    private const int MaxHubMessageSizeBytes = 128 * 1024;

    /// <summary>
    /// Adds webhooks, web connections, the desk's HTTP and SignalR API, health checks and drain; <c>app.MapContactCenter()</c> maps them.
    /// Who signs in how is the host's part: add an authentication scheme whose claims an <see cref="IPrincipalSource"/> reads.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="configure">Changes what <c>ContactCenter:Web</c> says.</param>
    public static IContactCenterBuilder AddContactCenterWeb(this IContactCenterBuilder builder, Action<WebOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptionsWithValidateOnStart<WebOptions, WebOptionsValidator>()
            .BindConfiguration(WebOptions.Section)
            .Configure(configure ?? (static _ => { }));

        services.AddMetrics();
        services.AddAuthorization();
        services.AddHealthChecks().AddContactCenterHealthChecks();
        services.AddSignalR().AddHubOptions<DeskHub>(o => o.MaximumReceiveMessageSize = MaxHubMessageSizeBytes);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<JsonHubProtocolOptions>, DeskJsonSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AspNetCore.Http.Json.JsonOptions>, DeskJsonSetup>());

        services.TryAddSingleton<Drain>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Hosting.IHostedService, DrainService>());
        services.TryAddSingleton<WebhookUrls>();
        services.TryAddSingleton<IWebhookUrls>(static p => p.GetRequiredService<WebhookUrls>());
        services.AddDataProtection();
        services.TryAddSingleton<PublicMediaUrls>();
        services.TryAddSingleton<IPublicMediaUrls>(static p => p.GetRequiredService<PublicMediaUrls>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, PublicUrlCheck>());
        services.TryAddSingleton<WebhookMetrics>();
        services.TryAddSingleton<WebhookGate>();
        services.TryAddSingleton<ConnectionGate>();
        services.TryAddSingleton<IPrincipalSource, ClaimsPrincipalSource>();
        services.TryAddSingleton<DeskDoor>();
        services.TryAddSingleton<AdministrationDoor>();
        services.TryAddSingleton<PrivacyDoor>();
        services.TryAddSingleton<CampaignDoor>();
        return builder;
    }

    /// <summary>Adds the check <c>contactcenter</c>, tagged <c>ready</c>: unhealthy while a part does not work or the host drains. Already part of <see cref="AddContactCenterWeb"/>.</summary>
    public static IHealthChecksBuilder AddContactCenterHealthChecks(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<Drain>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, CenterHealthCheckSetup>());
        return builder;
    }
}
