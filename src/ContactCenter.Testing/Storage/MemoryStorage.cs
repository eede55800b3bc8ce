using System.Collections.Concurrent;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>
/// Tenants' storage in memory, with the promises of a real one and failures on demand. It outlives the hosts that use it: what was
/// acknowledged to one is found by the next. Opening a tenant again fences whoever has it open. Thread-safe.
/// </summary>
public sealed class MemoryStorage : ITenantStorageProvider
{
    private const int LastShown = 12;

    private readonly ConcurrentDictionary<TenantId, MemoryTenant> _tenants = new();
    private readonly VirtualTime? _time;

    /// <summary>An empty storage.</summary>
    /// <param name="time">The test's time: each append lets whoever waits there look again, and a wait that gives up tells the last entries. Blobs get their age from it; from the system's clock without it.</param>
    public MemoryStorage(VirtualTime? time = null)
    {
        _time = time;
        if (time is not null)
        {
            time.Describe = Describe;
        }
    }

    /// <summary>Decides the fate of each append before it is written; every one is acknowledged by default. Called under the log's lock: return at once.</summary>
    public Func<Append, AppendFate> OnAppend { get; set; } = static _ => AppendFate.Acknowledged;

    /// <inheritdoc />
    public ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Tenant(tenant).Open(append => OnAppend(append)));
    }

    /// <summary>Cuts off whoever has a tenant open, as a kill does: it appends and saves nothing any more. What was acknowledged stays; start another host.</summary>
    public void Crash()
    {
        foreach (var tenant in _tenants.Values)
        {
            tenant.Crash();
        }
    }

    /// <summary>Empties the tenant's views, as a deleted file does. Only while nobody has it open.</summary>
    public void LoseViews(TenantId tenant) => Tenant(tenant).Views.Clear();

    /// <summary>Destroys a subject's key: its texts cannot be read again.</summary>
    public void Erase(TenantId tenant, SubjectId subject) => Tenant(tenant).Keys.Erase(subject);

    /// <summary>Everything in the tenant's log, whoever has it open.</summary>
    public IReadOnlyList<CommittedEntry> Entries(TenantId tenant) => Tenant(tenant).Log.Read(0, int.MaxValue);

    private MemoryTenant Tenant(TenantId tenant) => _tenants.GetOrAdd(tenant, id => new MemoryTenant(id, _time ?? TimeProvider.System, () => _time?.Signal()));

    private string Describe() => string.Join(Environment.NewLine, _tenants.SelectMany(static t => t.Value.Log.Read(0, int.MaxValue).TakeLast(LastShown)
        .Select(e => $"{t.Key} {e.Position} {e.Entry.Time:HH:mm:ss.fff} {e.Machine} {e.Entry.Kind}")));
}
