using ContactCenter;
using ContactCenter.Administration;
using ContactCenter.Calls;
using ContactCenter.Campaigns;
using ContactCenter.Centers;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Desks;
using ContactCenter.Distribution;
using ContactCenter.Door;
using ContactCenter.Effects;
using ContactCenter.Endpoints;
using ContactCenter.Health;
using ContactCenter.Maintenance;
using ContactCenter.Privacy;
using ContactCenter.Readiness;
using ContactCenter.Recordings;
using ContactCenter.Scripting;
using ContactCenter.Scripts;
using ContactCenter.Sessions;
using ContactCenter.Tenants;
using ContactCenter.Timers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a contact center to a host.</summary>
public static class ContactCenterServiceCollectionExtensions
{
    /// <summary>
    /// Adds the contact center. Store and channels are chosen on the builder; <c>ContactCenter</c> in the configuration may
    /// hold what code does not say. Calling it twice goes on describing the same center.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Describes the center.</param>
    public static IContactCenterBuilder AddContactCenter(this IServiceCollection services, Action<IContactCenterBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptionsWithValidateOnStart<ContactCenterOptions, ContactCenterOptionsValidator>().BindConfiguration(ContactCenterOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ContactCenterOptions>, CompositionValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DoorMetrics>();
        services.TryAddSingleton<EffectMetrics>();
        services.TryAddSingleton<MediaMetrics>();
        services.TryAddSingleton<TimerMetrics>();
        services.TryAddSingleton<TenantRegistry>();
        services.TryAddSingleton<TenantCatalog>();
        services.TryAddSingleton<DeskConnections>();
        services.TryAddSingleton<RouterFaults>();
        services.TryAddSingleton<ISessions, CustomerSessions>();
        services.TryAddSingleton(static s =>
        {
            _ = s.GetRequiredService<IOptions<ContactCenterOptions>>().Value; // says what is missing, with the remedy, before it is missed
            return ActivatorUtilities.CreateInstance<TenantServices>(s, (Func<IInbox>)s.GetRequiredService<IInbox>, (Func<ICallDoor>)s.GetRequiredService<ICallDoor>);
        });
        services.TryAddSingleton<TenantHealth>();
        services.TryAddSingleton<ICenterHealth>(static s => s.GetRequiredService<TenantHealth>());
        services.TryAddSingleton<EndpointDirectory>();
        services.TryAddSingleton<IEndpointDirectory>(static s => s.GetRequiredService<EndpointDirectory>());
        services.TryAddSingleton<Inbox>();
        services.TryAddSingleton<IInbox>(static s => s.GetRequiredService<Inbox>());
        services.TryAddSingleton<LiveCalls>();
        services.TryAddSingleton<AgentConnections>();
        services.TryAddSingleton<ICallDoor, CallDoor>();
        services.TryAddSingleton<IMediaInbox, MediaInbox>();
        services.TryAddSingleton<IScriptEvents, ScriptEvents>();
        services.TryAddSingleton<IDesks, Desks>();
        services.TryAddSingleton<IPrivacyDesks, PrivacyDesks>();
        services.TryAddSingleton<ICampaignDesks, CampaignDesks>();
        services.TryAddSingleton<ConfigurationChanger>();
        services.TryAddSingleton<IAdministrations, TenantAdministrations>();
        services.TryAddSingleton<ClockCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ClockCheck>(static s => s.GetRequiredService<ClockCheck>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReadinessCheck, ClockCheck>(static s => s.GetRequiredService<ClockCheck>()));
        services.TryAddSingleton<IReadiness, CenterReadiness>();
        services.TryAddSingleton<ICenterMedia, CenterMedia>();
        services.TryAddSingleton<ICallRecordings, CallRecordings>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IScriptAction, VoiceMessageAction>());
        services.TryAddSingleton<TenantSupervisor>();
        services.TryAddSingleton<ICenterMaintenance>(static s => s.GetRequiredService<TenantSupervisor>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TenantSupervisor>(static s => s.GetRequiredService<TenantSupervisor>()));

        var builder = new ContactCenterBuilder(services);
        configure?.Invoke(builder);
        return builder;
    }

    /// <summary>Adds the contact center to a host that is being built.</summary>
    /// <param name="host">The host.</param>
    /// <param name="configure">Describes the center.</param>
    public static IContactCenterBuilder AddContactCenter(this IHostApplicationBuilder host, Action<IContactCenterBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Services.AddContactCenter(configure);
    }

    /// <summary>
    /// Lets tenants come and go while the center runs (<see cref="ICenterAdministration"/>). Which there are is kept in a log of the center's own, beside the
    /// tenants' (<c>+center</c>), and opened before any of them. Tenants of code and files are its seeds; there may be none.
    /// </summary>
    /// <param name="builder">The center.</param>
    public static IContactCenterBuilder AddTenantAdministration(this IContactCenterBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<CenterTenants>();
        builder.Services.TryAddSingleton<ICenterTenants>(static s => s.GetRequiredService<CenterTenants>());
        builder.Services.TryAddSingleton<ICenterAdministration, CenterAdministration>();
        return builder;
    }

    /// <summary>Adds a tenant, or goes on describing it.</summary>
    /// <param name="builder">The center.</param>
    /// <param name="tenant">The tenant's id; a key by <see cref="KeyRules"/>.</param>
    /// <param name="configure">Describes the tenant.</param>
    public static IContactCenterBuilder AddTenant(this IContactCenterBuilder builder, string tenant, Action<TenantOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        KeyRules.Check(tenant, "tenant id");
        builder.Services.Configure<ContactCenterOptions>(options =>
        {
            if (!options.Tenants.TryGetValue(tenant, out var found))
            {
                options.Tenants[tenant] = found = new TenantOptions();
            }

            configure(found);
        });
        return builder;
    }
}
