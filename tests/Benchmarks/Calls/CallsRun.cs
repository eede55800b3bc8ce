using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>Calls through a center that is running, and what they cost.</summary>
internal sealed class CallsRun(Partner host, Partner peers, Mirror sound, string folder)
{
    private const double HoldingRate = 40;

    public Task WarmAsync(double rate, double seconds, double hold) => CallAsync(rate, seconds, hold);

    /// <summary>So many calls begun and ended each second, each held so long.</summary>
    public async Task LoadAsync(double rate, double seconds, double hold, double every, bool perf)
    {
        await sound.SeenAsync();
        await peers.AskAsync($"invites {Path.Combine(folder, "before.csv")}");
        var (before, peersBefore, at) = (await FiguresAsync(host), await FiguresAsync(peers), Stopwatch.GetTimestamp());
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(every, over.Token);
        using var profile = perf ? Process.Start("perf", ["record", "-F", "499", "-g", "-p", host.Id.ToString(CultureInfo.InvariantCulture), "-o", Path.Combine(folder, "perf.data"), "--", "sleep", Text(seconds)]) : null;
        var seen = await CallAsync(rate, seconds, hold);
        var elapsed = Stopwatch.GetElapsedTime(at).TotalSeconds;
        var (after, peersAfter, heard) = (await FiguresAsync(host), await FiguresAsync(peers), await sound.SeenAsync());
        await over.CancelAsync();
        await watching;
        await Task.Delay(TimeSpan.FromSeconds(2)); // what follows the last calls
        await peers.AskAsync($"invites {Path.Combine(folder, "invites.csv")}");
        var entries = long.Parse(await host.AskAsync("entries"), CultureInfo.InvariantCulture);
        var times = await CallTimes.ReadAsync(Path.Combine(folder, "entries.csv"), Path.Combine(folder, "invites.csv"));
        Console.WriteLine(Invariant($"{rate:F0}/s for {seconds:F0} s, held {hold:F2} s ({rate * hold:F0} at a time): {seen.Calls} calls, {seen.Failed} failed, {seen.LeftBehind} telephones left; begun at {seen.Calls / seen.CallingSeconds:F1}/s"));
        foreach (var (why, count) in seen.Failures)
        {
            Console.WriteLine($"  {count} times: {why}");
        }

        Console.WriteLine($"  INVITE to 180 {Show(seen.To180)}; to 200 {Show(seen.To200)}");
        Console.WriteLine($"  agent wanted to the telephone's INVITE {CallTimes.Show(times.RequestedToRing)}");
        Console.WriteLine($"    of it to the offer {CallTimes.Show(times.RequestedToOffer)}; from the offer to the INVITE {CallTimes.Show(times.OfferToRing)}");
        Console.WriteLine($"  telephone answered to joined {CallTimes.Show(times.AnsweredToJoined)}; in the log joined {times.Joined} of {times.Count("call.offered")}, ended: {times.Causes}");
        Console.WriteLine($"  sound: lateness p50 {heard["p50"]:F2}  p99 {heard["p99"]:F2}  max {heard["max"]:F1} ms, over 5 ms {heard["over5"]:F3} %, over 20 ms {heard["over20"]:F3} %; {heard["packets"]:F0} packets came, {heard["lost"]:F0} lost, {heard["omitted"]:F0} frames left out, {heard["streams"]:F0} streams");
        Spent(before, after, seen.Calls, elapsed);
        Console.WriteLine(Invariant($"  callers and telephones {100 * (peersAfter.Cpu - peersBefore.Cpu) / elapsed:F0} % of 200, their pauses {1e3 * (peersAfter.PauseSeconds - peersBefore.PauseSeconds):F0} ms; {entries / (double)Math.Max(1, times.Count("call.offered")):F1} entries a call: {string.Join(", ", times.Kinds.Take(30).Select(k => $"{k.Key} {k.Value / (double)times.Count("call.offered"):F2}"))}"));
    }

    /// <summary>So many calls up at a time, and what the host holds for them.</summary>
    public async Task HoldAsync(int held)
    {
        var before = await CollectedAsync();
        var filling = held / HoldingRate;
        var calling = CallAsync(HoldingRate, filling, filling + 50);
        await Task.Delay(TimeSpan.FromSeconds(filling + 36)); // past their transactions
        var raw = await FiguresAsync(host);
        var with = await CollectedAsync();
        var seen = await calling;
        await Task.Delay(TimeSpan.FromSeconds(34));
        var after = await CollectedAsync();
        Console.WriteLine(Invariant(
            $"{held} calls held ({seen.Failed} failed): {1e3 * (with.HeapMegabytes - before.HeapMegabytes) / held:F1} kB of heap and {1e3 * (with.ResidentMegabytes - before.ResidentMegabytes) / held:F1} kB resident a call (collected), {1e3 * (raw.ResidentMegabytes - before.ResidentMegabytes) / held:F1} kB as it comes; heap {before.HeapMegabytes:F0}, {with.HeapMegabytes:F0}, {after.HeapMegabytes:F0} MB, resident {before.ResidentMegabytes:F0}, {with.ResidentMegabytes:F0}, {after.ResidentMegabytes:F0} MB before, with and after them"));
    }

    private async Task<CallsSeen> CallAsync(double rate, double seconds, double hold) =>
        JsonSerializer.Deserialize<CallsSeen>(await peers.AskAsync($"{Text(rate)} {Text(seconds)} {Text(hold)}"))!;

    private async Task WatchAsync(double every, CancellationToken over)
    {
        var begun = Stopwatch.GetTimestamp();
        while (every > 0 && !over.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(every), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var f = await FiguresAsync(host);
            Console.WriteLine(Invariant(
                $"  {Stopwatch.GetElapsedTime(begun).TotalSeconds,4:F0} s: {f.ResidentMegabytes:F0} MB resident, {f.CommittedMegabytes:F0} committed, heap {f.HeapMegabytes:F0}, pool {f.PoolThreads} threads {f.PoolQueue} waiting, {f.Cpu:F1} s of processor; load {(await File.ReadAllTextAsync("/proc/loadavg", CancellationToken.None))[..14]}"));
        }
    }

    private static void Spent(HostFigures before, HostFigures after, int calls, double elapsed)
    {
        var cpu = after.Cpu - before.Cpu;
        var threads = after.Threads.Select(t => (t.Key, Used: t.Value - before.Threads.GetValueOrDefault(t.Key))).OrderByDescending(static t => t.Used).Take(8);
        Console.WriteLine(Invariant(
            $"  host {100 * cpu / elapsed:F0} % of 200, {1e3 * cpu / calls:F2} ms a call ({100 * (after.Kernel - before.Kernel) / cpu:F0} % of it in the kernel): {string.Join(", ", threads.Select(t => Invariant($"{t.Key} {1e3 * t.Used / calls:F2}")))}"));
        Console.WriteLine(Invariant(
            $"  allocated {1e3 * (after.AllocatedMegabytes - before.AllocatedMegabytes) / calls:F0} kB a call; collections {string.Join("/", after.Collections.Zip(before.Collections, static (a, b) => a - b))}, paused {1e3 * (after.PauseSeconds - before.PauseSeconds):F0} ms of {elapsed:F0} s; heap {after.HeapMegabytes:F0} MB, resident {after.ResidentMegabytes:F0} MB, pool {after.PoolThreads} threads; exceptions {string.Join(", ", after.Exceptions.Select(e => Invariant($"{e.Key} {(e.Value - before.Exceptions.GetValueOrDefault(e.Key)) / (double)calls:F1} a call")))}"));
        Console.WriteLine($"  {string.Join(", ", after.Durations.Where(static d => d.Value[0] > 0 && d.Key.EndsWith("duration", StringComparison.Ordinal) | d.Key.Contains("commit.duration", StringComparison.Ordinal)).OrderBy(static d => d.Key, StringComparer.Ordinal).Select(static d => Invariant($"{d.Key["contactcenter.".Length..]} {d.Value[1]:F1} most {d.Value[2]:F0} ms ({d.Value[0]:F0})")))}");
    }

    private async Task<HostFigures> CollectedAsync()
    {
        await host.AskAsync("collect");
        await Task.Delay(TimeSpan.FromSeconds(1));
        return JsonSerializer.Deserialize<HostFigures>(await host.AskAsync("collect"))!;
    }

    private static async Task<HostFigures> FiguresAsync(Partner of) => JsonSerializer.Deserialize<HostFigures>(await of.AskAsync("figures"))!;

    private static string Show(double[] t) => t.Length == 0 ? "none" : Invariant($"p50 {t[0]:F1}  p95 {t[1]:F1}  p99 {t[2]:F1}  max {t[3]:F1} ms");

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
