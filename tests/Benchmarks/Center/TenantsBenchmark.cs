using System.Diagnostics;
using System.Globalization;
using ContactCenter.Channels;
using ContactCenter.Health;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Benchmarks.Center;

/// <summary>
/// Many tenants in one process, each with its own files: how long they take to open, what they hold in memory, what they take together, and
/// what the others notice when the log of one can no longer be written to.
/// </summary>
internal static class TenantsBenchmark
{
    public const string OnceVerb = "tenants-once";

    public static async Task<int> RunAsync(Settings settings)
    {
        var (tenants, seconds, rate) = (settings.Whole("tenants", 200), settings.Number("seconds", 10), settings.Number("rate", 400));
        settings.Check();
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-tenants-").FullName;
        try
        {
            foreach (var life in new[] { "first start, empty folders", "after SIGKILL", "after SIGKILL" })
            {
                using var child = ChildProcess.Own([OnceVerb, folder, $"tenants={tenants}", $"seconds={seconds.ToString(CultureInfo.InvariantCulture)}", $"rate={rate.ToString(CultureInfo.InvariantCulture)}"]);
                Console.WriteLine($"-- {life}, load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
                await child.LineAsync(
                    static l =>
                    {
                        Console.WriteLine(l);
                        return l == "done";
                    },
                    TimeSpan.FromMinutes(10));
            }

            Console.WriteLine($"{Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(static f => new FileInfo(f).Length) / 1e6:F0} MB on the disk");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>The measured process; it waits to be killed at the end.</summary>
    public static async Task<int> OnceAsync(string folder, Settings settings)
    {
        var (tenants, seconds, rate) = (settings.Whole("tenants", 200), settings.Number("seconds", 10), settings.Number("rate", 400));
        settings.Check();
        var began = Stopwatch.GetTimestamp();
        using var host = Build(folder, tenants);
        await host.StartAsync();
        var own = Process.GetCurrentProcess();
        var health = host.Services.GetRequiredService<ICenterHealth>();
        Console.WriteLine(
            $"{health.Facts().Count(static f => f.State != HealthState.Unavailable)} tenants open after {Stopwatch.GetElapsedTime(began).TotalSeconds:F2} s ({(DateTime.Now - own.StartTime).TotalSeconds:F2} s since the process began), "
            + $"CPU {Environment.CpuUsage.TotalTime.TotalSeconds:F1} s");
        await Task.Delay(TimeSpan.FromSeconds(5));
        var idle = Environment.CpuUsage.TotalTime;
        await Task.Delay(TimeSpan.FromSeconds(10));
        Say($"at rest, {(Environment.CpuUsage.TotalTime - idle).TotalSeconds / 10:F3} processors");

        var inbox = host.Services.GetRequiredService<IInbox>();
        await RunAsync("warming up", inbox, tenants, rate / 2, seconds / 2, failing: null);
        await RunAsync($"{rate:F0}/s over all", inbox, tenants, rate, seconds, failing: null);
        Break(folder, 0);
        await RunAsync("one log taken away", inbox, tenants, rate, seconds, failing: 0);
        Console.WriteLine($"the broken one: {health.Facts().Single(static f => f.Tenant == Tenant(0)).State}; others not well: {health.Facts().Count(static f => f.Tenant != Tenant(0) && f.State == HealthState.Unavailable)}");
        Mend(folder, 0);
        var mended = Stopwatch.GetTimestamp();
        while (health.Facts().Single(static f => f.Tenant == Tenant(0)).State == HealthState.Unavailable)
        {
            await Task.Delay(100);
        }

        Console.WriteLine($"given back, it is open after {Stopwatch.GetElapsedTime(mended).TotalSeconds:F1} s by itself");
        await SaturateAsync(inbox, tenants, seconds);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Say("afterwards");
        Console.WriteLine("done");
        await Task.Delay(Timeout.Infinite);
        return 0;

        void Say(string what)
        {
            own.Refresh();
            Console.WriteLine($"{what}: {own.WorkingSet64 / 1e6:F0} MB resident, {GC.GetTotalMemory(false) / 1e6:F0} MB managed, {own.Threads.Count} threads, {Directory.GetFiles("/proc/self/fd").Length} files open");
        }
    }

    private static TenantId Tenant(int number) => new($"t{number:000}");

    private static Endpoint Endpoint(int number) => new(Tenant(number), new EndpointId("sms-main"), ChannelKind.Sms, Address.Phone($"+3906{number:00000000}"));

    private static IHost Build(string folder, int tenants)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, NullChannel>());
        builder.AddContactCenter(cc =>
        {
            cc.UseSqlite(folder);
            for (var i = 0; i < tenants; i++)
            {
                var endpoint = Endpoint(i);
                cc.AddTenant(endpoint.Tenant.Value, t =>
                {
                    t.AddQueue("faults", q => (q.MaxWaiting, q.OfferTimeout) = (100_000, TimeSpan.FromMinutes(10)))
                        .AddEndpoint(endpoint.Id.Value, endpoint.Channel, endpoint.Address, e => e.ToQueue("faults").Answers("We have your message.", "We answer in turn."))
                        .AddDisposition("resolved", "Resolved").AddNotReadyReason("break", "Break");
                    for (var agent = 0; agent < 5; agent++)
                    {
                        t.AddAgent($"agent-{agent}", static a => a.Capacity = 1_000);
                    }
                });
            }
        });
        return builder.Build();
    }

    /// <summary>Open loop at a fixed rate, each message to the next tenant; times count from when a message was due.</summary>
    private static async Task RunAsync(string what, IInbox inbox, int tenants, double rate, double seconds, int? failing)
    {
        var (latencies, refused, wrong) = (new Latencies(), 0, 0);
        var start = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var sent = new List<Task>();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = start + (long)(i / rate * Stopwatch.Frequency);
            if (due > Stopwatch.GetTimestamp())
            {
                await Task.Delay(TimeSpan.FromSeconds((double)(due - Stopwatch.GetTimestamp()) / Stopwatch.Frequency));
            }

            sent.Add(SendAsync(i % tenants, i, due));
        }

        await Task.WhenAll(sent);
        Console.WriteLine(
            $"{what,-20} {latencies.Count / seconds,6:F0}/s  {latencies}  {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds / Stopwatch.GetElapsedTime(start).TotalSeconds:F2} processors  "
            + $"refused by the broken one {refused}, by others {wrong}");

        async Task SendAsync(int tenant, int number, long due)
        {
            if (await ReceiveAsync(inbox, tenant, number % (tenants * 20)))
            {
                latencies.Add(due);
            }
            else if (tenant == failing)
            {
                Interlocked.Increment(ref refused);
            }
            else
            {
                Interlocked.Increment(ref wrong);
            }
        }
    }

    /// <summary>As much as they take: two callers for every tenant.</summary>
    private static async Task SaturateAsync(IInbox inbox, int tenants, double seconds)
    {
        var (count, start) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, tenants * 2).Select(i => Task.Run(async () =>
        {
            for (var n = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; n++)
            {
                _ = await ReceiveAsync(inbox, i % tenants, (n % 20 * tenants) + (i % tenants)) ? Interlocked.Increment(ref count) : 0;
            }
        })));
        Console.WriteLine($"{"as much as they take",-20} {count / Stopwatch.GetElapsedTime(start).TotalSeconds,6:F0}/s by {tenants * 2} callers");
    }

    private static async Task<bool> ReceiveAsync(IInbox inbox, int tenant, int customer) => (await inbox.ReceiveAsync(new InboundMessage
    {
        Endpoint = Endpoint(tenant),
        ProviderId = $"SM{Guid.NewGuid():N}",
        From = Address.Phone($"+39333{customer:0000000}"),
        Text = "The boiler in the cellar shows E5 and the flat is getting cold; can somebody come today?",
    })).IsDurable;

    /// <summary>Another writer has taken the tenant's log over, and holds it: no commit succeeds.</summary>
    private static void Break(string folder, int tenant) => Execute(folder, tenant, "UPDATE edge SET epoch = epoch + 1000000");

    private static void Mend(string folder, int tenant) => Execute(folder, tenant, "UPDATE edge SET epoch = epoch - 1000000");

    private static void Execute(string folder, int tenant, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, Tenant(tenant).Value, "log.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class NullChannel : IChannel
    {
        public ChannelKind Kind => ChannelKind.Sms;

        public string? FindFault(Endpoint endpoint) => null;

        public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
            ValueTask.FromResult<SendOutcome>(new SendOutcome.Accepted("SM" + message.Id.Value.ToString("N")));
    }
}
