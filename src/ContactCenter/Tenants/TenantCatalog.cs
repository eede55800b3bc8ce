using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace ContactCenter.Tenants;

/// <summary>The tenants that are open, with their seeds: those of code and files, until the center's own log says otherwise. Thread-safe.</summary>
internal sealed class TenantCatalog(IOptions<ContactCenterOptions> options)
{
    private volatile ImmutableSortedDictionary<string, TenantOptions> _open = options.Value.Tenants.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public IReadOnlyCollection<TenantId> All => [.. _open.Keys.Select(static t => new TenantId(t))];

    public bool Contains(TenantId tenant) => _open.ContainsKey(tenant.Value);

    /// <summary>What the tenant begins with.</summary>
    /// <exception cref="KeyNotFoundException">It is not open.</exception>
    public TenantOptions SeedsOf(TenantId tenant) => _open[tenant.Value];

    /// <summary>From now on these are open. One writer at a time.</summary>
    public void Publish(IEnumerable<KeyValuePair<string, TenantOptions>> open) => _open = open.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
