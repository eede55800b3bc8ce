namespace ContactCenter.Benchmarks.Web;

/// <summary>Signed webhooks to the running reference host: of customers who have an open conversation, at fixed
/// rates; of new ones, at fixed rates; then as many as it takes, beside what the bare endpoint takes.</summary>
internal static class LoadBenchmark
{
    private const int OpenLoopConnections = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private static readonly Dictionary<string, string> AsShipped = new() { ["DOTNET_gcServer"] = "1" }; // what Sdk.Web gives the host

    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, rounds, customers) = (settings.Number("seconds", 10), settings.Whole("rounds", 3), settings.Whole("customers", 5_000));
        var (rates, connections) = (settings.List("rates", 200, 500, 1_000), settings.List("connections", 64, 256));
        var newRates = settings.List("new", 100, 200);
        settings.Check();

        await using var carrier = await Carrier.StartAsync();
        await using var host = await ReferenceHost.StartAsync(carrier);
        await Task.Delay(TimeSpan.FromSeconds(5));
        Console.WriteLine($"at rest           {host.Process.ResidentMegabytes,5:F0} MB resident");
        var load = Load(host.WebhookUrl, customers);
        await load.SaturateAsync(OpenLoopConnections, WarmUp); // every customer has written, and the JIT is done
        foreach (var rate in rates)
        {
            await MeasureAsync($"at {rate}/s", host.Process, () => load.AtRateAsync(rate, TimeSpan.FromSeconds(seconds), OpenLoopConnections));
        }

        var fresh = new WebhookLoad(host.WebhookUrl, new WebhookForm(host.WebhookUrl, ReferenceHost.Number), int.MaxValue) { FirstCustomer = customers };
        foreach (var rate in newRates)
        {
            await MeasureAsync($"new at {rate}/s", host.Process, () => fresh.AtRateAsync(rate, TimeSpan.FromSeconds(seconds), OpenLoopConnections));
        }

        foreach (var n in connections)
        {
            await SaturateAsync(host, load, n, TimeSpan.FromSeconds(seconds / 2), rounds, customers);
        }

        await Task.Delay(TimeSpan.FromSeconds(10));
        Console.WriteLine($"after the load    {host.Process.ResidentMegabytes,5:F0} MB resident, {carrier.Taken:N0} automatic answers sent");
        return 0;
    }

    /// <summary>Host and ceiling in turns; the other stands idle.</summary>
    private static async Task SaturateAsync(ReferenceHost host, WebhookLoad load, int connections, TimeSpan duration, int rounds, int customers)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        using var bare = ChildProcess.Own([BareEndpoint.Verb, url.GetLeftPart(UriPartial.Authority)], AsShipped);
        await bare.LineAsync(static l => l == "listening", TimeSpan.FromSeconds(30));
        var ceiling = Load(new Uri(url, "/sms"), customers);
        await ceiling.SaturateAsync(connections, TimeSpan.FromSeconds(4)); // warms up
        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var b = await MeasureAsync($"{connections,4} at once  bare", bare, () => ceiling.SaturateAsync(connections, duration));
            var h = await MeasureAsync($"{connections,4} at once  host", host.Process, () => load.SaturateAsync(connections, duration));
            ratios.Add(h.PerSecond / b.PerSecond);
            await Task.Delay(TimeSpan.FromSeconds(2)); // what follows from the messages ends
        }

        Console.WriteLine($"{connections,4} at once  host over bare endpoint, median of {rounds}: {Benchmarks.Load.Middle(ratios):F2}");
    }

    private static async Task<WebhookResult> MeasureAsync(string what, ChildProcess host, Func<Task<WebhookResult>> run)
    {
        var cpu = host.CpuSeconds;
        var result = await run();
        Console.WriteLine($"{what,-17} {result}  CPU {(host.CpuSeconds - cpu) / result.Acknowledged.Count * 1e6,5:F0} µs  {host.ResidentMegabytes:F0} MB");
        return result;
    }

    private static WebhookLoad Load(Uri url, int customers) => new(url, new WebhookForm(url, ReferenceHost.Number), customers);
}
