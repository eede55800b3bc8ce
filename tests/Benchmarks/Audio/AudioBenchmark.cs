using System.Diagnostics;
using System.Globalization;
using ContactCenter.Sip.Audio;

namespace ContactCenter.Benchmarks.Audio;

/// <summary>
/// What one core does with frames of 20 ms: codecs, resampling, mixing, detection, each beside a plain copy of the same samples. A row is one stream's
/// frame; the streams a core carries are the frames a second over 50.
/// </summary>
internal static class AudioBenchmark
{
    public static int Run(Settings settings)
    {
        var (seconds, rounds) = (settings.Number("seconds", 0.5), settings.Whole("rounds", 5));
        settings.Check();
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        Console.WriteLine("| 20 ms | samples | frames/s per core | ns a frame | streams | times a copy | bytes a frame |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        var copies = new Dictionary<int, double>();
        foreach (var (name, samples, frames, work) in AudioWork.All())
        {
            if (!copies.TryGetValue(samples, out var copy))
            {
                var (from, to) = (new short[samples], new short[samples]);
                copy = Measure(() => from.CopyTo(to, 0), seconds / 4, rounds).Nanoseconds;
                copies.Add(samples, copy);
                Row($"plain copy of {samples} samples", samples, copy, copy, 0);
            }

            var (nanoseconds, bytes) = Measure(work, seconds, rounds);
            Row(name, samples, nanoseconds / frames, copy, bytes / frames);
        }

        return 0;
    }

    private static void Row(string name, int samples, double nanoseconds, double copy, double bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {samples} | {1e9 / nanoseconds:N0} | {nanoseconds:N0} | {2e7 / nanoseconds:N0} | {nanoseconds / copy:N0} | {bytes:N0} |"));

    // The median of the rounds, in processor time of this thread's process: what a busy neighbour changes least.
    private static (double Nanoseconds, double Bytes) Measure(Action work, double seconds, int rounds)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < 0.2;)
        {
            work();
        }

        var results = new List<double>();
        var bytes = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            var (calls, allocated, used) = (0L, GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
            for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
            {
                for (var i = 0; i < 50; i++, calls++)
                {
                    work();
                }
            }

            results.Add((Environment.CpuUsage.TotalTime - used).TotalNanoseconds / calls);
            bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated - 40) / calls;
        }

        return (Load.Middle(results), Math.Max(0, Math.Round(bytes)));
    }
}
