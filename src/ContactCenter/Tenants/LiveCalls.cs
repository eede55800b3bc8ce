using System.Collections.Concurrent;
using ContactCenter.Calls;

namespace ContactCenter.Tenants;

/// <summary>
/// Which calls this process carries. Outlives a tenant's restart: a call that goes on while the log is away is not one that was interrupted, and one that ended meanwhile is told
/// by the next start. Thread-safe.
/// </summary>
internal sealed class LiveCalls
{
    private readonly ConcurrentDictionary<(TenantId Tenant, CallId Call), CallReport.Ended?> _calls = new();

    public void Add(TenantId tenant, CallId call) => _calls.TryAdd((tenant, call), null);

    /// <summary>Its end is durable.</summary>
    public void Remove(TenantId tenant, CallId call) => _calls.TryRemove((tenant, call), out _);

    /// <summary>It has ended, and that could not be written.</summary>
    public void Owe(TenantId tenant, CallId call, CallReport.Ended end) => _calls[(tenant, call)] = end;

    /// <summary>Whether this process carries the call, or has carried it and knows how it ended.</summary>
    public bool TryFind(TenantId tenant, CallId call, out CallReport.Ended? end) => _calls.TryGetValue((tenant, call), out end);
}
