using System.Collections.Immutable;
using System.Diagnostics;
using AuditLimits;
using ContactCenter.Benchmarks.Logs;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Routing;
using Entry = ContactCenter.Journal.Entry;

namespace ContactCenter.Benchmarks.Routing;

/// <summary>What the engine promises besides its speed: how soon a free agent has the next work, what a loaded partition and its journal do, memory, replay.</summary>
internal static class RoutingFigures
{
    private const int Profiles = 500;
    private const int Classes = 300;

    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, rounds) = (settings.Number("seconds", 3), settings.Whole("rounds", 5));
        var journal = settings.Words("only", "journal").Length > 0;
        settings.Check();
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        if (!journal)
        {
            NextOffer(seconds);
            Memory();
            Replay();
            await BusyAsync(Path.Combine(folder, "busy"), seconds);
        }

        await LoadAsync(folder, seconds, rounds);
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static void NextOffer(double seconds)
    {
        var world = new EngineWorld(10_000, 100_000, Profiles, Classes, idle: false);
        for (var i = 0; i < 20_000; i++)
        {
            world.BacklogStep();
        }

        var times = new List<double>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
        {
            world.BacklogStep(times);
        }

        times.Sort();
        Console.WriteLine($"free agent to next work decided, 10,000 agents, 100,000 waiting: p50 {times[times.Count / 2]:N1} µs, p99 {times[(int)(times.Count * 0.99)]:N1} µs, most {times[^1]:N0} µs ({times.Count:N0} times)");
    }

    private static void Memory()
    {
        const int many = 100_000;
        var (state, now) = (new RouterState(), new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        var (runner, records) = (new RouterRunner(state), new List<RouterRecord>());
        void Do(RouterCommand command)
        {
            records.Clear();
            _ = runner.Run(new RouterInput(Guid.CreateVersion7(), null, command), now, records);
        }

        var queue = new QueueId("support");
        Do(new RouterCommand.SetQueue(new QueueSettings { Id = queue, Skills = [new SkillLevel(new SkillId("it"), 1)] }));
        void Enqueue()
        {
            var id = Guid.CreateVersion7();
            Do(new RouterCommand.Enqueue(new WorkItem { Id = new WorkItemId(id), Interaction = new InteractionId(id), Queue = queue, Channel = ChannelKind.Chat, WaitingSince = now }));
        }

        var settings = Enumerable.Range(0, many).Select(static i => new AgentSettings { Id = new AgentId($"agent-{i}"), Skills = [new SkillLevel(new SkillId("en"), 3)] }).ToArray();
        Enqueue(); // agents stand in the lines of a channel once it has been heard of: that is theirs, not the items'
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var agent in settings)
        {
            Do(new RouterCommand.SetAgent(agent));
            Do(new RouterCommand.SignIn(agent.Id));
            Do(new RouterCommand.Connect(agent.Id));
            Do(new RouterCommand.SetReady(agent.Id));
        }

        records.Clear();
        var agents = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < many; i++)
        {
            Enqueue();
        }

        records.Clear();
        var items = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine($"memory: {(agents - before) / many:N0} bytes an agent who is ready (their settings aside), {(items - agents) / many:N0} bytes a waiting item, all it came with included");
        GC.KeepAlive(state);
        GC.KeepAlive(settings);
    }

    private static void Replay()
    {
        var journal = new List<RouterRecord>();
        var world = new EngineWorld(1_000, 1_000, Profiles, Classes, idle: false, journal);
        var start = journal.Count;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 200_000; i++)
        {
            world.BacklogStep();
        }

        var (live, count) = (clock.Elapsed, journal.Count - start);
        var state = new RouterState();
        foreach (var record in journal.Take(start))
        {
            RouterMachine.Apply(state, record);
        }

        clock.Restart();
        for (var i = start; i < journal.Count; i++)
        {
            RouterMachine.Apply(state, journal[i]);
        }

        Console.WriteLine($"replay: {count / clock.Elapsed.TotalSeconds:N0} events/s, {live / clock.Elapsed:N1} times the speed at which they were made ({count / live.TotalSeconds:N0}/s)");
    }

    /// <summary>Agents who need 500 ms for an item, while work waits all the time and every decision is made durable.</summary>
    private static async Task BusyAsync(string folder, double seconds)
    {
        const int agents = 500;
        var handling = TimeSpan.FromMilliseconds(500);
        await using var run = await PartitionRun.StartAsync(folder, agents, capacity: 1);
        for (var i = 0; i < agents; i++)
        {
            await run.BringAsync(i); // taken at once
        }

        await Task.WhenAll(Enumerable.Range(0, agents * (int)(4 + (2 * seconds))).Select(i => run.BringAsync(i)));
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var (busy, free) = (0L, 0L);
        var random = new Random(1);
        await Task.WhenAll((await run.AssignedAsync()).Select(async item =>
        {
            await Task.Delay(random.Next((int)handling.TotalMilliseconds)); // not all at the same moment
            while (Stopwatch.GetTimestamp() < end)
            {
                var began = Stopwatch.GetTimestamp();
                await Task.Delay(handling);
                var ended = Stopwatch.GetTimestamp();
                var next = await run.EndAsync(item) ?? throw new InvalidOperationException("No work waited.");
                Interlocked.Add(ref busy, ended - began);
                Interlocked.Add(ref free, Stopwatch.GetTimestamp() - ended);
                item = next.Item;
            }
        }));
        Console.WriteLine($"{agents} agents, {handling.TotalMilliseconds:N0} ms an item, work waits always, every decision durable: busy {busy / (double)(busy + free):0.0000} of the time");
    }

    /// <summary>A partition at saturation and beyond, and the log alone with the same appends.</summary>
    private static async Task LoadAsync(string folder, double seconds, int rounds)
    {
        var (peaks, doubled, alone, batches, costs) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<(double With, double Alone)>());
        for (var round = 0; round < rounds; round++)
        {
            var (peak, cost, appends) = await ServeAsync(Path.Combine(folder, $"peak{round}"), 256, seconds);
            peaks.Add(peak);
            batches.Add(appends.Average(static a => (double)a.Length));
            doubled.Add((await ServeAsync(Path.Combine(folder, $"double{round}"), 512, seconds)).PerSecond / peak);
            var (log, logCost) = await AloneAsync(Path.Combine(folder, $"alone{round}"), appends, seconds);
            alone.Add(peak / log);
            costs.Add((cost, logCost));
        }

        Console.WriteLine($"a partition with a durable journal, 256 callers: {Load.Middle(peaks):N0} entries/s, {Load.Middle(batches):N0} an append; {Ratio(alone)} of what the log alone does with the same entries and appends");
        Console.WriteLine($"processor an entry: {Load.Middle(costs.Select(static c => c.With)):0.0} µs, the log alone {Load.Middle(costs.Select(static c => c.Alone)):0.0} µs");
        Console.WriteLine($"512 callers: {Ratio(doubled)} of what it does with 256");
    }

    private static string Ratio(List<double> ratios) => $"{Load.Middle(ratios):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00})";

    private static async Task<(double PerSecond, double Cost, IReadOnlyList<ImmutableArray<Entry>> Appends)> ServeAsync(string folder, int callers, double seconds)
    {
        await using var run = await PartitionRun.StartAsync(folder, 2_000, capacity: 3);
        await Load.RunAsync(callers, TimeSpan.FromSeconds(seconds / 4), () => run.ServeAsync(Random.Shared.Next(16)));
        var (from, started, cpu) = (run.Appends.Count, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Load.RunAsync(callers, TimeSpan.FromSeconds(seconds), () => run.ServeAsync(Random.Shared.Next(16)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds;
        var appends = run.Appends.Skip(from).ToList();
        var entries = appends.Sum(static a => a.Length);
        return (entries / elapsed.TotalSeconds, used / entries, appends);
    }

    private static async Task<(double PerSecond, double Cost)> AloneAsync(string folder, IReadOnlyList<ImmutableArray<Entry>> appends, double seconds)
    {
        var stream = new MachineId("router", "bench");
        await using var log = await FullLog.OpenAsync(folder, new EntrySource(3));
        var (version, warm, started, cpu) = (0L, 0L, 0L, TimeSpan.Zero);
        for (var i = 0; i < appends.Count && (started == 0 || Stopwatch.GetElapsedTime(started).TotalSeconds < seconds); i++)
        {
            if (i == appends.Count / 5)
            {
                (warm, started, cpu) = (version, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            }

            var result = await log.Log.AppendAsync(new Append(stream, version, log.Log.Epoch, appends[i]));
            version = result.Status == AppendStatus.Appended ? version + appends[i].Length : throw new InvalidOperationException($"The append was {result.Status}.");
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return ((version - warm) / elapsed, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / (version - warm));
    }
}
