using System.Diagnostics;

namespace ContactCenter.Benchmarks;

/// <summary>What a number of callers, each awaiting its own call before the next, got done.</summary>
/// <param name="PerSecond">Calls that returned.</param>
/// <param name="P50Microseconds">Half of them took no longer.</param>
/// <param name="P99Microseconds">99 of 100 took no longer.</param>
/// <param name="CpuMicroseconds">This process's processor time, all threads, for each call: what a busy neighbour on the machine changes least.</param>
internal readonly record struct Load(double PerSecond, double P50Microseconds, double P99Microseconds, double CpuMicroseconds)
{
    public static async Task<Load> RunAsync(int callers, TimeSpan duration, Func<Task> call)
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var end = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var at = Stopwatch.GetTimestamp(); at < end;)
            {
                await call();
                var now = Stopwatch.GetTimestamp();
                own.Add((now - at) * 1e6 / Stopwatch.Frequency);
                at = now;
            }

            return own;
        })));
        var (elapsed, used) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds);
        var all = latencies.SelectMany(l => l).Order().ToArray();
        return new Load(all.Length / elapsed, all[all.Length / 2], all[(int)(all.Length * 0.99)], used / all.Length);
    }

    public static Load Median(IEnumerable<Load> loads)
    {
        var all = loads.ToArray();
        return new Load(Middle(all.Select(l => l.PerSecond)), Middle(all.Select(l => l.P50Microseconds)), Middle(all.Select(l => l.P99Microseconds)), Middle(all.Select(l => l.CpuMicroseconds)));
    }

    public static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public override string ToString() => $"{PerSecond,10:N0}/s  p50 {P50Microseconds,7:N0} µs  p99 {P99Microseconds,7:N0} µs  CPU {CpuMicroseconds,5:N0} µs";
}
