using System.Runtime.CompilerServices;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Door;
using ContactCenter.Tenants;
using AgentView = ContactCenter.Desk.AgentView;

namespace ContactCenter.Desks;

/// <summary>One person's desk: checks the role, then asks the tenant that runs at this moment.</summary>
internal sealed class TenantDesk(Principal principal, TenantId tenant, TenantRegistry registry, AgentConnections connections, TimeProvider time) : IDesk
{
    private static readonly TimeSpan FiguresSpan = TimeSpan.FromDays(7);
    private static readonly TimeSpan ReopenPause = TimeSpan.FromSeconds(1);

    private readonly AgentId _me = new(principal.Name);
    private readonly AgentConnections _connections = connections;

    public Principal Principal => principal;

    public TenantId Tenant => tenant;

    public bool CanWrite => registry.Find(tenant) is { Storage.Log.Failure: null };

    public ValueTask<DeskChoices> ChoicesAsync(CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor, Role.Administrator);
        var runtime = Runtime();
        var options = runtime.Options;
        return ValueTask.FromResult(new DeskChoices(
            ByName(options.Queues, static q => q.Name),
            ByName(options.Agents, static a => a.Name),
            AsConfigured(options.Dispositions),
            AsConfigured(options.NotReadyReasons))
        {
            CallFrom = principal.Roles.Contains(Role.Agent) ? CallBeginning.CallFrom(runtime) : [],
        });
    }

    public ValueTask<AgentView> AgentAsync(CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent);
        return ReadAsync(runtime => new AgentReader(runtime).ReadAsync(_me, cancellationToken));
    }

    public ValueTask<InteractionView?> InteractionAsync(InteractionId interaction, CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor);
        return ReadAsync(async runtime =>
        {
            var view = await new InteractionReader(runtime).ReadAsync(interaction, _me, principal.Roles.Contains(Role.Supervisor), cancellationToken).ConfigureAwait(false);
            if (view is not null)
            {
                await runtime.Reading.RecordAsync(principal, view.Summary.Customer, interaction, recording: null).ConfigureAwait(false);
            }

            return view;
        });
    }

    public ValueTask<CustomerView?> CustomerAsync(CustomerId customer, int limit = 50, CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor);
        return ReadAsync(runtime => new HistoryReader(runtime).CustomerAsync(customer, Math.Clamp(limit, 1, 500), cancellationToken));
    }

    public ValueTask<IReadOnlyList<InteractionSummary>> InteractionsAsync(InteractionFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Demand(Role.Agent, Role.Supervisor);
        return ReadAsync(runtime => new HistoryReader(runtime).ListAsync(filter, cancellationToken));
    }

    public ValueTask<HistoryFindings> SearchAsync(HistorySearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        Demand(Role.Agent, Role.Supervisor);
        return search.FindFault() is { } fault
            ? throw new ArgumentException(fault, nameof(search))
            : ReadAsync(runtime => new HistorySearcher(runtime, _me).FindAsync(search, cancellationToken));
    }

    public ValueTask<WallboardView> WallboardAsync(CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor);
        return ReadAsync(runtime => new WallboardReader(runtime, time).ReadAsync(cancellationToken));
    }

    public ValueTask<IReadOnlyList<AttentionItem>> AttentionAsync(CancellationToken cancellationToken = default)
    {
        Demand(Role.Supervisor);
        return new AttentionReader(Runtime(), time).ReadAsync(cancellationToken);
    }

    public ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, CancellationToken cancellationToken = default)
    {
        Demand(Role.Supervisor);
        return ReadAsync(runtime => new WorkReader(runtime).ExplainAsync(interaction, cancellationToken));
    }

    public ValueTask<IReadOnlyList<PastOffer>> OffersAsync(InteractionId interaction, CancellationToken cancellationToken = default)
    {
        Demand(Role.Supervisor);
        return ReadAsync(runtime => new WorkReader(runtime).OffersAsync(interaction, cancellationToken));
    }

    public ValueTask<WorkExplanation?> ExplainOfferAsync(InteractionId interaction, OfferId offer, CancellationToken cancellationToken = default)
    {
        Demand(Role.Supervisor);
        return ReadAsync(runtime => new WorkReader(runtime).ExplainAsync(interaction, offer, cancellationToken));
    }

    public ValueTask<IReadOnlyList<ScriptSummary>> ScriptsAsync(CancellationToken cancellationToken = default)
    {
        Demand(Role.Supervisor, Role.Administrator);
        return ValueTask.FromResult(new ScriptFiguresReader(Runtime()).Scripts());
    }

    public ValueTask<ScriptFiguresView?> ScriptFiguresAsync(string script, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        Demand(Role.Supervisor, Role.Administrator);
        var until = to ?? time.GetUtcNow();
        return ReadAsync(runtime => new ScriptFiguresReader(runtime).ReadAsync(script, from ?? until - FiguresSpan, until, cancellationToken));
    }

    public ValueTask<UpgradeResult> LookAtUpgradeAsync(UpgradeRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Demand(Role.Supervisor, Role.Administrator);
        return ReadAsync(runtime => runtime.Scripts.Upgrader(runtime.Views.Scripts).LookAsync(request, cancellationToken));
    }

    public async ValueTask<UpgradeResult> UpgradeRunsAsync(UpgradeRequest request, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Demand(Role.Supervisor, Role.Administrator);
        if (registry.Find(tenant) is { } runtime)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, runtime.Stopping);
            try
            {
                return await runtime.Scripts.Upgrader(runtime.Views.Scripts).UpgradeAsync(request, DeskCommands.Own(_me, key), principal, stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is Journal.LogUnavailableException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // the tenant is stopping; the same key goes on where it was
            }
        }

        var (status, code, message) = Unavailable();
        return new UpgradeResult(status, code, message);
    }

    public ValueTask<DeskMedia?> OpenMediaAsync(long message, int index, CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor);
        return ReadAsync(async runtime =>
        {
            var (reader, at) = (new AttachmentReader(runtime), new Journal.LogPosition(message));
            var media = await reader.OpenAsync(at, index, cancellationToken).ConfigureAwait(false);
            if (media is not null && runtime.Reading.IsOn && await reader.WhoseAsync(at, cancellationToken).ConfigureAwait(false) is var (customer, interaction))
            {
                await runtime.Reading.RecordAsync(principal, customer, interaction, recording: null).ConfigureAwait(false); // also of whoever never opened the conversation
            }

            return media;
        });
    }

    public ValueTask<DeskRecording?> OpenRecordingAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor);
        return ReadAsync(async runtime =>
        {
            var reader = new RecordingReader(runtime);
            if (await reader.FindAsync(recording, cancellationToken).ConfigureAwait(false) is not var (row, interaction))
            {
                return null;
            }

            var summary = interaction is { } id ? await new HistoryReader(runtime).FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
            if (!principal.Roles.Contains(Role.Supervisor) && summary?.Agent != _me)
            {
                throw new DeskAccessException();
            }

            var opened = await reader.OpenAsync(row, cancellationToken).ConfigureAwait(false);
            if (opened is not null)
            {
                await runtime.Reading.RecordAsync(principal, row.Customer, interaction, recording).ConfigureAwait(false);
            }

            return opened;
        });
    }

    public ValueTask<MediaUpload> AddMediaAsync(InteractionId interaction, SessionId session, Stream content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        Demand(Role.Agent);
        return new MediaIntake(registry.Find(tenant) ?? throw NotRunning(null), _me).TakeAsync(interaction, session, content, cancellationToken);
    }

    public ValueTask TypingAsync(InteractionId interaction, SessionId session, bool isTyping, CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent);
        return registry.Find(tenant) is { } runtime
            ? new AgentTyping(runtime, _me).TellAsync(interaction, session, isTyping, cancellationToken)
            : ValueTask.CompletedTask;
    }

    public MessagePlan? Plan(ChannelKind channel, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Demand(Role.Agent, Role.Supervisor);
        return (Runtime().Endpoints.ChannelOf(channel) as IMessagePlan)?.Plan(text.Length > DeskCommands.MaxTextLength ? text[..DeskCommands.MaxTextLength] : text);
    }

    public async IAsyncEnumerable<DeskEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent, Role.Supervisor);
        var agent = principal.Roles.Contains(Role.Supervisor) ? (AgentId?)null : _me;

        TenantRuntime? shown = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (registry.Find(tenant) is { } runtime)
            {
                var first = new DeskEvent(DeskEventKind.Resync, runtime.Views.Next.Value, time.GetUtcNow());
                await foreach (var e in runtime.Hub.WatchAsync(agent, first, cancellationToken).ConfigureAwait(false))
                {
                    yield return e;
                }
            }

            // The tenant stopped or is being built again. Until it is, there may be the last one to look at.
            if (registry.FindReadable(tenant) is { } readable && readable != shown && readable != registry.Find(tenant))
            {
                shown = readable;
                yield return new DeskEvent(DeskEventKind.Resync, readable.Views.Next.Value, time.GetUtcNow());
            }

            await Task.Delay(ReopenPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask<IAsyncDisposable> ConnectAsync(CancellationToken cancellationToken = default)
    {
        Demand(Role.Agent);
        await _connections.ConnectAsync(tenant, _me, cancellationToken).ConfigureAwait(false);
        return new Connection(this);
    }

    public async ValueTask<DeskResult> DoAsync(DeskCommand command, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!DeskCommands.Roles(command).Any(principal.Roles.Contains))
        {
            return new DeskResult(DeskStatus.Forbidden, "CC1201", "Your role does not allow this.");
        }

        if (registry.Find(tenant) is not { } runtime)
        {
            return Unavailable();
        }

        if (DeskCommands.FindFault(command, runtime.Options, _me) is { } fault)
        {
            return fault;
        }

        try
        {
            return await new DeskCommands(runtime, principal, _me, time).DoAsync(command, key).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Journal.LogUnavailableException)
        {
            return Unavailable(); // the tenant is stopping; the same key may be tried again
        }
    }

    private static DeskResult Unavailable() =>
        new(DeskStatus.Unavailable, "CC1202", "The center cannot write to its log at this moment; try again in a few seconds.");

    private static IReadOnlyList<Choice> ByName<T>(Dictionary<string, T> children, Func<T, string> name) =>
        [.. children.Select(c => Named(c.Key, name(c.Value))).OrderBy(static c => c.Label, StringComparer.CurrentCulture)];

    /// <summary>The order is the host's: what is chosen most may stand first.</summary>
    private static IReadOnlyList<Choice> AsConfigured(Dictionary<string, string> labels) => [.. labels.Select(static c => Named(c.Key, c.Value))];

    private static Choice Named(string key, string label) => new(key, label.Length > 0 ? label : key);

    private void Demand(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (principal.Roles.Contains(role))
            {
                return;
            }
        }

        throw new DeskAccessException();
    }

    /// <summary>The tenant that runs, or the last one while its log cannot be written to.</summary>
    private TenantRuntime Runtime() => registry.FindReadable(tenant) ?? throw NotRunning(null);

    /// <summary>Reads; once more when the tenant was replaced by the next one meanwhile.</summary>
    private async ValueTask<T> ReadAsync<T>(Func<TenantRuntime, ValueTask<T>> read)
    {
        var runtime = Runtime();
        try
        {
            return await read(runtime).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException or Journal.LogUnavailableException && registry.FindReadable(tenant) != runtime)
        {
            try
            {
                return await read(Runtime()).ConfigureAwait(false);
            }
            catch (ObjectDisposedException again)
            {
                throw NotRunning(again);
            }
        }
        catch (ObjectDisposedException e)
        {
            throw NotRunning(e);
        }
    }

    private Journal.LogUnavailableException NotRunning(Exception? inner) =>
        new($"Tenant {tenant} is not running at this moment; it is being started again.", inner) { Code = "CC1202" };

    private sealed class Connection(TenantDesk desk) : IAsyncDisposable
    {
        private int _disposed;

        public ValueTask DisposeAsync() => Interlocked.Exchange(ref _disposed, 1) == 0 ? desk._connections.DisconnectAsync(desk.Tenant, desk._me) : ValueTask.CompletedTask;
    }
}
