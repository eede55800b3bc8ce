using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit.PostgreSql.Tests;

[Collection(Shared.Name)]
public sealed class PostgreSqlLogStoreConformanceTests(PostgreSqlFixture cluster)
{
    public static TheoryData<string> Names => new(LogStoreConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_store_in_PostgreSQL_keeps_every_promise(string name) =>
        await LogStoreConformance.All.Single(c => c.Name == name).CheckAsync(new Subject(await TestLog.MakeAsync(cluster)));

    private sealed class Subject(TestLog log) : LogStoreSubject
    {
        private readonly Dictionary<ILogStore, PostgreSqlLogOptions> _options = [];

        public override ILogStore Make()
        {
            var options = new PostgreSqlLogOptions { LockWait = TimeSpan.FromMilliseconds(100) };
            var store = new PostgreSqlLogStore(log.Cluster.Writer, log.Id, options, NullLoggerFactory.Instance);
            _options.Add(store, options);
            return store;
        }

        public override void FailNextWrite(ILogStore store, bool written)
        {
            var (options, point) = (_options[store], written ? PostgreSqlLogOptions.AfterCommit : PostgreSqlLogOptions.BeforeCommit);
            options.FaultPoint = reached =>
            {
                if (reached == point)
                {
                    options.FaultPoint = null;
                    throw new IOException("pulled");
                }
            };
        }

        public override ValueTask LoseOwnershipAsync(ILogStore store) => ((PostgreSqlLogStore)store).LoseLockAsync();
    }
}
