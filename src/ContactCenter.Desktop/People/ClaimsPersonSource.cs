using System.Security.Claims;

namespace ContactCenter.Desktop;

/// <summary>Reads <see cref="DesktopClaims"/>. Roles it does not know are left out; nobody gets more than the center has names for.</summary>
internal sealed class ClaimsPersonSource : IPersonSource
{
    private static readonly Role[] Known = [Role.Agent, Role.Supervisor, Role.Field, Role.Administrator, Role.CenterAdministrator];

    public Person? Find(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true || user.FindFirst(DesktopClaims.Agent)?.Value is not { } agent || !KeyRules.IsValid(agent))
        {
            return null;
        }

        var named = user.FindAll(ClaimTypes.Role).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        Role[] roles = [.. Known.Where(r => named.Contains(r.Value))];
        return user.FindFirst(DesktopClaims.Tenant)?.Value switch
        {
            { } tenant when KeyRules.IsValid(tenant) => new Person(Principal.Person(new AgentId(agent), new TenantId(tenant), roles), new TenantId(tenant)),
            null when roles.Contains(Role.CenterAdministrator) =>
                new Person(new Principal(PrincipalKind.Person, agent) { Roles = [Role.CenterAdministrator] }, null), // other roles are roles in a tenant
            _ => null,
        };
    }
}
