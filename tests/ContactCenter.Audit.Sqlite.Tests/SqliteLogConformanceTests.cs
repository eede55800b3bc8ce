using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

public sealed class SqliteLogConformanceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Names => new(LogConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_SQLite_keeps_every_promise(string name) =>
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => await _folder.OpenAsync());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_SQLite_keeps_every_promise_with_all_buffers_small(string name)
    {
        SqliteLogOptions options = new()
        {
            Log = { TailEntries = 3, CachedStreams = 1 },
            CheckpointPages = 20,
            IndexBatch = 1,
            MaxIndexLag = 8,
        };
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => await _folder.OpenAsync(options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_SQLite_keeps_every_promise_while_the_index_never_gets_there(string name)
    {
        SqliteLogOptions options = new() { Log = { TailEntries = 3, CachedStreams = 1 }, IndexDelay = TimeSpan.FromHours(1) };
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => await _folder.OpenAsync(options));
    }

    public void Dispose() => _folder.Dispose();
}
