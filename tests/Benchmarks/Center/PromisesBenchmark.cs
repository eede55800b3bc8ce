using System.Diagnostics;
using System.Globalization;
using ContactCenter.Benchmarks.Logs;

namespace ContactCenter.Benchmarks.Center;

/// <summary>
/// Runs of a script that wait for weeks: what each of them takes on the disk and in memory, how soon a center with all of them is ready after SIGKILL, and how fast
/// they go on when all fall due at the same moment, beside what the log alone appends in the same process.
/// </summary>
internal static class PromisesBenchmark
{
    public const string OnceVerb = "promises-once";
    private const int Callers = 256;

    /// <summary>The server's collector, as hosts of ASP.NET have it.</summary>
    private static readonly Dictionary<string, string> Collector = new() { ["DOTNET_gcServer"] = "1" };

    /// <summary>After so long what just waits has left the memory.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(100);

    public static async Task<int> RunAsync(Settings settings)
    {
        var (runs, each, seconds) = (settings.Whole("runs", 20_000), settings.Whole("each", 3), settings.Number("seconds", 2));
        settings.Check();
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-promises-").FullName;
        try
        {
            foreach (var life in new[] { "none", "fill", "keep", "rest" })
            {
                using (var child = ChildProcess.Own(
                    [OnceVerb, folder, life, string.Create(CultureInfo.InvariantCulture, $"runs={runs}"), string.Create(CultureInfo.InvariantCulture, $"each={each}"), string.Create(CultureInfo.InvariantCulture, $"seconds={seconds}")],
                    Collector))
                {
                    await child.LineAsync(
                        static line =>
                        {
                            Console.WriteLine(line);
                            return line == "done";
                        },
                        TimeSpan.FromMinutes(30));
                }

                if (life == "fill")
                {
                    await PromiseBytes.PrintAsync(folder, runs);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>One of the measured processes; it waits to be killed at the end.</summary>
    public static async Task<int> OnceAsync(string folder, string life, Settings settings)
    {
        var (runs, each, seconds) = (settings.Whole("runs", 20_000), settings.Whole("each", 3), settings.Number("seconds", 2));
        settings.Check();
        var started = Stopwatch.GetTimestamp();
        await using var center = await PromiseCenter.StartAsync(folder, each);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {life}: ready in {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s, {Resident():F1} MB resident, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
        switch (life)
        {
            case "fill":
                await FillAsync(center, folder, runs);
                break;
            case "keep":
                await KeepAsync(center, runs, each, seconds);
                break;
        }

        Console.WriteLine("done");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>As many customers write, and as many runs wait.</summary>
    private static async Task FillAsync(PromiseCenter center, string folder, int runs)
    {
        await center.QuietAsync();
        var (before, memory, first) = (Sizes(folder), Resident(), center.Position);
        var started = Stopwatch.GetTimestamp();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var customer = Interlocked.Increment(ref next); customer <= runs; customer = Interlocked.Increment(ref next))
            {
                await center.ReceiveAsync(customer);
            }
        }));
        await center.QuietAsync();
        var took = Stopwatch.GetElapsedTime(started) - TimeSpan.FromSeconds(1);
        var held = Resident() - memory;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs:N0} runs wait after {took.TotalSeconds:F1} s: {(center.Position - first) / (double)runs:F1} entries each, {held * 1e6 / runs:N0} bytes resident each in the process that began them"));
        foreach (var (file, size) in Sizes(folder))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file,-12} {(size - before.GetValueOrDefault(file)) / (double)runs,8:N0} bytes a waiting run"));
        }

        await Task.Delay(Forgotten);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(Resident() - memory) * 1e6 / runs:N0} bytes resident each {Forgotten.TotalSeconds:F0} s later"));
    }

    /// <summary>Two weeks pass in a moment, again and again.</summary>
    private static async Task KeepAsync(PromiseCenter center, int runs, int each, double seconds)
    {
        await center.QuietAsync();
        for (var time = 0; time < each; time++)
        {
            var ceiling = await LogBenchmark.LogAsync(64, TimeSpan.FromSeconds(seconds));
            var (first, kept) = (center.Position, center.KeptAsync(runs));
            var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            center.Time.Move(PromiseCenter.Wait);
            await kept;
            var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await center.QuietAsync();
            var (whole, entries) = (Stopwatch.GetElapsedTime(started).TotalSeconds - 1, center.Position - first); // the last second was quiet
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{runs:N0} waits kept in {took:F1} s: {runs / took:N0}/s; {entries:N0} entries in {whole:F1} s: {entries / whole:N0} durable entries/s, {entries / whole / ceiling.PerSecond:F2} of the {ceiling.PerSecond:N0}/s the log appends for 64 callers; {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / runs:N0} µs of processor time a wait"));
        }
    }

    /// <summary>What the process holds in memory once garbage is collected, in megabytes.</summary>
    private static double Resident()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var own = Process.GetCurrentProcess();
        return own.WorkingSet64 / 1e6;
    }

    /// <summary>The bytes of each file of the tenant, with what is still in the file beside it that is written first.</summary>
    private static SortedDictionary<string, long> Sizes(string folder)
    {
        var sizes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.db*", SearchOption.AllDirectories))
        {
            var name = file.Name.Split('-')[0];
            sizes[name] = sizes.GetValueOrDefault(name) + file.Length;
        }

        return sizes;
    }
}
