using System.Diagnostics;
using System.Globalization;
using ContactCenter.Scripting;
using ScriptLimits;

namespace ContactCenter.Benchmarks.Scripts;

/// <summary>The gas emergency of 20 steps on the script machine, over the hand-written switch loop and Jint, in turns.</summary>
internal static class ScriptBenchmark
{
    public static int Run(Settings settings)
    {
        var (seconds, rounds) = (settings.Number("seconds", 1), settings.Whole("rounds", 5));
        settings.Check();
        var machine = new GasRun();
        Peer[] peers = [new MachinePeer(true, true, false), new JintGenerator(), new JintSync(false, false), new JintSync(true, true)];
        foreach (var peer in peers)
        {
            var trace = new List<string>();
            if (peer.RunOnce(trace) != Script.Expected.Length || !trace.SequenceEqual(Script.Expected))
            {
                throw new InvalidOperationException($"{peer.Name} does something else: {string.Join(", ", trace)}");
            }
        }

        (string Name, Func<int> Once)[] subjects =
        [
            ("script machine, record and snapshot each step", machine.RunOnce),
            ("script machine, neither", machine.RunBare),
            .. peers.Select(static peer => (peer.Name, (Func<int>)(() => peer.RunOnce()))),
        ];
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        Console.WriteLine("| | steps/s | ns a step | bytes a step | of the ceiling |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        var rates = Rates(subjects, seconds, rounds);
        for (var i = 0; i < subjects.Length; i++)
        {
            var (rate, bytes, _) = rates[i];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {subjects[i].Name} | {rate:N0} | {1e9 / rate:N1} | {bytes:N1} | {rate / rates[2].Rate:0.00} |"));
        }

        Stored(machine, seconds, rounds);
        Compiled(new CompileRun(2_000), seconds, rounds);
        return 0;
    }

    private static void Compiled(CompileRun scripts, double seconds, int rounds)
    {
        var rates = Rates([("", scripts.CompileLarge), ("", scripts.CompileSmall)], seconds, rounds);
        Console.WriteLine();
        Console.WriteLine("| compiled, with all checks | lines/s | lines per second of processor time | bytes a line |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| one script of {scripts.Lines:N0} lines | {rates[0].Rate:N0} | {rates[0].PerProcessor:N0} | {rates[0].Bytes:N0} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the three samples | {rates[1].Rate:N0} | {rates[1].PerProcessor:N0} | {rates[1].Bytes:N0} |"));

        var (keys, used) = (new double[500], new double[500]);
        for (var key = -100; key < keys.Length; key++)
        {
            var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            scripts.Type();
            keys[Math.Max(key, 0)] = clock.Elapsed.TotalMilliseconds;
            used[Math.Max(key, 0)] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }

        Array.Sort(keys);
        Array.Sort(used);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"A key in the script of {scripts.Lines:N0} lines to what is wrong with it, all of it read and checked anew: median {keys[250]:0.0} ms, 99 % within {keys[495]:0.0} ms; of processor time {used[250]:0.0} ms and {used[495]:0.0} ms."));
    }

    private static void Stored(GasRun machine, double seconds, int rounds)
    {
        var ceiling = new MachinePeer(true, true, false);
        ceiling.RunTo(15);
        var (buffer, frame) = (new byte[512], new Frame());
        var length = Machine.Snapshot(ceiling.State, buffer);
        machine.RunTo(15);
        var rates = Rates(
            [
                ("", () => { Machine.Snapshot(ceiling.State, buffer); return 1; }),
                ("", () => { Machine.Restore(frame, buffer); return 1; }),
                ("", () => { machine.Write(); return 1; }),
                ("", () => { machine.ReadPooled(); return 1; }),
                ("", () => { machine.ReadFresh(); return 1; }),
            ],
            seconds,
            rounds);
        Console.WriteLine();
        Console.WriteLine("| step 15 of 20 | bytes | write, ns | read into a pooled run, ns | bytes allocated | read into a new run, ns | bytes allocated |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| switch loop: state alone | {length} | {1e9 / rates[0].Rate:N0} | {1e9 / rates[1].Rate:N0} | {rates[1].Bytes:N0} | | |"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| script machine: record and snapshot | {machine.Length} ({machine.SnapshotBytes} of them the snapshot) | {1e9 / rates[2].Rate:N0} | {1e9 / rates[3].Rate:N0} | {rates[3].Bytes:N0} | {1e9 / rates[4].Rate:N0} | {rates[4].Bytes:N0} |"));
    }

    /// <summary>Medians of the rounds, the subjects in turns; the first round warms up.</summary>
    private static (double Rate, double Bytes, double PerProcessor)[] Rates((string Name, Func<int> Once)[] subjects, double seconds, int rounds)
    {
        var rates = subjects.Select(static _ => new List<double>()).ToArray();
        var used = subjects.Select(static _ => new List<double>()).ToArray();
        var bytes = new double[subjects.Length];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                var once = subjects[i].Once;
                var (steps, before, clock, processor) = (0L, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                do
                {
                    for (var k = 0; k < 64; k++)
                    {
                        steps += once();
                    }
                }
                while (clock.Elapsed.TotalSeconds < seconds);
                if (round > 0)
                {
                    rates[i].Add(steps / clock.Elapsed.TotalSeconds);
                    used[i].Add(steps / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
                    bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
                }
            }
        }

        return [.. rates.Select((list, i) => (Load.Middle(list), bytes[i], Load.Middle(used[i])))];
    }
}
