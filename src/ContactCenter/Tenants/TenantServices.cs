using System.Diagnostics.Metrics;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Distribution;
using ContactCenter.Effects;
using ContactCenter.Endpoints;
using ContactCenter.Recordings;
using ContactCenter.Routing;
using ContactCenter.Scripting;
using ContactCenter.Sessions;
using ContactCenter.Storage;
using ContactCenter.Timers;
using ContactCenter.Web;
using Microsoft.Extensions.Options;

namespace ContactCenter.Tenants;

/// <summary>What every tenant is built with.</summary>
internal sealed class TenantServices(
    ITenantStorageProvider storage,
    IEnumerable<IChannel> channels,
    IOptions<ContactCenterOptions> options,
    Func<IInbox> inbox,
    Func<ICallDoor> callDoor,
    TimeProvider time,
    IMeterFactory meters,
    EffectMetrics effectMetrics,
    MediaMetrics mediaMetrics,
    TimerMetrics timerMetrics,
    DeskConnections connections,
    LiveCalls liveCalls,
    RouterFaults routerFaults,
    ILoggerFactory loggers,
    EndpointDirectory endpoints,
    TenantCatalog catalog,
    IEnumerable<AgentStrategy> strategies,
    IEnumerable<IScriptAction> actions,
    FaultPoint? faults = null,
    IPublicMediaUrls? mediaUrls = null,
    Func<TenantId, ICallFacts>? calls = null,
    Func<TenantId, IContactList>? contacts = null)
{
    public ITenantStorageProvider Storage => storage;

    public IReadOnlyList<IChannel> Channels { get; } = [.. channels];

    /// <summary>The host's own strategies, beside the usual ones.</summary>
    public IReadOnlyList<AgentStrategy> Strategies { get; } = [.. strategies];

    /// <summary>What scripts can do in the world.</summary>
    public IReadOnlyList<IScriptAction> Actions { get; } = [.. actions];

    public ContactCenterOptions Options { get; } = options.Value;

    /// <summary>The tenants that are open now.</summary>
    public TenantCatalog Tenants => catalog;

    /// <summary>The door, asked for late: it needs the tenants, and they need it only to sweep.</summary>
    public Func<IInbox> Door => inbox;

    /// <summary>The door of calls, asked for late likewise.</summary>
    public Func<ICallDoor> CallDoor => callDoor;

    public TimeProvider Time => time;

    public IMeterFactory Meters => meters;

    public EffectMetrics EffectMetrics => effectMetrics;

    public MediaMetrics MediaMetrics => mediaMetrics;

    /// <summary>How providers reach media that are sent; null where the host is not on the web.</summary>
    public IPublicMediaUrls? MediaUrls => mediaUrls;

    public TimerMetrics TimerMetrics => timerMetrics;

    /// <summary>What is known of a tenant's calls.</summary>
    public ICallFacts CallsOf(TenantId tenant, ICallFacts known) => calls?.Invoke(tenant) ?? known;

    /// <summary>Whom a tenant's campaigns call, where that is not for its own lists to say; null where it is.</summary>
    public IContactList? ContactsOf(TenantId tenant) => contacts?.Invoke(tenant);

    public DeskConnections Connections => connections;

    /// <summary>The calls this process carries.</summary>
    public LiveCalls LiveCalls => liveCalls;

    public RouterFaults RouterFaults => routerFaults;

    public ILoggerFactory Loggers => loggers;

    public FaultPoint? Faults => faults;

    /// <summary>Brings a tenant's router to what is configured.</summary>
    public RouterSettings SettingsOf(TenantRuntime tenant) => new(tenant, time, loggers.CreateLogger<RouterSettings>());

    /// <summary>Nobody has the tenant's addresses any more.</summary>
    public void ForgetEndpoints(TenantId tenant) => endpoints.Publish(tenant, []);

    /// <summary>Puts a configuration into force, for the tenant and for those who look for endpoints by their addresses.</summary>
    public void Reconfigure(TenantRuntime tenant, TenantConfiguration next)
    {
        tenant.Configuration.Replace(next);
        endpoints.Publish(tenant.Tenant, next.Endpoints.All);
    }
}
