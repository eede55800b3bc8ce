using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>One tenant's data, which outlives whoever opens it.</summary>
internal sealed class MemoryTenant
{
    private readonly Lock _gate = new();
    private readonly LogId _id;
    private readonly MemoryPersonalData _personal;
    private Action _crash = static () => { };

    public MemoryTenant(TenantId tenant, TimeProvider time, Action appended)
    {
        Log = new MemoryLogData(appended);
        _id = new LogId(tenant.Value);
        _personal = new MemoryPersonalData(_id, Keys);
        Customers = new MemoryCustomers(tenant, Keys);
        Blobs = new MemoryBlobs(Keys, time);
    }

    public MemoryLogData Log { get; }

    public MemoryKeys Keys { get; } = new();

    public MemoryViewStore Views { get; } = new();

    public MemoryCustomers Customers { get; }

    public MemoryBlobs Blobs { get; }

    public MemoryRecordings Recordings { get; } = new();

    /// <summary>Opens the tenant; whoever has it open is fenced by the new epoch.</summary>
    public ITenantStorage Open(Func<Append, AppendFate> fate)
    {
        lock (_gate)
        {
            var log = new MemoryLog(_id, Log, fate);
            _crash = log.Crash;
            return new Opening(log, _personal, this);
        }
    }

    public void Crash()
    {
        lock (_gate)
        {
            _crash();
        }
    }

    private sealed class Opening(MemoryLog log, IPersonalData personal, MemoryTenant tenant) : ITenantStorage, IReleasable
    {
        public ILog Log => log;

        public IPersonalData PersonalData => personal;

        public ICustomerDirectory Customers => tenant.Customers;

        public IViewStore Views { get; } = new FencedViewStore(tenant.Views, () => log.Failure is not null || log.Epoch != tenant.Log.Epoch);

        public IBlobStore Blobs => tenant.Blobs;

        public IRecordingStore Recordings => tenant.Recordings;

        public ValueTask ReleaseAsync()
        {
            log.Release();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => log.DisposeAsync();
    }
}
