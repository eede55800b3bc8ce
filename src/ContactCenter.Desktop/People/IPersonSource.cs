using System.Security.Claims;

namespace ContactCenter.Desktop;

/// <summary>Says who a logged-in user is in the contact center. A host with other claims registers its own. Thread-safe.</summary>
public interface IPersonSource
{
    /// <summary>The person behind <paramref name="user"/>, or null when the login belongs to nobody here.</summary>
    Person? Find(ClaimsPrincipal user);
}

/// <summary>A person in a tenant, or one who administers the center and belongs to none.</summary>
/// <param name="Principal">Who, with the roles.</param>
/// <param name="Tenant">Where the person works; null for somebody with <see cref="Role.CenterAdministrator"/> who works in none.</param>
public sealed record Person(Principal Principal, TenantId? Tenant);
