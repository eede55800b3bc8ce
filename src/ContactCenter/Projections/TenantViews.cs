using ContactCenter.Journal;
using ContactCenter.Maintenance;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>Everything derived from a tenant's log, and how far it has come. Folded by one thread at a time.</summary>
internal sealed class TenantViews
{
    private const string Projection = "center";
    private const string Delivered = "delivered";
    private const string ShapeView = "shape";

    /// <summary>Entries between two saves while catching up: what a kill costs at most, besides being rare enough to cost little.</summary>
    private const int SaveEvery = 50_000;

    private const int ReportEvery = 10_000;

    private readonly ITenantStorage _storage;
    private readonly IReadOnlyList<IProjection> _all;
    private readonly FaultPoint? _faults;
    private bool _isShapeSaved;
    private TaskCompletionSource? _folded; // of those who wait for an entry to be folded

    public TenantViews(ITenantStorage storage, FaultPoint? faults)
    {
        (_storage, _faults) = (storage, faults);
        Days = new QueueDays(Interactions, Config);
        Media = new MediaIndex(Interactions);
        _all = [Days, Interactions, Messages, Media, Timers, Attention, InboundTimes, Config, Kinds, Blobs, Recordings, CustomerAgents, Scripts, Events, Calls, Poison];
    }

    public InteractionIndex Interactions { get; } = new();

    public MessageIndex Messages { get; } = new();

    public MediaIndex Media { get; }

    public TimerIndex Timers { get; } = new();

    public AttentionIndex Attention { get; } = new();

    public InboundTimes InboundTimes { get; } = new();

    public ConfigIndex Config { get; } = new();

    public KindIndex Kinds { get; } = new();

    public BlobIndex Blobs { get; } = new();

    public RecordingIndex Recordings { get; } = new();

    public CustomerAgents CustomerAgents { get; } = new();

    public ScriptIndex Scripts { get; } = new();

    public EventIndex Events { get; } = new();

    public CallIndex Calls { get; } = new();

    public PoisonIndex Poison { get; } = new();

    public QueueDays Days { get; }

    /// <summary>The views' names.</summary>
    public IEnumerable<string> Names => _all.SelectMany(static p => p.Views);

    /// <summary>The form of all rows: one that was saved in another form is of no use, and everything is derived again.</summary>
    private string Shape => string.Join(' ', _all.Select(static p => p.Shape));

    /// <summary>The position to fold next.</summary>
    public LogPosition Next { get; private set; }

    /// <summary>What was delivered before this position needs no delivering again.</summary>
    public LogPosition DeliveredBefore { get; private set; }

    /// <summary>Whether the views were lost, so that everything is built from the beginning of the log.</summary>
    public bool IsRebuild { get; private set; }

    /// <summary>Reads back what was saved. Rows of another form than today's, or ahead of the log, are thrown away.</summary>
    /// <exception cref="UnknownKindException">A newer build has written to the log.</exception>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var store = _storage.Views;
        Next = await store.CheckpointAsync(Projection, cancellationToken).ConfigureAwait(false);
        DeliveredBefore = await store.CheckpointAsync(Delivered, cancellationToken).ConfigureAwait(false);
        if (Next > _storage.Log.Head || DeliveredBefore > _storage.Log.Head)
        {
            // They belong to another log, or this one was restored from an older copy.
            await ClearAsync(cancellationToken).ConfigureAwait(false);
            (Next, DeliveredBefore) = (LogPosition.Start, LogPosition.Start);
        }
        else if (Next > LogPosition.Start)
        {
            await CheckSavedKindsAsync(cancellationToken).ConfigureAwait(false); // before anything of a newer build's is touched
        }

        if (Next > LogPosition.Start && !await HasShapeAsync(cancellationToken).ConfigureAwait(false))
        {
            await ClearAsync(cancellationToken).ConfigureAwait(false);
            Next = LogPosition.Start;
        }

        IsRebuild = Next == LogPosition.Start;
        _isShapeSaved = !IsRebuild;
        foreach (var projection in _all)
        {
            await projection.LoadAsync(store, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Throws away every row, so that the next load begins at the log's first entry. What has been delivered stays delivered.</summary>
    public ValueTask ClearAsync(CancellationToken cancellationToken) =>
        _storage.Views.ClearAsync(Projection, [.. Names, ShapeView, Distribution.RouterHost.View], cancellationToken);

    /// <summary>Folds what the log holds beyond the saved rows.</summary>
    /// <returns>How many entries that were.</returns>
    /// <exception cref="UnknownKindException">A newer build has written to the log.</exception>
    public async ValueTask<long> CatchUpAsync(ILogger logger, TenantId tenant, IProgress<ViewRebuild>? progress, CancellationToken cancellationToken)
    {
        var from = Next;
        progress?.Report(new ViewRebuild(tenant, from.Value, _storage.Log.Head.Value));
        await foreach (var committed in _storage.Log.ReadAsync(from, cancellationToken).ConfigureAwait(false))
        {
            Fold(committed, logger, tenant);
            var folded = Next.Value - from.Value;
            if (folded % ReportEvery == 0)
            {
                progress?.Report(new ViewRebuild(tenant, Next.Value, _storage.Log.Head.Value));
            }

            if (folded % SaveEvery == 0)
            {
                await SaveAsync(DeliveredBefore, null).ConfigureAwait(false);
            }
        }

        progress?.Report(new ViewRebuild(tenant, Next.Value, _storage.Log.Head.Value));
        return Next.Value - from.Value;
    }

    /// <summary>Folds what the log holds beyond the rows, and saves nothing: nobody may write any more.</summary>
    public async ValueTask FinishAsync(ILogger logger, TenantId tenant)
    {
        await foreach (var committed in _storage.Log.ReadAsync(Next, CancellationToken.None).ConfigureAwait(false))
        {
            Fold(committed, logger, tenant);
        }
    }

    /// <summary>Takes in the next entry. One that a projection cannot read is set aside and reported; the rest goes on.</summary>
    /// <exception cref="UnknownKindException">A newer build has written it.</exception>
    public void Fold(CommittedEntry committed, ILogger logger, TenantId tenant)
    {
        Kinds.Check(_storage.Log.Id, committed);
        foreach (var projection in _all)
        {
            try
            {
                projection.Fold(committed);
            }
            catch (Exception e)
            {
                ProjectionLog.Poison(logger, e, tenant, committed.Position.Value);
                Poison.Add(committed, projection, e);
            }
        }

        Next = committed.Position.Next;
        Interlocked.Exchange(ref _folded, null)?.SetResult();
    }

    /// <summary>Completes when everything before <paramref name="head"/> is in the views; not at all when folding has ended.</summary>
    public async Task FoldedAsync(LogPosition head, CancellationToken cancellationToken)
    {
        while (Next < head)
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var next = Interlocked.CompareExchange(ref _folded, mine, null) ?? mine;
            if (Next < head)
            {
                await next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Saves what has changed, with the position it stands at.</summary>
    public async ValueTask SaveAsync(LogPosition deliveredBefore, ViewRow? router)
    {
        await WriteAsync(deliveredBefore, router).ConfigureAwait(false);
        Saved(deliveredBefore);
    }

    /// <summary>
    /// Begins to write what has changed, with the position it stands at. Entries may be folded meanwhile; once it is written, <see cref="Saved"/> is to be told before anything is written again.
    /// </summary>
    public Task WriteAsync(LogPosition deliveredBefore, ViewRow? router)
    {
        var put = new List<ViewRow>();
        var remove = new List<(string, string)>();
        foreach (var projection in _all)
        {
            projection.Collect(put, remove);
        }

        if (!_isShapeSaved)
        {
            put.Add(new ViewRow(ShapeView, Projection, Shape, 0, default));
            _isShapeSaved = true;
        }

        if (router is not null)
        {
            put.Add(router);
        }

        return CommitAsync(new ViewCommit(Projection, Next, put, remove), deliveredBefore, router is not null);
    }

    /// <summary>What was written is durable: what is over leaves the memory, unless it has changed since.</summary>
    public void Saved(LogPosition deliveredBefore)
    {
        DeliveredBefore = deliveredBefore;
        foreach (var projection in _all)
        {
            projection.Saved();
        }
    }

    private async Task CommitAsync(ViewCommit views, LogPosition deliveredBefore, bool hasRouter)
    {
        _faults?.Invoke(hasRouter ? "snapshot.before-save" : "views.before-save");
        await _storage.Views.CommitAsync(views).ConfigureAwait(false);
        _faults?.Invoke(hasRouter ? "snapshot.after-save" : "views.between-saves");
        await _storage.Views.CommitAsync(new ViewCommit(Delivered, deliveredBefore, [], [])).ConfigureAwait(false);
    }

    private async ValueTask CheckSavedKindsAsync(CancellationToken cancellationToken)
    {
        var saved = new KindIndex();
        await saved.LoadAsync(_storage.Views, cancellationToken).ConfigureAwait(false);
        saved.Check(_storage.Log.Id);
    }

    private async ValueTask<bool> HasShapeAsync(CancellationToken cancellationToken) =>
        (await _storage.Views.FindAsync(ShapeView, Projection, cancellationToken).ConfigureAwait(false))?.Group == Shape;
}
