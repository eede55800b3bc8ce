using System.Security.Claims;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore;

/// <summary>Opens what a person may open in a tenant.</summary>
internal static class Doors
{
    /// <summary>What is opened, or null: no person of the center, no such tenant, or not theirs; all look the same.</summary>
    public static T? Open<T>(this IPrincipalSource principals, ClaimsPrincipal? user, string tenant, Func<Principal, TenantId, T> open)
        where T : class
    {
        if (user is null || !KeyRules.IsValid(tenant) || principals.Find(user) is not { } principal)
        {
            return null;
        }

        try
        {
            return open(principal, new TenantId(tenant));
        }
        catch (DeskAccessException)
        {
            return null;
        }
    }
}
