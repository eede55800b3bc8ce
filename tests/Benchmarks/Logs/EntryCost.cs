using System.Diagnostics;
using System.Globalization;
using AuditLimits;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>
/// Where the processor's time of an entry goes with 512 callers and then with 64, by the names of the process's threads: what a busy neighbour on the machine changes least. Callers and all that
/// awaits run on the pool's. The first round compiles.
/// </summary>
internal static class EntryCost
{
    private const int Rounds = 3;
    private const int Entries = 150_000;

    public static async Task RunAsync(string folder)
    {
        await using var log = await FullLog.OpenAsync(folder, new EntrySource(5, Ids.LiveRandom));
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var callers = round < Rounds ? 512 : 64;
            var (before, left, started, allocated, paused, young) = (Threads(), Entries, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration(), GC.CollectionCount(0));
            var batches = log.Log.Checkpoint.Record;
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    await log.AppendAsync();
                }
            })));
            var (rate, bytes) = (Entries / Stopwatch.GetElapsedTime(started).TotalSeconds, (GC.GetTotalAllocatedBytes() - allocated) / Entries);
            var used = Threads().Select(t => (t.Key, Microseconds: (t.Value - before.GetValueOrDefault(t.Key)) / 1e3 / Entries)).OrderByDescending(static t => t.Microseconds).ToList();
            Console.WriteLine($"{callers} callers, an entry's processor time at {rate:N0} entries/s in batches of {Entries / (double)(log.Log.Checkpoint.Record - batches):F0}: {used.Sum(static t => t.Microseconds):F1} µs, {bytes:N0} bytes allocated, {(GC.GetTotalPauseDuration() - paused).TotalMicroseconds / Entries:F1} µs in {GC.CollectionCount(0) - young} collections: {string.Join(", ", used.Where(static t => t.Microseconds >= 0.1).Select(static t => $"{t.Key} {t.Microseconds:F1}"))}");
        }
    }

    /// <summary>Nanoseconds on a processor of all threads of each name.</summary>
    private static Dictionary<string, long> Threads()
    {
        var threads = new Dictionary<string, long>();
        foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                var (name, used) = (File.ReadAllText(Path.Combine(thread, "comm")).Trim(), File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0]);
                threads[name] = threads.GetValueOrDefault(name) + long.Parse(used, CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // it has ended meanwhile
            }
        }

        return threads;
    }
}
