using System.Diagnostics;

namespace ContactCenter.Benchmarks.Center;

/// <summary>
/// How long a center with a long past takes until it is ready, in a fresh process each time, which is then killed (SIGKILL): with
/// what was saved, with the views lost, with the log's index lost. The folder is made once and kept in the temporary folder.
/// </summary>
internal static class ReadyBenchmark
{
    public const string OnceVerb = "ready-once";
    private const int Agents = 20;

    public static async Task<int> RunAsync(Settings settings)
    {
        var (entries, open, rounds) = (settings.Whole("entries", 1_000_000), settings.Whole("open", 10_000), settings.Whole("rounds", 3));
        settings.Check();
        var folder = Path.Combine(Path.GetTempPath(), $"contactcenter-bench-ready-{entries}-{open}");
        if (!Directory.Exists(folder))
        {
            await MakeAsync(folder, entries, open);
        }

        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.db", SearchOption.AllDirectories).OrderBy(static f => f.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"{file.Name,-12} {file.Length / 1e6,8:F1} MB");
        }

        for (var round = 0; round < rounds; round++)
        {
            await StartAsync("with what was saved", folder);
        }

        await StartAsync("without views.db", folder, "views.db*");
        await StartAsync("after that", folder);
        await StartAsync("without index.db", folder, "index.db*");
        await StartAsync("after that", folder);
        return 0;
    }

    /// <summary>The measured process: starts, tells, waits to be killed.</summary>
    public static async Task<int> OnceAsync(string folder)
    {
        var started = Stopwatch.GetTimestamp();
        await using var center = await BenchCenter.StartAsync(folder, Agents);
        var took = Stopwatch.GetElapsedTime(started);
        var own = Process.GetCurrentProcess();
        Console.WriteLine($"ready in {took.TotalSeconds,6:F2} s ({(DateTime.Now - own.StartTime).TotalSeconds:F2} s since the process began), CPU {Environment.CpuUsage.TotalTime.TotalSeconds:F2} s, {own.WorkingSet64 / 1e6:F0} MB resident");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static async Task MakeAsync(string folder, int entries, int open)
    {
        Console.WriteLine($"Making {folder} ...");
        var started = Stopwatch.GetTimestamp();
        var making = folder + ".making"; // under its own name only once it is whole
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }

        await using (var center = await BenchCenter.StartAsync(making, Agents))
        {
            await new Workday(center, Agents).RunAsync(entries, open);
            Console.WriteLine($"made in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        }

        Directory.Move(making, folder);
    }

    private static async Task StartAsync(string what, string folder, string? lost = null)
    {
        if (lost is not null)
        {
            Directory.GetFiles(Path.Combine(folder, BenchCenter.Tenant.Value), lost).ToList().ForEach(File.Delete);
        }

        using var child = ChildProcess.Own([OnceVerb, folder]);
        Console.WriteLine($"{what,-20} {await child.LineAsync(static l => l.StartsWith("ready", StringComparison.Ordinal), TimeSpan.FromMinutes(10))}");
        await Task.Delay(TimeSpan.FromSeconds(3)); // long enough to have saved
    }
}
