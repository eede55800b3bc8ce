using System.Diagnostics;
using System.Globalization;
using RoutingLimits;

namespace ContactCenter.Benchmarks.Routing;

/// <summary>The engine's goals as ratios to the ceiling programs and the naive scan, in one run.</summary>
internal static class RoutingBenchmark
{
    private const int Profiles = 500;
    private const int Classes = 300;
    private const double WarmUp = 2; // seconds; a busy machine compiles hot methods late
    private static double _cpu;
    private static double _paused;

    public static int Run(Settings settings)
    {
        var (seconds, rounds) = (settings.Number("seconds", 0.5), settings.Whole("rounds", 5));
        var (agents, backlogs) = (settings.List("agents", 100, 10_000, 100_000), settings.List("backlogs", 1_000, 100_000));
        var alone = settings.Words("beside", "ceiling", "scan").Length == 0;
        settings.Check();
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        Console.WriteLine("| agents | regime | engine, matches per second of processor | profile x class ceiling | engine / ceiling | naive scan | engine / scan | bytes a match |");
        Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var n in agents)
        {
            foreach (var backlog in backlogs.Prepend(0))
            {
                if (alone)
                {
                    var (rate, bytes) = Engine(n, backlog, seconds, rounds);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {n:N0} | {backlog:N0} | {rate:N0} | | | | | {bytes:N0} | {_cpu:N0} ns of a processor a match, {_paused:N0} of them the collector's pauses ({GC.CollectionCount(0):N0}, {GC.CollectionCount(1):N0}, {GC.CollectionCount(2):N0} collections so far)"));
                }
                else
                {
                    Row(n, backlog, seconds, rounds);
                }
            }
        }

        return 0;
    }

    private static void Row(int agents, int backlog, double seconds, int rounds)
    {
        var idle = backlog == 0;
        var (engine, bytes) = Engine(agents, backlog, seconds, rounds);
        var ceiling = PerProcessor(() => FullBench.Run(agents, backlog, Profiles, Classes, seconds, rounds, idle).rate);
        var world = new World(agents);
        var scan = PerProcessor(() => idle
            ? MatchBench.Idle(static w => new ScanMatcher(w), world, seconds, rounds)
            : MatchBench.Backlog(static w => new ScanMatcher(w), world, backlog, seconds, rounds));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {agents:N0} | {(idle ? "idle" : $"{backlog:N0} wait")} | {engine:N0} | {ceiling:N0} | {engine / ceiling:0.00} | {scan:N0} | {engine / scan:0.0} | {bytes:N0} |"));
    }

    /// <summary>A rate by the clock as one by the second of processor: what a busy machine leaves as it is.</summary>
    private static double PerProcessor(Func<double> run)
    {
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var rate = run();
        return rate * (clock.Elapsed / (Environment.CpuUsage.TotalTime - cpu));
    }

    /// <summary>The median of the rounds: matches a second of processor, the collector's threads and the caller's own bookkeeping included.</summary>
    private static (double Rate, double Bytes) Engine(int agents, int backlog, double seconds, int rounds)
    {
        var world = new EngineWorld(agents, backlog, Profiles, Classes, backlog == 0);
        var rates = new List<double>();
        var bytes = 0.0;
        for (var round = 0; round <= rounds; round++)
        {
            if (round == 1)
            {
                GC.Collect(); // what was set up is old, as it is in a process that has run for a while
            }

            var (cpu, pauses) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
            var (matches, allocated, clock) = (world.Matches, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            do
            {
                for (var i = 0; i < 512; i++)
                {
                    if (backlog == 0)
                    {
                        world.IdleStep();
                    }
                    else
                    {
                        world.BacklogStep();
                    }
                }
            }
            while (clock.Elapsed.TotalSeconds < (round == 0 ? Math.Max(seconds, WarmUp) : seconds));

            var done = world.Matches - matches;
            if (round > 0)
            {
                _cpu = (Environment.CpuUsage.TotalTime - cpu).TotalNanoseconds / done;
                rates.Add(1e9 / _cpu);
                _paused = (GC.GetTotalPauseDuration() - pauses).TotalNanoseconds / done;
                bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)done;
            }
        }

        rates.Sort();
        return (rates[rates.Count / 2], bytes);
    }
}
