using ContactCenter.Channels;
using ContactCenter.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactCenter;

/// <summary>Checks that what the tenants need is there: a store, and for each endpoint a channel that can serve it.</summary>
internal sealed class CompositionValidator(IServiceProvider services) : IValidateOptions<ContactCenterOptions>
{
    public ValidateOptionsResult Validate(string? name, ContactCenterOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ITenantStorageProvider)) == false)
        {
            faults.AddError("ContactCenter has no store; choose one, for example with UseSqlite(\"data\").");
        }

        foreach (var (tenant, settings) in options.Tenants.Where(static t => KeyRules.IsValid(t.Key)))
        {
            foreach (var (id, endpoint) in settings.Endpoints.Where(static e => KeyRules.IsValid(e.Key) && KeyRules.IsValid(e.Value.Channel) && KeyRules.IsValid(e.Value.AddressKind)))
            {
                var target = new Endpoint(
                    new TenantId(tenant), new EndpointId(id), new ChannelKind(endpoint.Channel), new Address(new AddressKind(endpoint.AddressKind), endpoint.Address));
                var channel = services.GetServices<IChannel>().FirstOrDefault(c => c.Kind == target.Channel);
                if (channel is null)
                {
                    faults.AddError($"ContactCenter:Tenants:{tenant}:Endpoints:{id}:Channel is '{endpoint.Channel}', which no package serves; add the package and its Add… call (for sms: AddTwilio()).");
                }
                else if (channel.FindFault(target) is { } fault)
                {
                    faults.AddError($"ContactCenter:Tenants:{tenant}:Endpoints:{id}: {fault}");
                }
            }
        }

        return faults.Build();
    }
}
