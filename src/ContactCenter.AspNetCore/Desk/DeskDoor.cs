using System.Security.Claims;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore;

/// <summary>Opens the desk of whoever is signed in. Thread-safe.</summary>
internal sealed class DeskDoor(IDesks desks, IPrincipalSource principals)
{
    /// <summary>The desk of <paramref name="user"/>, or null: no person of the center, no such tenant, or not theirs; all look the same.</summary>
    public IDesk? Find(ClaimsPrincipal? user, string tenant) => principals.Open(user, tenant, desks.Open);
}
