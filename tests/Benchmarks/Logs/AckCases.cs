using System.Diagnostics;
using AuditLimits;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>Durable acknowledgements, over the raw file's group commit. The time counts until the index has everything.</summary>
internal static class AckCases
{
    public static void Add(string folder, List<Case> cases, List<Ratio> ratios)
    {
        List<Case> ceilings = [];
        FileBench.Add(ceilings, folder, new EntrySource(5, Ids.LiveRandom));
        SqliteBench.Add(ceilings, folder, new EntrySource(5, Ids.LiveRandom));
        foreach (var callers in (int[])[1, 64, 512])
        {
            cases.AddRange(ceilings.Where(c => c.Id == $"file.group.{callers}callers" || c.Id == $"sqlite.FULL.group.{callers}callers"));
            cases.Add(new Case($"log.{callers}callers", "acks/s", seconds => RunAsync(Path.Combine(folder, "acks"), seconds, callers).GetAwaiter().GetResult()));
            ratios.Add(new Ratio($"{callers} callers: log over the raw file", $"log.{callers}callers", $"file.group.{callers}callers"));
            ratios.Add(new Ratio($"{callers} callers: log over SQLite with inline indexes, empty at first", $"log.{callers}callers", $"sqlite.FULL.group.{callers}callers"));
        }
    }

    private static async Task<Sample> RunAsync(string folder, double seconds, int callers)
    {
        var started = Stopwatch.GetTimestamp();
        Load load;
        long count;
        var log = await FullLog.OpenAsync(folder, new EntrySource(5, Ids.LiveRandom));
        await using (log)
        {
            load = await Load.RunAsync(callers, TimeSpan.FromSeconds(seconds), () => log.AppendAsync());
            count = log.Log.Head.Value;
        }

        var rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Directory.Delete(folder, recursive: true);
        return new Sample(rate, load.P50Microseconds, load.P99Microseconds);
    }
}
