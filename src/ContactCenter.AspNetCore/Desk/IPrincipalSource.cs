using System.Security.Claims;

namespace ContactCenter.AspNetCore;

/// <summary>
/// Says who a signed-in user is to the contact center. Register your own before <c>AddContactCenterWeb</c> where the host's claims
/// differ; the default reads <see cref="ContactCenterClaims"/>. Thread-safe.
/// </summary>
public interface IPrincipalSource
{
    /// <summary>The person, or null when the user is nobody here.</summary>
    Principal? Find(ClaimsPrincipal user);
}

/// <summary>The claims the default <see cref="IPrincipalSource"/> reads. Roles come from <see cref="ClaimTypes.Role"/>: <c>agent</c>, <c>supervisor</c>, <c>field</c>, <c>administrator</c>, <c>integration</c>, <c>center-administrator</c>; others are ignored.</summary>
public static class ContactCenterClaims
{
    /// <summary>The agent id: one value.</summary>
    public const string Agent = "contactcenter:agent";

    /// <summary>A tenant the person works in: one claim for each.</summary>
    public const string Tenant = "contactcenter:tenant";
}
