using System.Collections.Immutable;
using System.Security.Claims;

namespace ContactCenter.AspNetCore;

/// <summary>Reads <see cref="ContactCenterClaims"/>. A claim that is no valid key counts as absent.</summary>
internal sealed class ClaimsPrincipalSource : IPrincipalSource
{
    private static readonly ImmutableHashSet<Role> Known = [Role.Agent, Role.Supervisor, Role.Field, Role.Administrator, Role.Integration, Role.CenterAdministrator];

    public Principal? Find(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var agents = Keys(user, ContactCenterClaims.Agent).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return agents is not [var agent]
            ? null // nobody, or two at once, which nobody can be
            : new Principal(PrincipalKind.Person, agent)
            {
                Tenants = [.. Keys(user, ContactCenterClaims.Tenant).Select(TenantId.From)],
                Roles = [.. Keys(user, ClaimTypes.Role).Select(Role.From).Where(Known.Contains)],
            };
    }

    // Only what an authenticated identity says: claims can also be added to anonymous ones.
    private static IEnumerable<string> Keys(ClaimsPrincipal user, string type) =>
        user.Identities.Where(i => i.IsAuthenticated).SelectMany(i => i.FindAll(type)).Select(c => c.Value).Where(KeyRules.IsValid);
}
