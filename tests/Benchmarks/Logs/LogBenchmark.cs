using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Durable appends over the bare group commit, in the same run, alternating.</summary>
internal static class LogBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0]) : 2;
        var rounds = args.Length > 1 ? int.Parse(args[1]) : 5;
        foreach (var callers in (int[])[1, 64, 512])
        {
            List<Load> bare = [], log = [];
            for (var round = -1; round < rounds; round++) // the first warms up
            {
                var duration = TimeSpan.FromSeconds(round < 0 ? 0.5 : seconds);
                var (b, l) = (await BareAsync(callers, duration), await LogAsync(callers, duration));
                if (round >= 0)
                {
                    bare.Add(b);
                    log.Add(l);
                }
            }

            var ratio = Load.Middle(bare.Zip(log, (b, l) => l.PerSecond / b.PerSecond));
            Console.WriteLine($"{callers,4} callers  bare SQLite  {Load.Median(bare)}");
            Console.WriteLine($"{callers,4} callers  log          {Load.Median(log)}  ratio {ratio:F2}");
        }

        return 0;
    }

    public static async Task<Load> BareAsync(int callers, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        var blobs = Enumerable.Range(0, 64).Select(i => Encoded(new LogEntries())).ToArray();
        var next = 0;
        Load load;
        await using (var bare = new BareSqlite(Path.Combine(folder, "bare.db")))
        {
            load = await Load.RunAsync(callers, duration, () => bare.AppendAsync(blobs[Interlocked.Increment(ref next) & 63]));
        }

        Directory.Delete(folder, recursive: true);
        return load;
    }

    public static async Task<Load> LogAsync(int callers, TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        var entries = new LogEntries();
        Load load;
        await using (var log = await SqliteLog.OpenAsync(folder, new LogId("bench"), new SqliteLogOptions(), TimeProvider.System))
        {
            load = await Load.RunAsync(callers, duration, async () =>
            {
                var (machine, entry) = entries.Next();
                var result = await log.AppendAsync(new Append(machine, Append.AnyVersion, log.Epoch, [entry]));
                if (result.Status != AppendStatus.Appended)
                {
                    throw new InvalidOperationException($"{entry.Id} was {result.Status}.");
                }
            });
        }

        Directory.Delete(folder, recursive: true);
        return load;
    }

    private static byte[] Encoded(LogEntries entries)
    {
        var (machine, entry) = entries.Next();
        return EntryCodec.Encode(new LogId("bench"), machine, Append.AnyVersion, entry).Bytes.ToArray();
    }
}
