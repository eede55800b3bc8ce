using System.Collections.Concurrent;
using System.Diagnostics;

namespace ContactCenter.Benchmarks.Web;

/// <summary>
/// From a new customer's webhook to <c>offer.made</c> at the chosen agent's hub, with agents who take and close at once. Every message
/// is a new customer's, so each makes an offer.
/// </summary>
internal static class OfferBenchmark
{
    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, rate, agents) = (settings.Number("seconds", 20), settings.Number("rate", 200), settings.Whole("agents", 10));
        settings.Check();

        await using var carrier = await Carrier.StartAsync();
        await using var host = await ReferenceHost.StartAsync(carrier, Staff(agents));
        var form = new WebhookForm(host.WebhookUrl, ReferenceHost.Number);
        var (sent, latencies) = (new ConcurrentDictionary<Guid, long>(), new Latencies());
        var desks = await Task.WhenAll(Enumerable.Range(0, agents).Select(i => AgentDesk.OpenAsync(host.Url, Agent(i), i, interaction =>
        {
            if (sent.TryRemove(interaction, out var due))
            {
                latencies.Add(due);
            }
        })));

        var load = new WebhookLoad(host.WebhookUrl, form, int.MaxValue) { Sending = (message, due) => sent[Interaction(form.Sid(message))] = due };
        await load.AtRateAsync(rate, TimeSpan.FromSeconds(5), 32); // warms up
        await Task.Delay(TimeSpan.FromSeconds(2));
        latencies.Clear();
        var cpu = host.Process.CpuSeconds;
        var result = await load.AtRateAsync(rate, TimeSpan.FromSeconds(seconds), 32);
        var used = (host.Process.CpuSeconds - cpu) / seconds;
        await Task.Delay(TimeSpan.FromSeconds(2));
        Console.WriteLine($"{agents} agents, {rate:F0}/s, {desks.Sum(d => d.Closed):N0} conversations closed, host {used:F2} of {Environment.ProcessorCount} processors");
        Console.WriteLine($"webhook acknowledged {result}");
        Console.WriteLine($"offer at the agent   {latencies.Count / seconds,7:N0}/s  {latencies}  without offer {sent.Count}");
        foreach (var desk in desks)
        {
            await desk.DisposeAsync();
        }

        return 0;
    }

    private static string Agent(int number) => $"agent{number:000}";

    /// <summary>The interaction the core opens for a message: its id follows from the entry's, and that from the provider's.</summary>
    private static Guid Interaction(string sid) => DerivedId.From(DerivedId.From("acme", "sms", "sms-main", "message", sid), 0);

    private static Dictionary<string, string> Staff(int agents) => Enumerable.Range(0, agents).Select(Agent).SelectMany(static a => (KeyValuePair<string, string>[])
    [
        new($"ContactCenter__Tenants__acme__Agents__{a}__Skills__gas", "5"),
        new($"ContactCenter__Tenants__acme__Agents__{a}__Capacity", "1000"),
        new($"Users__{a}__Name", a),
        new($"Users__{a}__Roles__0", "agent"),
    ]).ToDictionary();
}
