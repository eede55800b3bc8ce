using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Tests.Sequencing;

public sealed class MemoryLogConformanceTests
{
    public static TheoryData<string> Names => new(LogConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_memory_keeps_every_promise(string name)
    {
        var store = new MemoryLogStore(new LogId("memory"));
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => (ILog)await AuditLog.OpenAsync(store, new AuditLogOptions(), TimeProvider.System));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_that_looks_as_it_writes_keeps_every_promise(string name)
    {
        var store = new MemoryLogStore(new LogId("memory"));
        var options = new AuditLogOptions { CachedStreams = 1 };
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => (ILog)await AuditLog.OpenAsync(new LookingStore(store), options, TimeProvider.System));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_with_little_memory_and_small_batches_keeps_every_promise(string name)
    {
        var store = new MemoryLogStore(new LogId("memory"));
        var options = new AuditLogOptions { TailEntries = 3, MaxBatchEntries = 2, MaxWaitingEntries = 4, CachedStreams = 1 };
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => (ILog)await AuditLog.OpenAsync(store, options, TimeProvider.System));
    }
}
