using System.Diagnostics;
using ContactCenter.Benchmarks.Logs;

namespace ContactCenter.Benchmarks.Center;

/// <summary>
/// The door called in process, over the bare group commit, in the same run, alternating: messages of customers who have written
/// before, and of new ones (each with a key of its own to make, a conversation to open and an automatic answer to send).
/// What follows from a message goes on at the same time in the same process; how long it lags behind is told too.
/// </summary>
internal static class DoorBenchmark
{
    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, rounds, customers) = (settings.Number("seconds", 3), settings.Whole("rounds", 3), settings.Whole("customers", 5_000));
        var callers = settings.List("callers", 64, 512);
        settings.Check();
        foreach (var n in callers)
        {
            List<Load> bare = [], known = [], fresh = [];
            List<double> lags = [];
            for (var round = -1; round < rounds; round++) // the first warms up
            {
                var duration = TimeSpan.FromSeconds(round < 0 ? 1 : seconds);
                var b = await LogBenchmark.BareAsync(n, duration);
                var (k, f, lag) = await DoorAsync(n, duration, customers);
                if (round >= 0)
                {
                    bare.Add(b);
                    known.Add(k);
                    fresh.Add(f);
                    lags.Add(lag);
                }
            }

            Console.WriteLine($"{n,4} callers  bare SQLite           {Load.Median(bare)}");
            Console.WriteLine($"{n,4} callers  door, known customers {Load.Median(known)}  ratio {Ratio(known, bare):F2}  settled {Load.Middle(lags):F1} s later");
            Console.WriteLine($"{n,4} callers  door, new customers   {Load.Median(fresh)}  ratio {Ratio(fresh, bare):F2}");
        }

        return 0;
    }

    private static double Ratio(List<Load> door, List<Load> bare) => Load.Middle(bare.Zip(door, static (b, d) => d.PerSecond / b.PerSecond));

    private static async Task<(Load Known, Load New, double LagSeconds)> DoorAsync(int callers, TimeSpan duration, int customers)
    {
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        Load known, fresh;
        double lag;
        await using (var center = await BenchCenter.StartAsync(folder))
        {
            await Task.WhenAll(Enumerable.Range(0, customers).Select(center.ReceiveAsync));
            await center.SettleAsync();
            var next = 0;
            known = await Load.RunAsync(callers, duration, () => center.ReceiveAsync(Interlocked.Increment(ref next) % customers));
            var ended = Stopwatch.GetTimestamp();
            await center.SettleAsync();
            lag = Stopwatch.GetElapsedTime(ended).TotalSeconds;
            next = customers;
            fresh = await Load.RunAsync(callers, duration, () => center.ReceiveAsync(Interlocked.Increment(ref next)));
            await center.SettleAsync();
        }

        Directory.Delete(folder, recursive: true);
        return (known, fresh, lag);
    }
}
