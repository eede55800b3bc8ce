using ContactCenter.Testing.Conformance;

namespace ContactCenter.Sqlite.Views;

/// <summary>The cases every view store passes, on files.</summary>
public sealed class ViewModelTests
{
    public static TheoryData<string> Promises => [.. ViewStoreConformance.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task Views_on_files_keep(string promise)
    {
        using var folder = new TemporaryFolder();
        var stores = new List<SqliteViewStore>();
        try
        {
            await ViewStoreConformance.All.Single(c => c.Name == promise).CheckAsync(() =>
            {
                stores.Add(SqliteViewStore.Open(folder[$"views-{stores.Count}.db"], TestContext.With()));
                return Task.FromResult<Storage.IViewStore>(stores[^1]);
            });
        }
        finally
        {
            foreach (var store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }
}
