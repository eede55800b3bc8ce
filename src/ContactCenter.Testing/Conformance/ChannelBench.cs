using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Testing.Conformance;

/// <summary>A center around the channel that is tried. It can be ended at a named point, as a kill does, and started again.</summary>
internal sealed class ChannelBench(ChannelSubject subject) : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("conformance");

    /// <summary>What a customer is told when no agent is there.</summary>
    public const string Automatic = "Nobody is here; we will write to you.";

    private static readonly EndpointId Line = new("line");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<IHost> _hosts = [];
    private string? _end;
    private int _messages;

    public ChannelSubject Subject => subject;

    public MemoryStorage Storage { get; } = new();

    public Endpoint Endpoint { get; } = new(Tenant, Line, subject.Kind, subject.Line);

    public IServiceProvider Services => _hosts[^1].Services;

    public IInbox Inbox => Services.GetRequiredService<IInbox>();

    public IChannel Channel => Services.GetServices<IChannel>().Single(c => c.Kind == subject.Kind);

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<FaultPoint>(Pass);
        builder.Services.AddSingleton<IWebhookUrls>(new Urls(subject.PublicUrl));
        builder.AddContactCenter(center =>
        {
            center.UseMemory(Storage).AddTenant(Tenant.Value, t => t
                .AddQueue("all")
                .AddAgent("ada")
                .AddEndpoint(Line.Value, subject.Kind, subject.Line, static e => e.ToQueue("all").Answers(Automatic, Automatic))
                .AddDisposition("done", "Done"));
            subject.Compose(center);
            subject.Compose(center); // a host may, by way of two packages
        });
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
    }

    /// <summary>The center dies at the next passage of a point: nothing after it happens any more.</summary>
    public void EndAt(string point) => Volatile.Write(ref _end, point);

    public bool HasEnded => Volatile.Read(ref _end) is null;

    /// <summary>The center dies now, or has died, and another is started on what was durable.</summary>
    public async Task RestartAsync()
    {
        Storage.Crash();
        await StopAsync(_hosts[^1]);
        await StartAsync();
    }

    public Task<bool> WriteAsync(CustomerMessage message) => subject.WriteAsync(Services, message);

    /// <summary>Delivers until it is acknowledged, as a provider does that repeats.</summary>
    public Task WriteUntilAcknowledgedAsync(CustomerMessage message) => UntilAsync(() => WriteAsync(message), $"the center acknowledges '{message.Id}'");

    /// <summary>The message whose button the last message of a customer was, as the door wrote it down.</summary>
    public MessageId? ChosenFrom()
    {
        using var facts = System.Text.Json.JsonDocument.Parse(Storage.Entries(Tenant).Last(static e => e.Entry.Kind == "message.received").Entry.Body);
        return facts.RootElement.TryGetProperty("chosenFrom", out var message) ? new MessageId(message.GetGuid()) : null;
    }

    public int CountOf(string kind) => Storage.Entries(Tenant).Count(e => e.Entry.Kind == kind);

    /// <summary>What the customers have written, as people in the center see it, in the order of the log.</summary>
    public async Task<IReadOnlyList<(TimelineItem Item, InteractionView In)>> SeenAsync(int count)
    {
        var desk = Desk("sue", Role.Supervisor);
        List<(TimelineItem Item, InteractionView In)> found = [];
        await UntilAsync(
            async () =>
            {
                found.Clear();
                foreach (var line in await desk.InteractionsAsync(new InteractionFilter()))
                {
                    var view = await desk.InteractionAsync(line.Interaction);
                    found.AddRange(view!.Timeline.Where(static i => i.Kind == TimelineKind.MessageIn).Select(i => (i, view)));
                }

                return found.Count >= count;
            },
            $"people see {count} messages of customers");
        Expect.Equal(count, found.Count, "messages of customers that people see");
        return [.. found.OrderBy(static f => f.Item.Position)];
    }

    public IDesk Desk(string name, Role role) => Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId(name), Tenant, role), Tenant);

    /// <summary>An agent who answers every conversation.</summary>
    public Task<WorkingAgent> AgentAsync(params string[] answers) => ScriptedAgent.Named("ada").Answers(answers).StartAsync(Services, Tenant);

    public OutboundMessage MessageTo(Address customer, string text) => new() { Id = new MessageId(DerivedId.From("conformance", Interlocked.Increment(ref _messages).ToString())), Endpoint = Endpoint, To = customer, Text = text };

    public Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    /// <summary>Looks again and again: what happens at the provider, perhaps another process, tells nobody.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new ConformanceException($"It did not happen within {Patience.TotalSeconds} s: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await StopAsync(host);
            host.Dispose();
        }
    }

    private static async Task StopAsync(IHost host)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        try
        {
            await host.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It hangs in the provider; its storage is cut off, so it does no harm.
        }
    }

    private void Pass(string point)
    {
        if (Interlocked.CompareExchange(ref _end, null, point) == point)
        {
            Storage.Crash();
            throw new EndedException();
        }
    }

    /// <summary>The center is dead: what called goes no further.</summary>
    private sealed class EndedException() : Exception("The center died here, as the case wanted.");

    private sealed class Urls(Uri root) : IWebhookUrls
    {
        public Uri For(string relative) => new(root, "hooks/" + relative);
    }
}
