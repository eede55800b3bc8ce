using ContactCenter.Desk;

namespace ContactCenter.Maintenance;

/// <summary>What is done to a center now and then, while it runs. Thread-safe.</summary>
public interface ICenterMaintenance
{
    /// <summary>
    /// Throws away everything a tenant derives from its log and derives it again from the first entry. The tenant is closed meanwhile:
    /// its door and its desks answer 503, and what the door refused is swept afterwards. It is journaled as <c>views.rebuilt</c>.
    /// Asked twice at once, it is done once.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="by">Who wants it: the system, or an administrator of the tenant.</param>
    /// <param name="progress">Hears how far it is: at the beginning, every 10,000 entries, and at the end.</param>
    /// <param name="cancellationToken">Stops waiting; the rebuilding goes on.</param>
    /// <returns>Completes when the tenant is open again.</returns>
    /// <exception cref="DeskAccessException">The role does not allow it, or there is no such tenant for this principal.</exception>
    /// <exception cref="InvalidOperationException">The center does not run.</exception>
    ValueTask RebuildViewsAsync(TenantId tenant, Principal by, IProgress<ViewRebuild>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>How far a rebuilding of views is.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Read">How many entries of the log have been read.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct ViewRebuild(TenantId Tenant, long Read, long Total);
