using System.Globalization;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Channels.Voice;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>
/// The process under load: a center on SQLite with the telephone, a script that asks for a key, a queue and agents who are at their desks, as a host composes it. It tells its figures for each line it reads, and
/// ends with its input.
/// </summary>
internal static class CallsHost
{
    public const string Verb = "calls-host";
    public const string Number = "+390612345001";
    public const string Password = "long-enough";

    private const string Queue = "faults";
    private static readonly TenantId Tenant = new("acme");

    public static string Agent(int number) => string.Create(CultureInfo.InvariantCulture, $"agent-{number:0000}");

    /// <param name="folder">Its data; what was in the log goes to <c>entries.csv</c> there.</param>
    /// <param name="trunk">Where the callers' trunk is.</param>
    /// <param name="settings">As the benchmark's.</param>
    public static async Task<int> RunAsync(string folder, string trunk, Settings settings)
    {
        var (agents, isRecorded, firstPort) = (settings.Whole("agents", 0), settings.Whole("record", 1) != 0, settings.Whole("port", 0));
        settings.Check();
        HostFigures.CountExceptions();
        using var durations = Durations.Listen();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.AddContactCenter(cc => cc.UseSqlite(folder).AddTenant(Tenant.Value, t => Describe(t, agents))).AddVoice(
            voice =>
            {
                (voice.FirstMediaPort, voice.LastMediaPort) = (firstPort, firstPort + 9_999);
                voice.Listen["udp"] = "udp:127.0.0.1:0";
                voice.Trunk("main", $"sip:{trunk}", lines: 10_000, static line => line.KeepAliveSeconds = 0);
                for (var i = 0; i < agents; i++)
                {
                    voice.Phone(Agent(i), Agent(i), Password);
                }
            },
            calls => calls.Record["default"] = isRecorded);
        builder.Services.Configure<VoicePromptsOptions>(static p => p.Folders.TryAdd("sample", Path.Combine(AppContext.BaseDirectory, "prompts")));
        var opened = new Opened(builder.Services);
        var listening = new ListeningLine();
        builder.Logging.AddProvider(listening).AddFilter<ListeningLine>(null, LogLevel.Information);
        using var host = builder.Build();
        await host.StartAsync();
        var log = await opened.LogAsync;
        var desks = Enumerable.Range(0, agents).ToDictionary(static i => new AgentId(Agent(i)), i => host.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId(Agent(i)), Tenant, Role.Agent), Tenant));
        await Task.WhenAll(desks.Values.Select(static async desk =>
        {
            await desk.DoAsync(new DeskCommand.SignIn(), Guid.NewGuid());
            await desk.DoAsync(new DeskCommand.SetReady(), Guid.NewGuid());
        }));
        var from = log.Head;
        var closing = CloseAllAsync(log, from, desks);
        Console.WriteLine(await listening.Port);
        while (await Console.In.ReadLineAsync() is { } asked)
        {
            Console.WriteLine(asked == "entries" ? await WriteEntriesAsync(log, from, Path.Combine(folder, "entries.csv")) : JsonSerializer.Serialize(HostFigures.Now(collects: asked == "collect")));
        }

        await host.StopAsync();
        return 0;
    }

    private static void Describe(TenantOptions tenant, int agents)
    {
        tenant.AddQueue(Queue, static q => q.MaxWaiting = 100_000)
            .AddScript("menu", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Calls", "menu.flow")))
            .AddEndpoint("line", ChannelKind.Voice, Address.Phone(Number), static e => e.ToQueue(Queue).Runs("menu").Answers("Nobody is here at the moment. Please hold the line, or call again later.", "All our colleagues are busy. Please hold the line.").Speaks("en"))
            .AddDisposition("resolved", "Resolved");
        for (var i = 0; i < agents; i++)
        {
            tenant.AddAgent(Agent(i));
        }
    }

    /// <summary>Agents write down the outcome as soon as the conversation is over.</summary>
    private static async Task CloseAllAsync(ILog log, LogPosition from, Dictionary<AgentId, IDesk> desks)
    {
        await foreach (var batch in log.FollowAsync(from))
        {
            foreach (var entry in batch.Select(static e => e.Entry).Where(static e => e.Kind == "interaction.ended"))
            {
                if (entry.Links.Interaction is { } interaction && AgentOf(entry) is { } agent && desks.TryGetValue(agent, out var desk))
                {
                    _ = desk.DoAsync(new DeskCommand.CloseInteraction(interaction, new DispositionCode("resolved")), Guid.NewGuid()).AsTask();
                }
            }
        }
    }

    private static AgentId? AgentOf(Entry entry)
    {
        using var body = JsonDocument.Parse(entry.Body);
        return body.RootElement.TryGetProperty("agent", out var agent) && agent.GetString() is { } name ? new AgentId(name) : null;
    }

    /// <summary>What is wanted of the log: kind, time in ticks, agent, item, stream.</summary>
    private static async Task<string> WriteEntriesAsync(ILog log, LogPosition from, string file)
    {
        await using var writer = new StreamWriter(file);
        var count = 0L;
        await foreach (var committed in log.ReadAsync(from))
        {
            count++;
            var entry = committed.Entry;
            using var body = JsonDocument.Parse(entry.Body);
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{entry.Kind},{entry.Time.UtcTicks},{Of("agent")},{Of("item")},{committed.Machine},{Of("cause")}"));
            string Of(string name) => body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty(name, out var value) ? ""
                : value.ValueKind == JsonValueKind.Object ? value.GetProperty("id").ToString() : value.ToString();
        }

        return count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The log of the tenant that is opened, for those who look on.</summary>
    private sealed class Opened : ITenantStorageProvider
    {
        private readonly TaskCompletionSource<ILog> _log = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<IServiceProvider, ITenantStorageProvider> _inner;
        private ITenantStorageProvider? _provider;

        public Opened(IServiceCollection services)
        {
            var registered = services.Last(static s => s.ServiceType == typeof(ITenantStorageProvider));
            _inner = provider => (ITenantStorageProvider)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!);
            services.Remove(registered);
            services.AddSingleton<ITenantStorageProvider>(provider =>
            {
                _provider = _inner(provider);
                return this;
            });
        }

        public Task<ILog> LogAsync => _log.Task;

        public async ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
        {
            var storage = await _provider!.OpenAsync(tenant, cancellationToken);
            _log.TrySetResult(storage.Log);
            return storage;
        }
    }

    /// <summary>The port the telephone listens on, from what it logs.</summary>
    private sealed class ListeningLine : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource<string> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Port => _port.Task;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "Listening" && formatter(state, exception) is var text)
            {
                _port.TrySetResult(text[(text.LastIndexOf("127.0.0.1:", StringComparison.Ordinal) + 10)..].TrimEnd('.'));
            }
        }

        public void Dispose()
        {
        }
    }
}
