using System.Diagnostics.Metrics;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Storage;

namespace ContactCenter.Distribution;

/// <summary>The tenant's router: loads it from its snapshot and the tail of its stream, runs it, saves snapshots. Thread-safe.</summary>
internal sealed class RouterHost : IAsyncDisposable
{
    public const string View = "router";
    private const string Key = "main";

    private readonly RouterPartition _partition;
    private readonly RouterJournal _journal;
    private readonly CancellationTokenSource _stopping = new();

    private RouterHost(RouterPartition partition, RouterJournal journal)
    {
        (_partition, _journal) = (partition, journal);
        Running = _partition.RunAsync(_stopping.Token);
    }

    /// <summary>Completes when the router has stopped; faulted when its log failed it.</summary>
    public Task Running { get; }

    public static async Task<RouterHost> StartAsync(
        TenantId tenant, ITenantStorage storage, TimeProvider time, IMeterFactory meters, ILogger<RouterPartition> logger, CancellationToken cancellationToken)
    {
        var (state, version) = await LoadAsync(storage, cancellationToken).ConfigureAwait(false);
        var journal = new RouterJournal(storage.Log, version);
        return new RouterHost(new RouterPartition(tenant.Value, state, journal, time, meters, logger), journal);
    }

    /// <summary>The router as the log has it: its snapshot and the tail of its stream.</summary>
    public static async ValueTask<(RouterState State, long Version)> LoadAsync(ITenantStorage storage, CancellationToken cancellationToken)
    {
        var state = new RouterState();
        var version = 0L;
        if (await storage.Views.FindAsync(View, Key, cancellationToken).ConfigureAwait(false) is { } row)
        {
            state = RouterState.FromSnapshot(RouterCodec.ReadSnapshot(row.Document.Span));
            version = row.Order;
        }

        await foreach (var committed in storage.Log.ReadMachineAsync(Entries.Router, version, cancellationToken).ConfigureAwait(false))
        {
            RouterMachine.Apply(state, RouterJournal.Read(committed.Entry));
            version = committed.MachineVersion + 1;
        }

        return (state, version);
    }

    /// <summary>Gives a person's command to the router.</summary>
    public async ValueTask<DeskResult> AskAsync(Guid key, RouterCommand command, CancellationToken cancellationToken)
    {
        var answer = await KnownAsync(_partition.AskAsync(key, command, cancellationToken)).ConfigureAwait(false);
        return answer.Refusal is not { } refusal ? DeskResult.Done : refusal.Code switch
        {
            RouterRefusalCode.Repeated => new DeskResult(DeskStatus.Repeated),
            RouterRefusalCode.UnknownAgent or RouterRefusalCode.UnknownQueue or RouterRefusalCode.UnknownWork =>
                new DeskResult(DeskStatus.NotFound, Code(refusal), refusal.Message),
            RouterRefusalCode.InvalidValue => new DeskResult(DeskStatus.Invalid, Code(refusal), refusal.Message),
            RouterRefusalCode.Busy or RouterRefusalCode.Stopping => new DeskResult(DeskStatus.Unavailable, Code(refusal), refusal.Message),
            _ => new DeskResult(DeskStatus.Refused, Code(refusal), refusal.Message),
        };

        static string Code(RouterRefusal refusal) => $"CC14{(int)refusal.Code:00}";
    }

    /// <summary>Delivers what was pulled from the log; waits for room.</summary>
    public ValueTask DeliverAsync(CommittedEntry cause, RouterCommand command)
    {
        _journal.Remember(cause.Entry);
        return _partition.DeliverAsync(new RouterInput(cause.Entry.Id.Value, cause.Position, command), CancellationToken.None);
    }

    /// <summary>Reads what is durable.</summary>
    /// <exception cref="LogUnavailableException">The router has stopped; it is built again with its tenant.</exception>
    public ValueTask<T> ReadAsync<T>(Func<RouterState, T> read, CancellationToken cancellationToken) =>
        KnownAsync(_partition.ReadAsync(read, cancellationToken));

    /// <summary>Completes when everything delivered before is durable.</summary>
    public async ValueTask FenceAsync() => await ReadAsync(static _ => true, CancellationToken.None).ConfigureAwait(false);

    /// <summary>The router as it is now, as a row of the view store.</summary>
    public ValueTask<ViewRow> SnapshotAsync() => ReadAsync(
        state => new ViewRow(View, Key, "", _journal.Version, RouterCodec.WriteSnapshot(state.ToSnapshot())), CancellationToken.None);

    /// <summary>A stopped router is, to those who ask, a tenant that cannot write at this moment.</summary>
    private static async ValueTask<T> KnownAsync<T>(ValueTask<T> asked)
    {
        try
        {
            return await asked.ConfigureAwait(false);
        }
        catch (RouterUnavailableException e)
        {
            throw new LogUnavailableException("The router has stopped; it is built again from its log.", e) { Code = "CC1202" };
        }
    }

    /// <summary>Stops taking commands and waits for those that are queued.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }
}
