using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Distribution;
using ContactCenter.Door;
using ContactCenter.Effects;
using ContactCenter.Configuration;
using ContactCenter.Endpoints;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Projections;
using ContactCenter.Recordings;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Scripts;
using ContactCenter.Sessions;
using ContactCenter.Storage;
using ContactCenter.Timers;
using ContactCenter.Web;

namespace ContactCenter.Tenants;

/// <summary>
/// One tenant while it runs: its storage, its machines and what is derived from its log. Built from the log at start,
/// thrown away as a whole when the log fails, and built again.
/// </summary>
internal sealed class TenantRuntime : IAsyncDisposable
{
    /// <summary>More than this redelivered at a start is worth saving at once.</summary>
    private const int ManyEntries = 10_000;

    private readonly CancellationTokenSource _stopping = new();
    private readonly TenantServices _services;
    private readonly ITenantStorage _opened;
    private readonly Lazy<Task<RouterState>> _lastRouter;
    private Task? _ending;
    private Task _following = Task.CompletedTask;
    private Task _sweeping = Task.CompletedTask;
    private Task _waking = Task.CompletedTask;

    private TenantRuntime(TenantId tenant, TenantOptions seeds, ITenantStorage opened, TenantServices services)
    {
        Seeds = seeds;
        Configuration = new LiveConfiguration(new TenantConfiguration(tenant, seeds, [], services.Channels, services.Actions)); // the journal's, once it is read
        _services = services;
        Tenant = tenant;
        _opened = opened;
        var storage = Storage = new WatchedStorage(opened, new KeyWatch(opened, tenant, services.Time, services.Loggers.CreateLogger<KeyWatch>()));
        Views = new TenantViews(storage, services.Faults);
        Hub = new DeskHub(Views.Interactions, services.Time);
        Sessions = new SessionWatchers(this, services.Time);
        _lastRouter = new Lazy<Task<RouterState>>(async () => (await RouterHost.LoadAsync(storage, services.Strategies, CancellationToken.None).ConfigureAwait(false)).State);
        Interactions = new InteractionHost(storage, services.Time, services.Loggers.CreateLogger<InteractionHost>());
        NewSessions = new NewSessions(storage, Configuration, Views.Interactions, services.Loggers.CreateLogger<NewSessions>());
        Programs = new ScriptPrograms(storage, Views.Scripts, Configuration, services.Time);
        Scripts = new ScriptHost(
            storage,
            Programs,
            new ScriptFacts(Configuration),
            new ScriptPlaces(Configuration, Views.Scripts, storage.Views),
            run => Courier!.RescueAsync(run),
            services.Time,
            services.Loggers.CreateLogger<ScriptHost>());
        Actions = new ActionRunner(
            tenant, Views.Scripts, Scripts, services.Actions, new VoiceMessages(Views.Interactions, Configuration, Interactions), services.Time, services.Loggers.CreateLogger<ActionRunner>());
        var events = new EventCourier(
            storage, Views.Events, Views.Scripts, Views.Interactions, Configuration, Programs, Scripts, Interactions, services.Time, services.Loggers.CreateLogger<EventCourier>());
        Courier = new ScriptCourier(
            storage, Views.Scripts, Views.Interactions, Views.Steps, Configuration, NewSessions, Programs, Scripts, Interactions, Actions, events, new ScriptCalls(storage, Views.Calls, Views.Scripts, Configuration, NewSessions), NameOf, services.Loggers.CreateLogger<ScriptCourier>());
        Effects = new EffectRunner(
            storage, Views.Messages, Configuration, services.MediaUrls, NameOf, services.Time, services.EffectMetrics, services.Loggers.CreateLogger<EffectRunner>(), services.Faults);
        Calls = new CallDirector(
            tenant,
            storage,
            Views.Calls,
            Views.Interactions,
            Configuration,
            Effects,
            call => services.LiveCalls.Add(tenant, call),
            (call, report) => services.CallDoor().ReportAsync(tenant, call, report).AsTask(),
            services.Loggers.CreateLogger<CallDirector>());
        Media = new MediaFetcher(
            storage, Views.Media, Configuration, services.Options.Media, services.Time, services.MediaMetrics, services.Loggers.CreateLogger<MediaFetcher>(), services.Faults);
        Recordings = new TenantRecordings(tenant, storage, services.CallsOf(tenant, new KnownCalls(Views.Calls, Views.Interactions, storage.Views)), CustomerGate, services.Time, services.Loggers.CreateLogger<TenantRecordings>());
        Erasures = new Erasures(storage, tenant, services.Loggers.CreateLogger<Erasures>());
        Reading = new ReadingRecorder(storage.Log, tenant, Configuration, services.Time, services.Loggers.CreateLogger<ReadingRecorder>());
        CatchUp = new CatchUpSweeper(
            Configuration, Views.InboundTimes, services.Door(), services.Options.CatchUpInterval, services.Time, services.Loggers.CreateLogger<CatchUpSweeper>());
    }

    public TenantId Tenant { get; }

    /// <summary>What code and files say.</summary>
    public TenantOptions Seeds { get; }

    /// <summary>What is configured now. Whoever needs more than one thing of it takes it once.</summary>
    public LiveConfiguration Configuration { get; }

    public TenantOptions Options => Configuration.Current.Options;

    public ITenantStorage Storage { get; }

    public EndpointResolver Endpoints => Configuration.Current.Endpoints;

    public TenantViews Views { get; }

    /// <summary>What the router has not taken of the configuration, each as a sentence; none when it has all.</summary>
    public IReadOnlyList<string> RefusedSettings { get; set => Volatile.Write(ref field, value); } = [];

    public DeskHub Hub { get; }

    public SessionWatchers Sessions { get; }

    /// <summary>Where the door and an erasure take turns.</summary>
    public CustomerGate CustomerGate { get; } = new();

    /// <summary>Where those who put people onto lists of campaigns take turns.</summary>
    public SemaphoreSlim Listing { get; } = new(1, 1);

    /// <summary>Ends when the tenant stops working.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public InteractionHost Interactions { get; }

    /// <summary>The sessions the center can start.</summary>
    public NewSessions NewSessions { get; }

    /// <summary>The runs of scripts.</summary>
    public ScriptHost Scripts { get; }

    /// <summary>What they run on.</summary>
    public ScriptPrograms Programs { get; }

    public ActionRunner Actions { get; }

    public ScriptCourier Courier { get; }

    public EffectRunner Effects { get; }

    /// <summary>The orders of calls.</summary>
    public CallDirector Calls { get; }

    public MediaFetcher Media { get; }

    public TenantRecordings Recordings { get; }

    public CatchUpSweeper CatchUp { get; }

    public Erasures Erasures { get; }

    public ReadingRecorder Reading { get; }

    public RouterHost Router { get; private set; } = null!;

    public TimeSpan DisconnectGrace => _services.Options.DisconnectGrace;

    /// <summary>The host's own strategies.</summary>
    public IReadOnlyList<AgentStrategy> Strategies => _services.Strategies;

    public MediaOptions MediaOptions => _services.Options.Media;

    /// <summary>Whether providers can fetch what is to be sent along.</summary>
    public bool CanPublishMedia => _services.MediaUrls is { IsAvailable: true };

    /// <summary>A URL under which the outside can fetch a medium for some time; null where the host does not know how it is reached.</summary>
    public Uri? PublicUrlOf(PublicMedium medium, TimeSpan validFor) => CanPublishMedia ? _services.MediaUrls!.For(medium, validFor) : null;

    public TimeSpan MessageWorth => _services.Options.MessageWorth;

    /// <summary>Completes when a part has failed and the tenant has to be built again.</summary>
    public Task<Task> Failed => Task.WhenAny(_following, Router.Running);

    /// <summary>Builds the tenant from its log. On return everything that was acknowledged before is being worked on.</summary>
    public static async Task<TenantRuntime> StartAsync(
        TenantId tenant, TenantServices services, RebuildRequest? rebuild, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        var storage = await services.Storage.OpenAsync(tenant, cancellationToken).ConfigureAwait(false);
        var runtime = new TenantRuntime(tenant, services.Tenants.SeedsOf(tenant), storage, services);
        try
        {
            await runtime.BuildAsync(started, rebuild, cancellationToken).ConfigureAwait(false);
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Once the tenant is registered: says whose desktops are open, sweeps for what was missed, and sweeps away what nobody names.</summary>
    public async ValueTask OpenAsync()
    {
        foreach (var agent in Router.IsHalted ? [] : _services.Connections.Agents(Tenant))
        {
            await Router.AskAsync(Guid.CreateVersion7(_services.Time.GetUtcNow()), new RouterCommand.Connect(agent), _stopping.Token).ConfigureAwait(false);
        }

        var blobs = new BlobSweeper(Tenant, Storage, Views, _services.Time, _services.Loggers.CreateLogger<BlobSweeper>());
        var retention = new RetentionSweeper(this, Configuration, _services.Time, _services.Loggers.CreateLogger<RetentionSweeper>());
        var recordings = new RecordingSweeper(this, Configuration, _services.Time, _services.Loggers.CreateLogger<RecordingSweeper>());
        _sweeping = Task.WhenAll(CatchUp.RunAsync(_stopping.Token), blobs.RunAsync(_stopping.Token), retention.RunAsync(_stopping.Token), recordings.RunAsync(_stopping.Token));
    }

    /// <summary>An agent's display name; empty for nobody.</summary>
    public string NameOf(AgentId? agent) => agent is not { } id ? ""
        : Options.Agents.TryGetValue(id.Value, out var options) && options.Name.Length > 0 ? options.Name : id.Value;

    public bool IsEmergency(EndpointId endpoint) => Endpoints.Options(endpoint) is { } options && new Priority(options.Priority).IsEmergency;

    /// <summary>
    /// Reads from the router what is durable. Once the log has failed, or the router has stopped with its tenant, that is the router as the
    /// log has it: the one in memory may have decided what never became durable.
    /// </summary>
    /// <exception cref="LogUnavailableException">The router has just stopped for a reason of its own; ask again.</exception>
    public async ValueTask<T> ReadRouterAsync<T>(Func<RouterState, T> read, CancellationToken cancellationToken)
    {
        if (Storage.Log.Failure is null && !Router.Running.IsCompleted)
        {
            try
            {
                return await Router.ReadAsync(read, cancellationToken).ConfigureAwait(false);
            }
            catch (LogUnavailableException) when (_stopping.IsCancellationRequested || Storage.Log.Failure is not null) // the router may hear of a failure before its tenant does
            {
                await Router.Running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its last entries are written then
            }
        }

        var last = await _lastRouter.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (last)
        {
            return read(last);
        }
    }

    /// <summary>
    /// After a failure: ends everything that works and leaves the storage's writing to the next opening, but goes on being read. False when that
    /// cannot be; then it only remains to dispose it.
    /// </summary>
    public async ValueTask<bool> TryReleaseAsync()
    {
        if (_opened is not IReleasable storage)
        {
            return false;
        }

        try
        {
            await EndAsync().ConfigureAwait(false);
            await Views.FinishAsync(_services.Loggers.CreateLogger<TenantViews>(), Tenant).ConfigureAwait(false);
            await storage.ReleaseAsync().ConfigureAwait(false);
            Hub.Complete(); // watchers look again, at what there is to be read
            return true;
        }
        catch (Exception e)
        {
            TenantLog.NotReadable(_services.Loggers.CreateLogger<TenantRuntime>(), e, Tenant);
            return false;
        }
    }

    /// <summary>Once its door is shut: ends everything that works, and says how much is open: conversations, and messages either way.</summary>
    public async ValueTask<int> EndAndCountOpenAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await Views.FinishAsync(_services.Loggers.CreateLogger<TenantViews>(), Tenant).ConfigureAwait(false);
        return CountOpen();
    }

    /// <summary>How much is open as far as the views go.</summary>
    public int CountOpen() => Views.Interactions.OpenCount + Views.Interactions.PendingCount + Views.Messages.Open.Count();

    /// <summary>Finishes what has been taken in, saves what is derived, and closes the storage.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        Hub.Complete();
        Hub.Dispose();
        await Storage.DisposeAsync().ConfigureAwait(false);
        Listing.Dispose();
        _stopping.Dispose();
    }

    private Task EndAsync() => _ending ??= EndOnceAsync();

    private async Task EndOnceAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _waking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Actions.DisposeAsync().ConfigureAwait(false);
        await Effects.DisposeAsync().ConfigureAwait(false);
        await Media.DisposeAsync().ConfigureAwait(false);
        await Recordings.DisposeAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Interactions.DisposeAsync().ConfigureAwait(false);
        await Scripts.DisposeAsync().ConfigureAwait(false);
        if (Router is not null)
        {
            await Router.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task BuildAsync(long started, RebuildRequest? rebuild, CancellationToken cancellationToken)
    {
        if (rebuild is not null)
        {
            await Views.ClearAsync(cancellationToken).ConfigureAwait(false);
        }

        // What is there must be known to this build before it writes anything; then the start itself is taken in.
        var folding = _services.Loggers.CreateLogger<TenantViews>();
        await Views.LoadAsync(cancellationToken).ConfigureAwait(false);
        var replayed = await Views.CatchUpAsync(folding, Tenant, rebuild, cancellationToken).ConfigureAwait(false);
        var lastSign = await LastSignAsync(cancellationToken).ConfigureAwait(false);
        await NoteAsync(Principal.System, CenterKinds.Started, new CenterStarted(ProductVersion.Current), CenterJson.Default.CenterStarted).ConfigureAwait(false);
        if (rebuild is not null)
        {
            await NoteAsync(rebuild.By, CenterKinds.ViewsRebuilt, new ViewsRebuilt(replayed), CenterJson.Default.ViewsRebuilt).ConfigureAwait(false);
            TenantLog.ViewsRebuilt(_services.Loggers.CreateLogger<TenantRuntime>(), Tenant, rebuild.By, replayed);
        }

        await Views.CatchUpAsync(folding, Tenant, null, cancellationToken).ConfigureAwait(false);
        await CallStream.SettleAsync(this, _services.LiveCalls, lastSign, _services.Time.GetUtcNow()).ConfigureAwait(false);
        await Erasures.RepeatAsync(cancellationToken).ConfigureAwait(false);
        await new RecordingRecovery(Storage, Views.Recordings, Recordings).RunAsync(cancellationToken).ConfigureAwait(false);
        var seeding = new Seeds(this, _services.Time, _services.Loggers.CreateLogger<Seeds>());
        await seeding.ApplyAsync().ConfigureAwait(false);
        await Views.CatchUpAsync(folding, Tenant, null, cancellationToken).ConfigureAwait(false);
        _services.Reconfigure(this, new TenantConfiguration(Tenant, Seeds, Views.Config.Rows, _services.Channels, _services.Actions));
        seeding.Check(_services.Channels, _services.Strategies, _services.Actions);
        Router = await RouterHost.StartAsync(
            Tenant, Storage, _services.Strategies, _services.Time, _services.Meters, _services.RouterFaults, _services.Loggers.CreateLogger<RouterPartition>(), cancellationToken).ConfigureAwait(false);

        var head = Views.Next;
        var lines = new LineCourier(Tenant, Storage, Views.Interactions, Views.Calls, Configuration, NewSessions, _services.ContactsOf(Tenant) ?? new CampaignContacts(Storage, Views.Campaigns, Configuration), _services.Loggers.CreateLogger<LineCourier>());
        var dispatcher = new Dispatcher(
            Storage, Views.Interactions, Views.Messages, Views.Media, Views.Calls, Views.Recordings, Views.CustomerAgents, Views.Campaigns, Interactions, Router, Effects, Media, Configuration, NewSessions, Courier, lines, _services.Options.CloseAnsweredAfter, Views.DeliveredBefore, Tenant, _services.Loggers.CreateLogger<Dispatcher>());
        var follower = new TenantFollower(this, dispatcher, _services.Loggers.CreateLogger<TenantFollower>(), _services.Time);
        await follower.RedeliverAsync(Views.DeliveredBefore, head, cancellationToken).ConfigureAwait(false);
        if (head.Value - Views.DeliveredBefore.Value > ManyEntries)
        {
            // So that an end in the next moment does not cost the same again.
            await Views.SaveAsync(
                await dispatcher.DurableAsync(head).ConfigureAwait(false), Router.IsHalted ? null : await Router.SnapshotAsync().ConfigureAwait(false)).ConfigureAwait(false);
        }

        var settings = _services.SettingsOf(this);
        await settings.ApplyAsync(cancellationToken).ConfigureAwait(false);
        await settings.DisconnectAllAsync(cancellationToken).ConfigureAwait(false);
        Effects.Start(); // before the follower, which sends what is intended from here on
        Media.Start();
        Actions.Start();
        await Views.LookAheadAsync(_services.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        _waking = new TimerRunner(Views.Timers, Views.RunTimers, Interactions, Scripts, _services.Time, _services.TimerMetrics, _services.Loggers.CreateLogger<TimerRunner>()).RunAsync(_stopping.Token);
        _following = Task.Run(() => follower.RunAsync(head, _stopping.Token), CancellationToken.None);
        TenantLog.Ready(
            _services.Loggers.CreateLogger<TenantRuntime>(), Tenant, _services.Time.GetElapsedTime(started), Storage.Log.Head.Value, replayed, Views.Interactions.OpenCount);
    }

    /// <summary>When the log was last written to: the last sign of life of what was going on then.</summary>
    private async ValueTask<DateTimeOffset> LastSignAsync(CancellationToken cancellationToken) => Storage.Log.Head.Value == 0
        ? default
        : (await Storage.Log.EntryAtAsync(new LogPosition(Storage.Log.Head.Value - 1), cancellationToken).ConfigureAwait(false)).Time;

    /// <summary>Writes about the tenant as a whole. The first such entry proves that the log can be written to before the door opens.</summary>
    private async Task NoteAsync<T>(Principal by, string kind, T body, JsonTypeInfo<T> type)
    {
        var log = Storage.Log;
        var machine = new MachineId("center", "main");
        var now = _services.Time.GetUtcNow();
        var result = await log.AppendAsync(new Append(machine, Append.AnyVersion, log.Epoch,
        [
            new Entry
            {
                Id = new EntryId(Guid.CreateVersion7(now)),
                Kind = kind,
                KindVersion = CoreKinds.All.VersionOf(kind),
                Time = now,
                Actor = by.ToString(),
                Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
            },
        ])).ConfigureAwait(false);
        if (result.Status != AppendStatus.Appended)
        {
            throw new LogUnavailableException($"Another process has taken over the log of tenant {Tenant} ({result.Status}).") { Code = "CC1002" };
        }
    }
}
