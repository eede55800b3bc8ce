using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>Everything derived from a tenant's log, and how far it has come. Folded by one thread at a time.</summary>
internal sealed class TenantViews
{
    private const string Projection = "center";
    private const string Delivered = "delivered";

    private readonly ITenantStorage _storage;
    private readonly IReadOnlyList<IProjection> _all;
    private readonly FaultPoint? _faults;

    public TenantViews(ITenantStorage storage, Func<QueueId, TimeSpan> serviceLevel, FaultPoint? faults)
    {
        (_storage, _faults) = (storage, faults);
        Days = new QueueDays(Interactions, serviceLevel);
        _all = [Days, Interactions, Messages, Attention, InboundTimes, Config, Kinds];
    }

    public InteractionIndex Interactions { get; } = new();

    public MessageIndex Messages { get; } = new();

    public AttentionIndex Attention { get; } = new();

    public InboundTimes InboundTimes { get; } = new();

    public ConfigIndex Config { get; } = new();

    public KindIndex Kinds { get; } = new();

    public QueueDays Days { get; }

    /// <summary>The views' names.</summary>
    public IEnumerable<string> Names => _all.SelectMany(static p => p.Views);

    /// <summary>The position to fold next.</summary>
    public LogPosition Next { get; private set; }

    /// <summary>What was delivered before this position needs no delivering again.</summary>
    public LogPosition DeliveredBefore { get; private set; }

    /// <summary>Whether the views were lost, so that everything is built from the beginning of the log.</summary>
    public bool IsRebuild { get; private set; }

    /// <summary>Reads back what was saved.</summary>
    /// <exception cref="UnknownKindException">A newer build has written to the log.</exception>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        Next = await _storage.Views.CheckpointAsync(Projection, cancellationToken).ConfigureAwait(false);
        DeliveredBefore = await _storage.Views.CheckpointAsync(Delivered, cancellationToken).ConfigureAwait(false);
        if (Next > _storage.Log.Head)
        {
            // The views are ahead of the log: they belong to another one, or the log was restored from an older copy.
            await _storage.Views.ClearAsync(Projection, [.. Names, Distribution.RouterHost.View], cancellationToken).ConfigureAwait(false);
            (Next, DeliveredBefore) = (LogPosition.Start, LogPosition.Start);
        }

        IsRebuild = Next == LogPosition.Start;
        foreach (var projection in _all)
        {
            await projection.LoadAsync(_storage.Views, cancellationToken).ConfigureAwait(false);
        }

        Kinds.Check(_storage.Log.Id);
    }

    /// <summary>Folds what the log holds beyond the saved rows.</summary>
    /// <returns>How many entries that were.</returns>
    /// <exception cref="UnknownKindException">A newer build has written to the log.</exception>
    public async ValueTask<long> CatchUpAsync(ILogger logger, TenantId tenant, CancellationToken cancellationToken)
    {
        var from = Next;
        await foreach (var committed in _storage.Log.ReadAsync(from, cancellationToken).ConfigureAwait(false))
        {
            Fold(committed, logger, tenant);
            if ((Next.Value - from.Value) % 50_000 == 0)
            {
                await SaveAsync(DeliveredBefore, null).ConfigureAwait(false);
            }
        }

        return Next.Value - from.Value;
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
            }
        }

        Next = committed.Position.Next;
    }

    /// <summary>Saves what has changed, with the position it stands at.</summary>
    public async ValueTask SaveAsync(LogPosition deliveredBefore, ViewRow? router)
    {
        var put = new List<ViewRow>();
        var remove = new List<(string, string)>();
        foreach (var projection in _all)
        {
            projection.Collect(put, remove);
        }

        if (router is not null)
        {
            put.Add(router);
        }

        _faults?.Invoke(router is null ? "views.before-save" : "snapshot.before-save");
        await _storage.Views.CommitAsync(new ViewCommit(Projection, Next, put, remove)).ConfigureAwait(false);
        _faults?.Invoke(router is null ? "views.between-saves" : "snapshot.after-save");
        await _storage.Views.CommitAsync(new ViewCommit(Delivered, deliveredBefore, [], [])).ConfigureAwait(false);
        DeliveredBefore = deliveredBefore;
        foreach (var projection in _all)
        {
            projection.Saved();
        }
    }
}
