using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using ContactCenter.Tests.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql.Tests;

/// <summary>A writer that is paused while another takes the log over, and then goes on.</summary>
[Collection(Shared.Name)]
public sealed class TakeoverTests(PostgreSqlFixture cluster)
{
    private readonly List<int> _expected = [];

    [Fact]
    public async Task Of_fifty_paused_writers_that_resume_after_a_takeover_none_writes_anything()
    {
        var log = await TestLog.MakeAsync(cluster);
        for (var round = 0; round < 50; round++)
        {
            var old = new PausedWriter(log);
            await using var first = await old.OpenAsync();
            await AppendAsync(first, 2 * round);
            var replacing = (round % 3) switch
            {
                0 => LosesItsLockAsync(log, old, first, (2 * round) + 1),
                1 => IsEndedAsync(log, old, first, (2 * round) + 1),
                _ => IsEndedInMidCommitAsync(log, old, first, (2 * round) + 1),
            };
            await replacing;
        }

        await using var last = await log.OpenAsync();
        (await last.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(_expected);
        (await log.VerifyAsync()).Fault.ShouldBeNull();
        last.Epoch.ShouldBe(101);
    }

    /// <summary>Its session lives on: only the check inside the commit is left.</summary>
    private async Task LosesItsLockAsync(TestLog log, PausedWriter old, ILog first, int number)
    {
        var late = old.AppendPaused(first, 1_000 + number);
        await old.Paused;
        await old.Store.LoseLockAsync();
        await using var next = await log.OpenAsync();
        await AppendAsync(next, number);
        old.Resume();
        (await Should.ThrowAsync<LogUnavailableException>(late)).Message.ShouldContain("newer epoch");
    }

    private async Task IsEndedAsync(TestLog log, PausedWriter old, ILog first, int number)
    {
        var late = old.AppendPaused(first, 1_000 + number);
        await old.Paused;
        await using var next = await log.OpenAsync(TakeOver());
        await AppendAsync(next, number);
        old.Resume();
        await Should.ThrowAsync<LogUnavailableException>(late);
    }

    /// <summary>Its batch waits within the server, for a table somebody else has locked.</summary>
    private async Task IsEndedInMidCommitAsync(TestLog log, PausedWriter old, ILog first, int number)
    {
        await using var owner = await cluster.Owner.OpenConnectionAsync();
        await using var held = await owner.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand($"LOCK TABLE {PostgreSqlLogSchema.Identifier(log.Schema.Name)}.entry_id IN SHARE MODE", owner, held))
        {
            await block.ExecuteNonQueryAsync();
        }

        var late = old.AppendPaused(first, 1_000 + number);
        await old.Paused;
        old.Resume();
        while (await PostgreSqlCluster.AskAsync<long>(cluster.Superuser, "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'") == 0)
        {
            await Task.Delay(1);
        }

        var opening = log.OpenAsync(TakeOver());
        await Should.ThrowAsync<LogUnavailableException>(late);
        await held.CommitAsync();
        await using var next = await opening;
        await AppendAsync(next, number);
    }

    private static PostgreSqlLogOptions TakeOver() => new() { TakeOver = true, LockWait = TimeSpan.FromMilliseconds(10) };

    private async Task AppendAsync(ILog log, int number)
    {
        (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number)))).First.Value.ShouldBe(_expected.Count);
        _expected.Add(number);
    }

    /// <summary>A log whose writing thread stops before it sends a batch, when told to, as a process does that is paused.</summary>
    private sealed class PausedWriter
    {
        private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _resume = new();
        private volatile bool _pauses;

        public PausedWriter(TestLog log) =>
            Store = new PostgreSqlLogStore(log.Cluster.Writer, log.Id, new PostgreSqlLogOptions { FaultPoint = Pause }, NullLoggerFactory.Instance);

        public PostgreSqlLogStore Store { get; }

        public Task Paused => _paused.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public async Task<ILog> OpenAsync() => await AuditLog.OpenAsync(Store, new AuditLogOptions(), TimeProvider.System);

        public Task<AppendResult> AppendPaused(ILog log, int number)
        {
            _pauses = true;
            return log.AppendAsync(log.AppendAny(SampleEntries.Entry(number))).AsTask();
        }

        public void Resume() => _resume.Set();

        private void Pause(string point)
        {
            if (_pauses && point == PostgreSqlLogOptions.BeforeCommit)
            {
                _paused.TrySetResult();
                _resume.Wait(TimeSpan.FromSeconds(60));
            }
        }
    }
}
