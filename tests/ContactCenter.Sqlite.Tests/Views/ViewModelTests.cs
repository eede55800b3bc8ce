using ContactCenter.LogConformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Sqlite.Views;

/// <summary>The cases every view store passes, on files.</summary>
public sealed class ViewModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Lists_are_those_of_a_sorted_dictionary(int seed)
    {
        using var folder = new TemporaryFolder();
        await using var store = SqliteViewStore.Open(folder["views.db"], TestContext.With());
        await ViewCases.ListsAreThoseOfASortedDictionaryAsync(store, seed);
    }

    [Fact]
    public async Task A_commit_removes_first_and_clearing_takes_only_what_it_names()
    {
        using var folder = new TemporaryFolder();
        await using var store = SqliteViewStore.Open(folder["views.db"], TestContext.With());
        await ViewCases.ACommitRemovesFirstAndClearingTakesOnlyWhatItNamesAsync(store);
    }
}
