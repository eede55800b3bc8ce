using System.Collections.Concurrent;
using System.Globalization;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>What a process has used since it began, and holds now.</summary>
internal sealed record HostFigures
{
    private const double TicksPerSecond = 100; // USER_HZ, the unit of /proc on Linux

    private static readonly ConcurrentDictionary<string, int> Thrown = new();

    public double Cpu { get; init; }

    /// <summary>Of it in the kernel.</summary>
    public double Kernel { get; init; }

    /// <summary>Processor seconds by the threads' names.</summary>
    public Dictionary<string, double> Threads { get; init; } = [];

    public double AllocatedMegabytes { get; init; }

    public double PauseSeconds { get; init; }

    public int[] Collections { get; init; } = [];

    public double HeapMegabytes { get; init; }

    public double CommittedMegabytes { get; init; }

    public double ResidentMegabytes { get; init; }

    public int PoolThreads { get; init; }

    public long PoolQueue { get; init; }

    /// <summary>Exceptions thrown, by type.</summary>
    public Dictionary<string, int> Exceptions { get; init; } = [];

    /// <summary>By the center's instruments, since the figures before: how often, mean and most, in milliseconds.</summary>
    public Dictionary<string, double[]> Durations { get; init; } = [];

    /// <summary>From now on exceptions are counted.</summary>
    public static void CountExceptions() => AppDomain.CurrentDomain.FirstChanceException += static (_, e) => Thrown.AddOrUpdate(e.Exception.GetType().Name, 1, static (_, n) => n + 1);

    /// <param name="collects">Whether what nobody holds is let go before.</param>
    public static HostFigures Now(bool collects)
    {
        if (collects)
        {
            System.Runtime.GCSettings.LargeObjectHeapCompactionMode = System.Runtime.GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        var cpu = Environment.CpuUsage;
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        return new HostFigures
        {
            Cpu = cpu.TotalTime.TotalSeconds,
            Kernel = cpu.PrivilegedTime.TotalSeconds,
            Threads = ByThreads(),
            AllocatedMegabytes = GC.GetTotalAllocatedBytes() / 1e6,
            PauseSeconds = GC.GetTotalPauseDuration().TotalSeconds,
            Collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
            HeapMegabytes = GC.GetTotalMemory(false) / 1e6,
            CommittedMegabytes = memory.TotalCommittedBytes / 1e6,
            ResidentMegabytes = Environment.WorkingSet / 1e6,
            PoolThreads = ThreadPool.ThreadCount,
            PoolQueue = ThreadPool.PendingWorkItemCount,
            Durations = Calls.Durations.Take(),
            Exceptions = new Dictionary<string, int>(Thrown),
        };
    }

    private static Dictionary<string, double> ByThreads()
    {
        var all = new Dictionary<string, double>();
        foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(thread, "stat"));
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                all[name] = all.GetValueOrDefault(name) + ((double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return all;
    }
}
