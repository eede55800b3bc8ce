using ContactCenter.Testing.Conformance;

namespace ContactCenter.Testing.Tests;

/// <summary>The cases every view store passes, in memory.</summary>
public sealed class MemoryViewStoreTests
{
    public static TheoryData<string> Promises => [.. ViewStoreConformance.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task Views_in_memory_keep(string promise) => ViewStoreConformance.All.Single(c => c.Name == promise)
        .CheckAsync(static async () => (await new MemoryStorage().OpenAsync(new TenantId("acme"))).Views);
}
