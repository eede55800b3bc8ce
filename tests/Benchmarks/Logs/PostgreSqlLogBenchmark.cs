using ContactCenter.Audit;
using ContactCenter.Audit.PostgreSql;
using ContactCenter.Journal;
using ContactCenter.Tests.PostgreSql;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Durable appends to a log in PostgreSQL over plain inserts of as many rows at a time, in turns on one server of the benchmark's own.</summary>
internal static class PostgreSqlLogBenchmark
{
    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, rounds, callers) = (settings.Number("seconds", 3), settings.Whole("rounds", 5), settings.List("callers", 64, 512));
        settings.Check();
        var server = new PostgreSqlCluster();
        await server.InitializeAsync();
        try
        {
            foreach (var many in callers)
            {
                await CompareAsync(server, many, seconds, rounds);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        return 0;
    }

    private static async Task CompareAsync(PostgreSqlCluster server, int callers, double seconds, int rounds)
    {
        List<double> bare = [], bareCpu = [], logCpu = [];
        List<Load> log = [];
        Console.WriteLine($"load average {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        for (var round = -1; round < rounds; round++) // the first warms up
        {
            var duration = TimeSpan.FromSeconds(round < 0 ? 1 : seconds);
            var before = await ServerCpu.MicrosecondsAsync(server.Superuser);
            var (plain, rows) = await BarePostgreSql.RunAsync(server.Writer, await MakeAsync(server), callers, duration);
            var between = await ServerCpu.MicrosecondsAsync(server.Superuser);
            var (load, entries) = await LogAsync(server, callers, duration);
            var after = await ServerCpu.MicrosecondsAsync(server.Superuser);
            if (round >= 0)
            {
                bare.Add(plain);
                log.Add(load);
                bareCpu.Add((between - before) / rows);
                logCpu.Add((after - between) / entries);
                Console.WriteLine($"{callers,4}  round {round}: plain {plain,8:N0} rows/s, log {load.PerSecond,8:N0} acks/s, ratio {load.PerSecond / plain:F2}");
            }
        }

        Console.WriteLine($"{callers,4} rows a commit  plain unnest  {Load.Middle(bare),10:N0}/s  server's CPU {Load.Middle(bareCpu):F1} µs a row");
        Console.WriteLine($"{callers,4} callers        log           {Load.Median(log)}  server's CPU {Load.Middle(logCpu):F1} µs an entry  ratio {Load.Middle(bare.Zip(log, static (b, l) => l.PerSecond / b)):F2}");
    }

    private static async Task<(Load Load, long Entries)> LogAsync(PostgreSqlCluster server, int callers, TimeSpan duration)
    {
        var entries = new LogEntries();
        var schema = await MakeAsync(server);
        await using var log = await PostgreSqlLog.OpenAsync(server.Writer, schema.Log, new PostgreSqlLogOptions(), TimeProvider.System);
        var load = await Load.RunAsync(callers, duration, async () =>
        {
            var (machine, entry) = entries.Next();
            var result = await log.AppendAsync(new Append(machine, Append.AnyVersion, log.Epoch, [entry]));
            if (result.Status != AppendStatus.Appended)
            {
                throw new InvalidOperationException($"{entry.Id} was {result.Status}.");
            }
        });
        return (load, log.Head.Value);
    }

    private static async Task<PostgreSqlLogSchema> MakeAsync(PostgreSqlCluster server)
    {
        var schema = new PostgreSqlLogSchema(new LogId($"b{Guid.NewGuid():N}"), "cc_writer");
        await schema.CreateAsync(server.Owner);
        return schema;
    }
}
