namespace ContactCenter.Desk;

/// <summary>Where people begin: hands out the desk of one person in one tenant. Thread-safe.</summary>
public interface IDesks
{
    /// <summary>The tenants this center runs.</summary>
    IReadOnlyCollection<TenantId> Tenants { get; }

    /// <summary>The desk of <paramref name="principal"/> in <paramref name="tenant"/>.</summary>
    /// <exception cref="DeskAccessException">The principal may not act in this tenant, or the tenant does not exist: both answer the same.</exception>
    IDesk Open(Principal principal, TenantId tenant);
}
