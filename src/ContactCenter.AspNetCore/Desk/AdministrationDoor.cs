using System.Security.Claims;
using ContactCenter.Administration;

namespace ContactCenter.AspNetCore;

/// <summary>Opens the administration of whoever is signed in. Thread-safe.</summary>
internal sealed class AdministrationDoor(IAdministrations administrations, IPrincipalSource principals)
{
    /// <summary>The administration by <paramref name="user"/>, or null: no person of the center, no such tenant, or not theirs; all look the same.</summary>
    public IAdministration? Find(ClaimsPrincipal? user, string tenant) => principals.Open(user, tenant, administrations.Open);
}
