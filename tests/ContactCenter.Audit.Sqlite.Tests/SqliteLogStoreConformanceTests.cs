using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit.Sqlite.Tests;

public sealed class SqliteLogStoreConformanceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Names => new(LogStoreConformance.All.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_store_in_SQLite_keeps_every_promise(string name) =>
        LogStoreConformance.All.Single(c => c.Name == name).CheckAsync(new Subject(_folder));

    public void Dispose() => _folder.Dispose();

    private sealed class Subject(TestFolder folder) : LogStoreSubject
    {
        private readonly Dictionary<ILogStore, SqliteLogOptions> _options = [];

        public override ILogStore Make()
        {
            var options = new SqliteLogOptions();
            var store = new SqliteLogStore(folder.Path, TestFolder.Log, options, TimeProvider.System, NullLoggerFactory.Instance);
            _options.Add(store, options);
            return store;
        }

        public override void FailNextWrite(ILogStore store, bool written)
        {
            var (options, point) = (_options[store], written ? SqliteLogOptions.AfterCommit : SqliteLogOptions.BeforeCommit);
            options.FaultPoint = reached =>
            {
                if (reached == point)
                {
                    options.FaultPoint = null;
                    throw new IOException("pulled");
                }
            };
        }

        public override ValueTask LoseOwnershipAsync(ILogStore store)
        {
            ((SqliteLogStore)store).LoseLock();
            return ValueTask.CompletedTask;
        }
    }
}
