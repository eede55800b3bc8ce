using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Benchmarks.Center;

/// <summary>A center on SQLite whose script waits two weeks and keeps what it promised, again and again.</summary>
internal sealed class PromiseCenter : IAsyncDisposable
{
    public static readonly TimeSpan Wait = TimeSpan.FromDays(14);

    private static readonly TenantId Tenant = new("acme");
    private static readonly Endpoint Endpoint = new(Tenant, new EndpointId("sms-main"), ChannelKind.Sms, Address.Phone("+390600000001"));

    private readonly IHost _host;
    private readonly Promises _promises;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;
    private readonly SemaphoreSlim _heard = new(0);
    private long _position;

    private PromiseCenter(IHost host, Promises promises)
    {
        (_host, _promises) = (host, promises);
        _watching = WatchAsync();
    }

    public MovedTime Time { get; private init; } = null!;

    /// <summary>How many entries the log has, as far as desktops have heard.</summary>
    public long Position => Volatile.Read(ref _position);

    public static async Task<PromiseCenter> StartAsync(string folder, int each)
    {
        var (time, promises) = (new MovedTime(), new Promises());
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IScriptAction>(promises);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, SilentChannel>());
        builder.AddContactCenter(cc => cc.UseSqlite(folder).AddTenant(Tenant.Value, t => t
            .AddQueue("faults", static q => q.MaxWaiting = 100_000)
            .AddScript("promise", $"""
                script promise v1, texts en, for sms, outcomes kept, lost
                  slot left: number = {each}
                  step waiting
                    wait {Wait.Days} days
                    do promise.keep(), else -> end lost
                    set left = left - 1
                    if left > 0 -> waiting
                    -> end kept
                """)
            .AddEndpoint(Endpoint.Id.Value, Endpoint.Channel, Endpoint.Address, static e => e.ToQueue("faults").Runs("promise").Answers("We have your message.", "We answer in turn."))
            .AddAgent("anna")
            .AddDisposition("kept", "Promise kept")
            .AddDisposition("lost", "Promise not kept")));
        var host = builder.Build();
        await host.StartAsync();
        return new PromiseCenter(host, promises) { Time = time };
    }

    /// <summary>The customer with this number writes, and the script begins.</summary>
    public async Task ReceiveAsync(int customer)
    {
        var result = await _host.Services.GetRequiredService<IInbox>().ReceiveAsync(new InboundMessage
        {
            Endpoint = Endpoint,
            ProviderId = $"SM{customer:x32}",
            From = Address.Phone($"+39333{customer:0000000}"),
            Text = "Please call me back in two weeks.",
        });
        if (result.Status != InboxStatus.Accepted)
        {
            throw new InvalidOperationException($"The door answered {result.Status} to customer {customer}.");
        }
    }

    /// <summary>The next so many promises are kept; completed with the last of them.</summary>
    public Task KeptAsync(int count) => _promises.Expect(count);

    /// <summary>Listens until nothing has become durable for a second.</summary>
    public async Task QuietAsync()
    {
        while (await _heard.WaitAsync(TimeSpan.FromSeconds(1)))
        {
            // one more entry
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watching;
        await _host.StopAsync();
        _host.Dispose();
        _over.Dispose();
        _heard.Dispose();
    }

    private async Task WatchAsync()
    {
        var desk = _host.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId("watch"), Tenant, Role.Supervisor), Tenant);
        try
        {
            await foreach (var e in desk.WatchAsync(_over.Token))
            {
                Volatile.Write(ref _position, e.Position);
                _heard.Release();
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Enough was heard.
        }
    }

    /// <summary>The action of the script; says when as many were done as are expected.</summary>
    private sealed class Promises : IScriptAction
    {
        private TaskCompletionSource _kept = new();
        private int _left;

        public ScriptActionSignature Signature { get; } = new("promise.keep", [], []) { IsRepeatable = true };

        public Task Expect(int count)
        {
            _kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _left, count);
            return _kept.Task;
        }

        public ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _kept.SetResult();
            }

            return ValueTask.FromResult(new ScriptActionResult(true, ImmutableDictionary<string, string>.Empty));
        }
    }

    private sealed class SilentChannel : IChannel
    {
        public ChannelKind Kind => ChannelKind.Sms;

        public string? FindFault(Endpoint endpoint) => null;

        public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
            ValueTask.FromResult<SendOutcome>(new SendOutcome.Accepted("SM" + message.Id.Value.ToString("N")));
    }
}
