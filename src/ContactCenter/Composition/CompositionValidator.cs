using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactCenter;

/// <summary>Checks that what the tenants need is there: a store, and for each endpoint a channel that can serve it.</summary>
internal sealed class CompositionValidator(IServiceProvider services) : IValidateOptions<ContactCenterOptions>
{
    public ValidateOptionsResult Validate(string? name, ContactCenterOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ITenantStorageProvider)) == false)
        {
            result.AddError("ContactCenter has no store; choose one, for example with UseSqlite(\"data\").");
        }

        var faults = new FaultList();
        var channels = services.GetServices<IChannel>().ToList();
        foreach (var (tenant, settings) in options.Tenants.Where(static t => KeyRules.IsValid(t.Key)))
        {
            TenantRules.CheckChannels(faults, new TenantId(tenant), settings.Endpoints, channels);
        }

        foreach (var fault in faults.All)
        {
            result.AddError(fault.Message);
        }

        return result.Build();
    }
}
