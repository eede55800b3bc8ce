using System.Collections.Concurrent;

namespace ContactCenter.Tenants;

/// <summary>Which tenants run at this moment. Thread-safe.</summary>
internal sealed class TenantRegistry
{
    private readonly ConcurrentDictionary<TenantId, TenantRuntime> _running = new();

    public TenantRuntime? Find(TenantId tenant) => _running.GetValueOrDefault(tenant);

    public void Open(TenantRuntime runtime) => _running[runtime.Tenant] = runtime;

    public void Close(TenantRuntime runtime) => _running.TryRemove(KeyValuePair.Create(runtime.Tenant, runtime));
}
