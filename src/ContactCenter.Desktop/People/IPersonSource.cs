using System.Security.Claims;

namespace ContactCenter.Desktop;

/// <summary>Says who a logged-in user is in the contact center. A host with other claims registers its own. Thread-safe.</summary>
public interface IPersonSource
{
    /// <summary>The person behind <paramref name="user"/>, or null when the login belongs to nobody here.</summary>
    Person? Find(ClaimsPrincipal user);
}

/// <summary>A person in a tenant.</summary>
/// <param name="Principal">Who, with the roles.</param>
/// <param name="Tenant">Where the person works.</param>
public sealed record Person(Principal Principal, TenantId Tenant);
