using System.Security.Claims;

namespace ContactCenter.Desktop;

/// <summary>Reads <see cref="DesktopClaims"/>. Roles it does not know are left out; nobody gets more than the center has names for.</summary>
internal sealed class ClaimsPersonSource : IPersonSource
{
    private static readonly Role[] Known = [Role.Agent, Role.Supervisor, Role.Field, Role.Administrator];

    public Person? Find(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true
            || user.FindFirst(DesktopClaims.Agent)?.Value is not { } agent || !KeyRules.IsValid(agent)
            || user.FindFirst(DesktopClaims.Tenant)?.Value is not { } tenant || !KeyRules.IsValid(tenant))
        {
            return null;
        }

        var named = user.FindAll(ClaimTypes.Role).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        Role[] roles = [.. Known.Where(r => named.Contains(r.Value))];
        return new Person(Principal.Person(new AgentId(agent), new TenantId(tenant), roles), new TenantId(tenant));
    }
}
