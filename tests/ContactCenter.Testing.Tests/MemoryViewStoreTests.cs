using ContactCenter.LogConformance;

namespace ContactCenter.Testing.Tests;

/// <summary>The cases every view store passes, in memory.</summary>
public sealed class MemoryViewStoreTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Lists_are_those_of_a_sorted_dictionary(int seed)
    {
        await using var storage = await new MemoryStorage().OpenAsync(new TenantId("acme"));
        await ViewCases.ListsAreThoseOfASortedDictionaryAsync(storage.Views, seed);
    }

    [Fact]
    public async Task A_commit_removes_first_and_clearing_takes_only_what_it_names()
    {
        await using var storage = await new MemoryStorage().OpenAsync(new TenantId("acme"));
        await ViewCases.ACommitRemovesFirstAndClearingTakesOnlyWhatItNamesAsync(storage.Views);
    }
}
