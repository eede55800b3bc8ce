using System.Collections.Concurrent;
using ContactCenter.Health;

namespace ContactCenter.Sqlite.Keys;

/// <summary>The rotations of the tenants that are open; what is not well with their keys is the center's health, too. Thread-safe.</summary>
internal sealed class KeyRotations : IHealthSource
{
    private readonly ConcurrentDictionary<TenantId, KeyRotation> _running = new();

    /// <summary>The tenant's; null when it is not open.</summary>
    public KeyRotation? Find(TenantId tenant) => _running.GetValueOrDefault(tenant);

    public IEnumerable<HealthFact> Faults() =>
        from running in _running
        where running.Value.Damaged > 0
        select new HealthFact(
            running.Key,
            "keys",
            HealthState.Degraded,
            $"{running.Value.Damaged} customers' keys cannot be read, and with them what those customers said before; what they say now is kept. Restore their rows from a copy of keys.db that is within its period; the log names them (events 1317 and 1319).");

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
