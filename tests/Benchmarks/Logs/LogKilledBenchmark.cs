using System.Diagnostics;
using System.Globalization;
using AuditLimits;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>How long a log takes to open after the process that wrote it was killed in the middle of writing, at several lengths of the same log.</summary>
internal static class LogKilledBenchmark
{
    /// <summary>Fills a log up to a length, says so, and goes on writing until it is killed.</summary>
    public const string FillVerb = "log-killed-fill";

    private const int MoreEach = 100_000;

    public static async Task<int> RunAsync(Settings settings)
    {
        var (lengths, rounds) = (settings.Words("entries", ["1000000", "10000000"]).Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray(), settings.Whole("rounds", 3));
        settings.Check();
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        await using (await OpenAsync(Path.Combine(folder, "first")))
        {
            // what is compiled once in a process is not the log's
        }

        foreach (var length in lengths)
        {
            for (var round = 0; round < rounds; round++)
            {
                await ReopenAsync(Path.Combine(folder, "log"), length, round);
            }
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    public static async Task<int> FillAsync(string folder, string length)
    {
        await using var log = await OpenAsync(folder);
        await log.FillAsync((int)Math.Max(0, int.Parse(length, CultureInfo.InvariantCulture) - log.Log.Head.Value));
        Console.WriteLine("filled");
        while (true)
        {
            await log.FillAsync(MoreEach);
        }
    }

    private static async Task ReopenAsync(string folder, int length, int round)
    {
        using (var writer = ChildProcess.Own([FillVerb, folder, length.ToString(CultureInfo.InvariantCulture)]))
        {
            await writer.LineAsync(static line => line == "filled", TimeSpan.FromHours(1));
            await Task.Delay(300 + (100 * round));
            await writer.EndAsync(inOrder: false);
        }

        var files = string.Join(", ", new DirectoryInfo(folder).GetFiles().Where(static f => f.Length > 0).OrderBy(static f => f.Name, StringComparer.Ordinal).Select(static f => $"{f.Name} {f.Length / 1e6:N0} MB"));
        var started = Stopwatch.GetTimestamp();
        await using var log = await OpenAsync(folder);
        Console.WriteLine($"opened in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:N0} ms at {log.Log.Head.Value:N0} entries ({files})");
    }

    private static Task<FullLog> OpenAsync(string folder) => FullLog.OpenAsync(folder, new EntrySource(Random.Shared.Next(), Ids.LiveRandom));
}
