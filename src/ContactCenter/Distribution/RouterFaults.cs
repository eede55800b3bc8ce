using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ContactCenter.Distribution;

/// <summary>The commands at which routers failed, by tenant, for the life of the process. Outlives a tenant's restart. Thread-safe.</summary>
internal sealed class RouterFaults
{
    /// <summary>More than this is not one poisoned command but a broken router, which is to halt.</summary>
    private const int MaxSetAside = 64;

    private readonly ConcurrentDictionary<TenantId, ImmutableDictionary<Guid, string>> _faults = new();

    /// <summary>The commands to set aside, with what was thrown.</summary>
    public IReadOnlyDictionary<Guid, string> Of(TenantId tenant) => _faults.GetValueOrDefault(tenant, ImmutableDictionary<Guid, string>.Empty);

    /// <summary>Notes a command for setting aside; false when that would not help: it was set aside before, or too many were.</summary>
    public bool TryAdd(TenantId tenant, Guid command, Exception fault)
    {
        var known = _faults.GetValueOrDefault(tenant, ImmutableDictionary<Guid, string>.Empty);
        if (known.Count >= MaxSetAside || known.ContainsKey(command))
        {
            return false;
        }

        _faults[tenant] = known.Add(command, fault.GetType().Name); // one router runs per tenant, so nobody else writes
        return true;
    }
}
