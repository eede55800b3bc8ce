using ContactCenter.Desk;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Opens desks. A tenant that does not exist and one that is not the person's are answered alike.</summary>
internal sealed class Desks(TenantServices services, TenantRegistry registry, AgentConnections connections) : IDesks
{
    public IReadOnlyCollection<TenantId> Tenants => services.Tenants.All;

    public IDesk Open(Principal principal, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Tenants.Contains(tenant) && services.Tenants.Contains(tenant) && KeyRules.IsValid(principal.Name)
            ? new TenantDesk(principal, tenant, registry, connections, services.Time)
            : throw new DeskAccessException();
    }
}
