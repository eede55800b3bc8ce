using ContactCenter.Configuration;
using ContactCenter.Routing;
using ContactCenter.Scripting;
using ContactCenter.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactCenter;

/// <summary>Checks what code and configuration say, and reports every fault at once as key, value, remedy.</summary>
internal sealed class ContactCenterOptionsValidator(IServiceProviderIsService? services = null, IEnumerable<AgentStrategy>? strategies = null, IEnumerable<IScriptAction>? actions = null) : IValidateOptions<ContactCenterOptions>
{
    public ValidateOptionsResult Validate(string? name, ContactCenterOptions options)
    {
        var faults = new FaultList();
        if (options.Tenants.Count == 0 && services?.IsService(typeof(ICenterTenants)) != true)
        {
            faults.Add("Tenants", "tenants-empty", " is empty; add a tenant with AddTenant(\"acme\", …).");
        }

        faults.Range("DisconnectGrace", options.DisconnectGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        faults.Range("MessageWorth", options.MessageWorth, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        faults.Range("CatchUpInterval", options.CatchUpInterval, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        faults.Range("CloseAnsweredAfter", options.CloseAnsweredAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        faults.Range("Media:MaxSizeBytes", options.Media.MaxSizeBytes, 1_024, 1_073_741_824);
        faults.Range("Media:FetchWithin", options.Media.FetchWithin, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        foreach (var (id, tenant) in options.Tenants)
        {
            faults.Tenant(id);
            TenantRules.Check(faults, id, tenant, strategies ?? [], actions ?? []);
        }

        TenantRules.CheckAddresses(faults, options.Tenants.SelectMany(static t => t.Value.Endpoints.Select(e => (t.Key, e.Key, e.Value))));
        var result = new ValidateOptionsResultBuilder();
        foreach (var fault in faults.All)
        {
            result.AddError(fault.Message);
        }

        return result.Build();
    }
}
