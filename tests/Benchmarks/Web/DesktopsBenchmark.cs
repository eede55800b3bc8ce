using System.Diagnostics;

namespace ContactCenter.Benchmarks.Web;

/// <summary>
/// Many agents' desktops at the hub of one host, with customers writing all the while: what they cost, and how long it takes until every one is back
/// after the host was ended and started again.
/// </summary>
internal static class DesktopsBenchmark
{
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(Settings settings)
    {
        var (count, rate, rounds) = (settings.Whole("desktops", 300), settings.Number("rate", 20), settings.Whole("rounds", 2));
        settings.Check();

        await using var carrier = await Carrier.StartAsync();
        await using var host = await ReferenceHost.StartAsync(carrier, Staff(count));
        Console.WriteLine($"host alone      {host.Process.ResidentMegabytes,5:F0} MB resident");
        var desktops = new List<Desktop>();
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
        {
            desktops.AddRange(await Task.WhenAll(some.Select(i => Desktop.OpenAsync(host.Url, Agent(i), i))));
        }

        Console.WriteLine($"{count,4} desktops   {host.Process.ResidentMegabytes,5:F0} MB resident, load average {LoadAverage()}");
        using var stopping = new CancellationTokenSource();
        var traffic = new Traffic(host.WebhookUrl, rate);
        var writing = traffic.RunAsync(stopping.Token);
        await Task.Delay(Steady / 2); // warms up
        await SteadyAsync(host, desktops);
        for (var round = 0; round < rounds; round++)
        {
            await RestartAsync("SIGTERM", inOrder: true, host, desktops);
            await RestartAsync("SIGKILL", inOrder: false, host, desktops);
        }

        await SteadyAsync(host, desktops);
        await stopping.CancelAsync();
        await writing;
        Console.WriteLine($"{traffic.Acknowledged:N0} messages acknowledged, {traffic.Refused:N0} refused or without an answer while the host was away, {desktops.Sum(static d => d.Closed):N0} conversations closed");
        await Task.WhenAll(desktops.Select(static d => d.DisposeAsync().AsTask()));
        return 0;
    }

    private static async Task SteadyAsync(ReferenceHost host, List<Desktop> desktops)
    {
        var (cpu, closed) = (host.Process.CpuSeconds, desktops.Sum(static d => d.Closed));
        await Task.Delay(Steady);
        Console.WriteLine(
            $"steady          {host.Process.ResidentMegabytes,5:F0} MB resident, {(host.Process.CpuSeconds - cpu) / Steady.TotalSeconds:F2} of {Environment.ProcessorCount} processors, "
            + $"{(desktops.Sum(static d => d.Closed) - closed) / Steady.TotalSeconds:F1} conversations closed a second");
    }

    private static async Task RestartAsync(string signal, bool inOrder, ReferenceHost host, List<Desktop> desktops)
    {
        desktops.ForEach(static d => d.Lose());
        var before = desktops.Sum(static d => d.Connections);
        var started = Stopwatch.GetTimestamp();
        await host.Process.EndAsync(inOrder);
        var ended = Stopwatch.GetElapsedTime(started);
        await host.StartAgainAsync();
        var open = Stopwatch.GetElapsedTime(started);
        var times = await Task.WhenAll(desktops.Select(async d =>
        {
            await d.Back;
            return Stopwatch.GetElapsedTime(started);
        }));
        Array.Sort(times);
        Console.WriteLine(
            $"{signal}         ended after {Seconds(ended)}, open after {Seconds(open)}; desktops back after {Seconds(times[times.Length / 2])} (median), {Seconds(times[^1])} (last); "
            + $"{Seconds(times[^1] - ended)} from the new process's start; {desktops.Sum(static d => d.Connections) - before} connections made; {host.Process.ResidentMegabytes:F0} MB; load average {LoadAverage()}");
        await Task.Delay(TimeSpan.FromSeconds(10));
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:F1} s";

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Agent(int number) => $"agent{number:0000}";

    private static Dictionary<string, string> Staff(int agents) => Enumerable.Range(0, agents).Select(Agent).SelectMany(static a => (KeyValuePair<string, string>[])
    [
        new($"ContactCenter__Tenants__acme__Agents__{a}__Skills__gas", "5"),
        new($"Users__{a}__Name", a),
        new($"Users__{a}__Roles__0", "agent"),
    ]).ToDictionary();

    /// <summary>New customers who write at a steady rate, whether the host is there or not.</summary>
    private sealed class Traffic(Uri url, double rate)
    {
        private const int Connections = 4;

        private readonly WebhookForm _form = new(url, ReferenceHost.Number);
        private int _next;
        private int _acknowledged;
        private int _refused;

        public int Acknowledged => _acknowledged;

        public int Refused => _refused;

        public Task RunAsync(CancellationToken stopping) => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => WriteAsync(stopping), CancellationToken.None)));

        private async Task WriteAsync(CancellationToken stopping)
        {
            WebhookConnection? connection = null;
            while (!stopping.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(Connections / rate), CancellationToken.None);
                try
                {
                    connection ??= await WebhookConnection.OpenAsync(url);
                    var message = Interlocked.Increment(ref _next);
                    _ = await connection.PostAsync(_form.Request(message, message)) == 200 ? Interlocked.Increment(ref _acknowledged) : Interlocked.Increment(ref _refused);
                }
                catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
                {
                    Interlocked.Increment(ref _refused);
                    connection?.Dispose();
                    connection = null;
                }
            }

            connection?.Dispose();
        }
    }
}
