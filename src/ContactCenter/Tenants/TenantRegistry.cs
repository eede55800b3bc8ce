using System.Collections.Concurrent;

namespace ContactCenter.Tenants;

/// <summary>Which tenants run at this moment, and which can be read at least. Thread-safe.</summary>
internal sealed class TenantRegistry
{
    private readonly ConcurrentDictionary<TenantId, TenantRuntime> _running = new();
    private readonly ConcurrentDictionary<TenantId, TenantRuntime> _readable = new();

    /// <summary>The tenants that run.</summary>
    public ICollection<TenantRuntime> Running => _running.Values;

    /// <summary>The tenant, while it runs: its door is open and it takes commands.</summary>
    public TenantRuntime? Find(TenantId tenant) => _running.GetValueOrDefault(tenant);

    /// <summary>The tenant for reading: the one that runs, or the last one while its log cannot be written to.</summary>
    public TenantRuntime? FindReadable(TenantId tenant) => _readable.GetValueOrDefault(tenant);

    public void Open(TenantRuntime runtime) => _readable[runtime.Tenant] = _running[runtime.Tenant] = runtime;

    /// <summary>It takes nothing more; what is durable can be read on.</summary>
    public void CloseDoor(TenantRuntime runtime) => _running.TryRemove(KeyValuePair.Create(runtime.Tenant, runtime));

    public void Close(TenantRuntime runtime)
    {
        CloseDoor(runtime);
        _readable.TryRemove(KeyValuePair.Create(runtime.Tenant, runtime));
    }
}
