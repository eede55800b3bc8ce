using ContactCenter.Journal;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace ContactCenter.Tests;

/// <summary>The storage of a center whose appends wait where a test says so.</summary>
internal sealed class HeldStorage(MemoryStorage storage, Func<Append, Task> before) : ITenantStorageProvider
{
    public async ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default) =>
        new Opening(await storage.OpenAsync(tenant, cancellationToken), before);

    private sealed class Opening(ITenantStorage storage, Func<Append, Task> before) : ITenantStorage
    {
        public ILog Log { get; } = new HeldLog(storage.Log, before);

        public IPersonalData PersonalData => storage.PersonalData;

        public ICustomerDirectory Customers => storage.Customers;

        public IViewStore Views => storage.Views;

        public IBlobStore Blobs => storage.Blobs;

        public IRecordingStore Recordings => storage.Recordings;

        public ValueTask DisposeAsync() => storage.DisposeAsync();
    }
}

/// <summary>A log whose appends wait where a test says so; others go on.</summary>
internal sealed class HeldLog(ILog log, Func<Append, Task> before) : ILog
{
    public LogId Id => log.Id;

    public long Epoch => log.Epoch;

    public LogPosition Head => log.Head;

    public LogUnavailableException? Failure => log.Failure;

    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        await before(append);
        return await log.AppendAsync(append);
    }

    public IAsyncEnumerable<CommittedEntry> ReadAsync(LogPosition from, CancellationToken cancellationToken = default) => log.ReadAsync(from, cancellationToken);

    public IAsyncEnumerable<CommittedEntry> ReadMachineAsync(MachineId machine, long fromVersion = 0, CancellationToken cancellationToken = default) =>
        log.ReadMachineAsync(machine, fromVersion, cancellationToken);

    public IAsyncEnumerable<CommittedEntry> QueryAsync(LogQuery query, CancellationToken cancellationToken = default) => log.QueryAsync(query, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<CommittedEntry>> FollowAsync(LogPosition from, CancellationToken cancellationToken = default) => log.FollowAsync(from, cancellationToken);

    public ValueTask DisposeAsync() => log.DisposeAsync();
}
