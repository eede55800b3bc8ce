using System.Collections.Concurrent;

namespace ContactCenter.Sqlite.Keys;

/// <summary>The rotations of the tenants that are open. Thread-safe.</summary>
internal sealed class KeyRotations
{
    private readonly ConcurrentDictionary<TenantId, KeyRotation> _running = new();

    /// <summary>The tenant's; null when it is not open.</summary>
    public KeyRotation? Find(TenantId tenant) => _running.GetValueOrDefault(tenant);

    /// <summary>Begins to look after a store's periods; until what is returned is disposed, which must be before the store is.</summary>
    public IAsyncDisposable Start(TenantId tenant, SqliteKeyStore store, SqliteOptions options, StorageContext context)
    {
        var rotation = new KeyRotation(store, options.KeyPeriod, options.KeyPeriodOverlap, context);
        _running[tenant] = rotation;
        rotation.Start();
        return new Running(this, tenant, rotation);
    }

    private sealed class Running(KeyRotations owner, TenantId tenant, KeyRotation rotation) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            owner._running.TryRemove(KeyValuePair.Create(tenant, rotation)); // not the one of who opened it after us
            return rotation.DisposeAsync();
        }
    }
}
