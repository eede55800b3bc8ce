using System.Collections.Concurrent;
using System.Diagnostics;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using ContactCenter.Tests.PostgreSql;

namespace ContactCenter.Audit.PostgreSql.Tests;

/// <summary>Sessions and servers that end while a load runs. On a server of their own.</summary>
public sealed class CrashTests(PostgreSqlFixture cluster) : IClassFixture<PostgreSqlFixture>
{
    private const int Callers = 16;

    private readonly ConcurrentDictionary<int, long> _acknowledged = new();
    private readonly ConcurrentQueue<int> _unanswered = new();
    private int _next;

    [Fact]
    public async Task Sessions_ended_by_the_server_in_mid_load_lose_and_double_nothing()
    {
        var log = await TestLog.MakeAsync(cluster);
        await BreakAsync(log, rounds: 12, () =>
            PostgreSqlCluster.ExecuteAsync(cluster.Superuser, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'cc_writer'"));
    }

    [Fact]
    public async Task A_server_stopped_at_once_in_mid_load_loses_and_doubles_nothing()
    {
        var log = await TestLog.MakeAsync(cluster);
        await BreakAsync(log, rounds: 5, async () =>
        {
            await cluster.StopAsync(immediately: true);
            await cluster.StartAsync();
        });
    }

    private async Task BreakAsync(TestLog log, int rounds, Func<Task> breakAsync)
    {
        var random = new Random(11);
        for (var round = 0; round < rounds; round++)
        {
            await using var opened = await OpenAsync(log);
            var before = _acknowledged.Count;
            var load = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => LoadAsync(opened))));
            var enough = before + random.Next(50, 1_500);
            for (var started = Stopwatch.GetTimestamp(); _acknowledged.Count < enough && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60);)
            {
                await Task.Delay(1);
            }

            await breakAsync();
            await load.WaitAsync(TimeSpan.FromSeconds(60)); // every caller was told that its append is unanswered
            opened.Failure.ShouldNotBeNull();
        }

        await using (var last = await OpenAsync(log))
        {
            while (_unanswered.TryDequeue(out var number))
            {
                Note(number, await last.AppendAsync(last.AppendAny(SampleEntries.Entry(number))));
            }

            var numbers = await last.ReadAsync(LogPosition.Start).NumbersAsync();
            numbers.Order().ShouldBe(Enumerable.Range(0, _next), "each entry once, none skipped");
            _acknowledged.Count.ShouldBe(_next);
            foreach (var (number, position) in _acknowledged)
            {
                numbers[position].ShouldBe(number);
            }
        }

        (await log.VerifyAsync()).ShouldSatisfyAllConditions(v => v.Fault.ShouldBeNull(), v => v.Entries.ShouldBe(_next));
    }

    /// <summary>One caller: what was not answered is asked again first, under the same id.</summary>
    private async Task LoadAsync(ILog log)
    {
        while (true)
        {
            var number = _unanswered.TryDequeue(out var again) ? again : Interlocked.Increment(ref _next) - 1;
            try
            {
                Note(number, await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number))));
            }
            catch (LogUnavailableException)
            {
                _unanswered.Enqueue(number);
                return;
            }
        }
    }

    private void Note(int number, AppendResult result)
    {
        result.Status.ShouldBeOneOf(AppendStatus.Appended, AppendStatus.Repeated);
        _acknowledged.TryAdd(number, result.First.Value).ShouldBeTrue($"{number} is acknowledged once");
    }

    /// <summary>As a center does: until it opens.</summary>
    private static async Task<AuditLog> OpenAsync(TestLog log)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
        {
            try
            {
                return await log.OpenAsync();
            }
            catch (LogUnavailableException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
            {
                // The server, or the end of the writer before, takes a moment.
            }
        }
    }
}
