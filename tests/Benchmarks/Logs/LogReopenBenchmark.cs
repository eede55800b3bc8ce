using System.Diagnostics;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>A large log: the rate while it fills, disk, reopening, lookups, full verification, rebuilding the index.</summary>
internal static class LogReopenBenchmark
{
    private const int PerAppend = 16;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        await FillAsync(folder, count);
        foreach (var file in new DirectoryInfo(folder).GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"{file.Name,-12} {file.Length / (double)count,6:F0} bytes an entry");
        }

        for (var round = 0; round < 3; round++)
        {
            await ReopenAsync(folder, "reopen");
        }

        await LookUpAsync(folder, count);
        using (var reader = SqliteLog.OpenReader(folder, new LogId("bench")))
        {
            var started = Stopwatch.GetTimestamp();
            var result = await LogVerifier.VerifyAsync(reader);
            Console.WriteLine($"verify       {result.Entries / Stopwatch.GetElapsedTime(started).TotalSeconds,10:N0} entries/s, intact: {result.IsIntact}");
        }

        File.Delete(Path.Combine(folder, "index.db"));
        await ReopenAsync(folder, "reopen without index");
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task FillAsync(string folder, int count)
    {
        var entries = new LogEntries();
        var (left, reported, at) = (count / PerAppend, 0L, Stopwatch.GetTimestamp());
        await using var log = await OpenAsync(folder);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var batch = Enumerable.Range(0, PerAppend).Select(_ => entries.Next()).ToArray();
                await log.AppendAsync(new Append(batch[0].Machine, Append.AnyVersion, log.Epoch, [.. batch.Select(b => b.Entry)]));
                var (head, last) = (log.Head.Value, Volatile.Read(ref reported));
                if (head - last >= 250_000 && Interlocked.CompareExchange(ref reported, head, last) == last)
                {
                    Console.WriteLine($"filling      {(head - last) / Stopwatch.GetElapsedTime(at).TotalSeconds,10:N0} entries/s up to {head:N0} (64 callers, {PerAppend} entries an append)");
                    at = Stopwatch.GetTimestamp();
                }
            }
        })));
    }

    private static async Task ReopenAsync(string folder, string what)
    {
        var started = Stopwatch.GetTimestamp();
        await using var log = await OpenAsync(folder);
        Console.WriteLine($"{what}: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms at {log.Head.Value:N0} entries");
    }

    private static async Task LookUpAsync(string folder, int count)
    {
        await using var log = await OpenAsync(folder);
        var random = new Random(5);
        var found = 0;
        var times = new List<double>();
        for (var i = 0; i < 5_000; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var interaction = new InteractionId(DerivedId.From(Guid.Empty, random.Next(count / 16)));
            await foreach (var entry in log.QueryAsync(new LogQuery { Interaction = interaction }))
            {
                found += entry.Position.Value >= 0 ? 1 : 0;
            }

            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        times.Sort();
        Console.WriteLine($"lookup of an interaction: p50 {times[2_500]:N0} µs, p99 {times[4_950]:N0} µs, {found / 5_000.0:F1} entries each");
    }

    private static ValueTask<AuditLog> OpenAsync(string folder) => SqliteLog.OpenAsync(folder, new LogId("bench"), new SqliteLogOptions(), TimeProvider.System);
}
