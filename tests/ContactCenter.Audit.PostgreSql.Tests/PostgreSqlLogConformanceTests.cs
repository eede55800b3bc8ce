using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.PostgreSql.Tests;

[Collection(Shared.Name)]
public sealed class PostgreSqlLogConformanceTests(PostgreSqlFixture cluster)
{
    public static TheoryData<string> Names => new(LogConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_PostgreSQL_keeps_every_promise(string name)
    {
        var log = await TestLog.MakeAsync(cluster);
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => await log.OpenAsync());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_log_in_PostgreSQL_keeps_every_promise_with_all_buffers_small(string name)
    {
        var log = await TestLog.MakeAsync(cluster);
        var options = new PostgreSqlLogOptions { Log = { TailEntries = 3, CachedStreams = 1 } };
        await LogConformance.All.Single(c => c.Name == name).CheckAsync(async () => await log.OpenAsync(options));
    }
}
