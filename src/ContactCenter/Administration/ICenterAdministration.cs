using ContactCenter.Desk;

namespace ContactCenter.Administration;

/// <summary>
/// Which tenants there are, and the one door through which they come and go while the center runs. It is there where the host calls
/// <c>AddTenantAdministration</c>, and for principals with <see cref="Role.CenterAdministrator"/>, which belongs to no tenant, and for the system.
/// What goes on in a tenant is none of its business. Thread-safe.
/// </summary>
public interface ICenterAdministration
{
    /// <summary>The tenants there are, by id; those that were closed are not.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The center's own log is not open.</exception>
    ValueTask<IReadOnlyList<TenantEntry>> TenantsAsync(Principal by, CancellationToken cancellationToken = default);

    /// <summary>The changes there were, by seeds and by people, the newest first.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The center's own log is not open.</exception>
    ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(Principal by, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds, suspends, resumes or closes a tenant: checked like the options at a start, durable in the center's own log with before and after, in
    /// force without a restart, and so after one. What is <see cref="DeskStatus.Done"/> is durable and in force.
    /// </summary>
    /// <param name="by">Who wants it.</param>
    /// <param name="edit">What.</param>
    /// <param name="key">The caller's key of this change: repeating it with the same key does nothing twice.</param>
    /// <param name="cancellationToken">Stops waiting; the change may still be made.</param>
    ValueTask<ConfigurationResult> ChangeAsync(Principal by, TenantEdit edit, Guid key, CancellationToken cancellationToken = default);
}

/// <summary>One tenant.</summary>
/// <param name="Tenant">Its id.</param>
/// <param name="Name">The name it came with; administrators of the tenant may have given it another.</param>
/// <param name="State">Whether it is open.</param>
/// <param name="Version">What <see cref="TenantEdit.Version"/> has to name to change it.</param>
/// <param name="IsSeeded">Whether code or files describe it; otherwise it was added here.</param>
/// <param name="ChangedAt">When this was said last.</param>
/// <param name="ChangedBy">By whom, as in the journal.</param>
public sealed record TenantEntry(TenantId Tenant, string Name, TenantState State, long Version, bool IsSeeded, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>Whether a tenant is open.</summary>
public enum TenantState
{
    /// <summary>It runs.</summary>
    Active,

    /// <summary>It does not run: its door and its desks are shut, its addresses are unknown, its data stay.</summary>
    Suspended,
}
