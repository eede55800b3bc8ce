using System.Diagnostics.Metrics;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Storage;

namespace ContactCenter.Distribution;

/// <summary>
/// The tenant's router: loads it from its snapshot and the tail of its stream, runs it, saves snapshots. A command at which it
/// fails is set aside, at the price of one restart of the tenant; if that does not help, the router halts, alone. Thread-safe.
/// </summary>
internal sealed class RouterHost : IAsyncDisposable
{
    public const string View = "router";
    private const string Key = "main";

    private readonly TenantId _tenant;
    private readonly RouterPartition _partition;
    private readonly RouterJournal _journal;
    private readonly RouterFaults _faults;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _halted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RouterHost(TenantId tenant, RouterPartition partition, RouterJournal journal, RouterFaults faults, ILogger logger, Exception? failure)
    {
        (_tenant, _partition, _journal, _faults, _logger) = (tenant, partition, journal, faults, logger);
        Running = RunAsync(failure);
    }

    /// <summary>Completes when the router has stopped and the tenant is to be built again. A router that has halted runs on.</summary>
    public Task Running { get; }

    /// <summary>Whether the router fails at what it has to do: it takes nothing more, nothing is offered, and what was to be delivered waits for a start that succeeds.</summary>
    public bool IsHalted => _halted.Task.IsCompleted;

    private RouterPartition Partition => IsHalted ? throw new RouterUnavailableException($"The router of {_tenant} has halted.") : _partition;

    public static async Task<RouterHost> StartAsync(
        TenantId tenant,
        ITenantStorage storage,
        IReadOnlyList<AgentStrategy> strategies,
        TimeProvider time,
        IMeterFactory meters,
        RouterFaults faults,
        ILogger<RouterPartition> logger,
        CancellationToken cancellationToken)
    {
        var (state, version, failure) = await LoadAsync(storage, strategies, cancellationToken).ConfigureAwait(false);
        var journal = new RouterJournal(storage.Log, version);
        return new RouterHost(tenant, new RouterPartition(tenant.Value, state, journal, time, meters, logger, faults.Of(tenant)), journal, faults, logger, failure);
    }

    /// <summary>The router as the log has it: its snapshot and the tail of its stream, up to where it fails at an entry.</summary>
    public static async ValueTask<(RouterState State, long Version, Exception? Failure)> LoadAsync(
        ITenantStorage storage, IReadOnlyList<AgentStrategy> strategies, CancellationToken cancellationToken)
    {
        var state = new RouterState(strategies);
        var version = 0L;
        Exception? failure = null;
        if (await storage.Views.FindAsync(View, Key, cancellationToken).ConfigureAwait(false) is { } row)
        {
            state = RouterState.FromSnapshot(RouterCodec.ReadSnapshot(row.Document.Span), strategies);
            version = row.Order;
        }

        await foreach (var committed in storage.Log.ReadMachineAsync(Entries.Router, version, cancellationToken).ConfigureAwait(false))
        {
            version = committed.MachineVersion + 1;
            try
            {
                RouterMachine.Apply(state, RouterJournal.Read(committed.Entry));
            }
            catch (Exception e)
            {
                failure = e;
                break;
            }
        }

        return (state, version, failure);
    }

    /// <summary>Gives a person's command to the router. What follows is journaled as that of <paramref name="by"/>.</summary>
    public async ValueTask<DeskResult> AskAsync(Guid key, RouterCommand command, Principal? by, CancellationToken cancellationToken)
    {
        if (by is not null)
        {
            _journal.Remember(key, by);
        }

        RouterAnswer answer;
        try
        {
            answer = await KnownAsync(p => p.AskAsync(key, command, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            _journal.Forget(key);
        }

        return answer.Refusal is { } refusal ? ResultOf(refusal) : DeskResult.Done;
    }

    /// <summary>What a refusal is to a person.</summary>
    public static DeskResult ResultOf(RouterRefusal refusal)
    {
        return refusal.Code switch
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

    /// <summary>Gives a command of the center's own to the router.</summary>
    public ValueTask<DeskResult> AskAsync(Guid key, RouterCommand command, CancellationToken cancellationToken) => AskAsync(key, command, null, cancellationToken);

    /// <summary>Delivers what was pulled from the log; waits for room.</summary>
    public async ValueTask DeliverAsync(CommittedEntry cause, RouterCommand command)
    {
        _journal.Remember(cause.Entry);
        try
        {
            await Partition.DeliverAsync(new RouterInput(cause.Entry.Id.Value, cause.Position, command), CancellationToken.None).ConfigureAwait(false);
        }
        catch (RouterUnavailableException)
        {
            if (!await HaltsAsync().ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    /// <summary>Reads what is durable.</summary>
    /// <exception cref="LogUnavailableException">The router has stopped; it is built again with its tenant.</exception>
    public ValueTask<T> ReadAsync<T>(Func<RouterState, T> read, CancellationToken cancellationToken) =>
        KnownAsync(p => p.ReadAsync(read, cancellationToken));

    /// <summary>Completes when everything delivered before is durable; false when it will not be, because the router has halted.</summary>
    public async ValueTask<bool> FenceAsync()
    {
        try
        {
            return await Partition.ReadAsync(static _ => true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RouterUnavailableException e)
        {
            return await HaltsAsync().ConfigureAwait(false) ? false : throw Unavailable(e);
        }
    }

    /// <summary>The router as it is now, as a row of the view store.</summary>
    public ValueTask<ViewRow> SnapshotAsync() => ReadAsync(
        state => new ViewRow(View, Key, "", _journal.Version, RouterCodec.WriteSnapshot(state.ToSnapshot())), CancellationToken.None);

    /// <summary>A stopped router is, to those who ask, a tenant that cannot write at this moment.</summary>
    private async ValueTask<T> KnownAsync<T>(Func<RouterPartition, ValueTask<T>> ask)
    {
        try
        {
            return await ask(Partition).ConfigureAwait(false);
        }
        catch (RouterUnavailableException e)
        {
            throw Unavailable(e);
        }
    }

    private LogUnavailableException Unavailable(RouterUnavailableException e) => IsHalted
        ? new LogUnavailableException("The router has halted: nobody can be offered work. An administrator finds why in the log, event 2402.", e) { Code = "CC1206" }
        : new LogUnavailableException("The router has stopped; it is built again from its log.", e) { Code = "CC1202" };

    /// <summary>Of a partition that answers no more: whether the router halts, or is built again.</summary>
    private async ValueTask<bool> HaltsAsync()
    {
        await Task.WhenAny(Running, _halted.Task).ConfigureAwait(false);
        return IsHalted;
    }

    private async Task RunAsync(Exception? failure)
    {
        try
        {
            if (failure is not null)
            {
                throw failure;
            }

            await _partition.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (LogUnavailableException or ObjectDisposedException))
        {
            if (_partition.FailedAt is { } command && _faults.TryAdd(_tenant, command, e))
            {
                RouterHostLog.SetAside(_logger, e, _tenant, command);
                throw;
            }

            RouterHostLog.Halted(_logger, e, _tenant);
            _halted.SetResult();
            await _disposed.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Stops taking commands and waits for those that are queued.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _disposed.TrySetResult();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }
}
