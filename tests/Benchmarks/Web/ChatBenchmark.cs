using System.Diagnostics;
using System.Globalization;

namespace ContactCenter.Benchmarks.Web;

/// <summary>
/// Many visitors with an open conversation each, over real WebSockets, and agents who answer through the hub at a fixed rate while visitors write at
/// the same rate. Measured is from when an answer was due until its frame is at the visitor, with everything durable in between.
/// </summary>
internal static class ChatBenchmark
{
    private const int OpeningAtOnce = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string> Open = new()
    {
        // A thousand visitors of one address are no flood here.
        ["ContactCenter__WebChat__MaxConnectionsPerAddress"] = "10000",
        ["ContactCenter__WebChat__MaxNewVisitorsPerMinute"] = "10000",
    };

    public static async Task<int> RunAsync(Settings settings)
    {
        var (seconds, chats, agents) = (settings.Number("seconds", 30), settings.Whole("chats", 1_000), settings.Whole("agents", 50));
        var rate = settings.Number("rate", 100);
        settings.Check();
        if (chats % agents != 0)
        {
            throw new ArgumentException($"{chats} chats cannot be shared by {agents} agents; give each the same number.");
        }

        await using var carrier = await Carrier.StartAsync();
        await using var host = await ReferenceHost.StartAsync(carrier, Staff(agents, chats / agents));
        var (pushed, got, answered) = (new Latencies(), new Latencies(), new Latencies());
        var desks = await Task.WhenAll(Enumerable.Range(0, agents).Select(i => AgentDesk.OpenAsync(host.Url, Agent(i), i, static _ => { }, holds: true)));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = host.Process.ResidentMegabytes;

        var visitors = new ChatVisitor[chats];
        await Parallel.ForAsync(0, chats, new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce }, async (i, _) => visitors[i] = await ChatVisitor.OpenAsync(host.Url, pushed, got));
        for (var waited = 0; desks.Sum(static d => d.Held.Count) < chats; waited++)
        {
            if (waited == 120)
            {
                throw new TimeoutException($"After two minutes {desks.Sum(static d => d.Held.Count)} of {chats} conversations have their agent.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(desks.Select(static d => d.RestAsync())); // nobody polls any more
        await TalkAsync(WarmUp);
        await Task.Delay(TimeSpan.FromSeconds(2));
        pushed.Clear();
        got.Clear();
        answered.Clear();
        var cpu = host.Process.CpuSeconds;
        var started = Stopwatch.GetTimestamp();
        var asked = await TalkAsync(TimeSpan.FromSeconds(seconds));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = (host.Process.CpuSeconds - cpu) / took;
        await Task.Delay(TimeSpan.FromSeconds(2));

        Console.WriteLine($"{chats:N0} conversations, {agents} agents, {rate:F0} answers/s and as many messages/s asked, {asked / took:F0}/s achieved");
        Console.WriteLine($"host {used:F2} of {Environment.ProcessorCount} processors, resident {before:F0} MB before the visitors, {host.Process.ResidentMegabytes:F0} MB with them; refused {ChatVisitor.Refusals}");
        Console.WriteLine($"answer at the visitor  {pushed.Count / took,7:N0}/s  {pushed}  missing {asked - pushed.Count}");
        Console.WriteLine($"answer durable         {answered.Count / took,7:N0}/s  {answered}");
        Console.WriteLine($"message acknowledged   {got.Count / took,7:N0}/s  {got}  missing {asked - got.Count}");
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        foreach (var desk in desks)
        {
            await desk.DisposeAsync();
        }

        foreach (var visitor in visitors)
        {
            visitor.Dispose();
        }

        return pushed.Count == asked && got.Count == asked ? 0 : 1;

        // An open loop: what is late is late from when it was due.
        async Task<int> TalkAsync(TimeSpan time)
        {
            var (begun, count) = (Stopwatch.GetTimestamp(), (int)(time.TotalSeconds * rate));
            var under = new List<Task>(2 * count);
            for (var n = 0; n < count; n++)
            {
                var due = begun + (long)(n / rate * Stopwatch.Frequency);
                if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
                {
                    await Task.Delay(early);
                }

                var desk = desks[n % agents];
                var (interaction, session) = desk.Held[n / agents % desk.Held.Count];
                under.Add(AnswerAsync(desk, interaction, session, due));
                under.Add(visitors[n % chats].WriteAsync(due));
            }

            await Task.WhenAll(under);
            return count;
        }

        async Task AnswerAsync(AgentDesk desk, Guid interaction, Guid session, long due)
        {
            await desk.AnswerAsync(interaction, session, due.ToString(CultureInfo.InvariantCulture));
            answered.Add(due);
        }
    }

    private static string Agent(int number) => $"agent{number:000}";

    private static Dictionary<string, string> Staff(int agents, int each) => Enumerable.Range(0, agents).Select(Agent).SelectMany(a => (KeyValuePair<string, string>[])
    [
        new($"ContactCenter__Tenants__acme__Agents__{a}__Skills__office", "5"),
        new($"ContactCenter__Tenants__acme__Agents__{a}__Capacity", $"{each * 20}"), // a chat takes 20
        new($"Users__{a}__Name", a),
        new($"Users__{a}__Roles__0", "agent"),
    ]).Concat(Open).ToDictionary();
}
