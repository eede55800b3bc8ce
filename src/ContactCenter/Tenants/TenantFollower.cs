using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Tenants;

/// <summary>Follows the tenant's log: folds each entry into the views, delivers what it means to other machines, tells the desktops, and saves.</summary>
internal sealed class TenantFollower(TenantRuntime tenant, Dispatcher dispatcher, ILogger<TenantFollower> logger, TimeProvider time)
{
    /// <summary>How often what is derived is saved. Later means more to replay after a crash, sooner more writing.</summary>
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the router's snapshot goes with it: it is one large row.</summary>
    private static readonly TimeSpan SnapshotEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RetireEvery = TimeSpan.FromSeconds(30);

    private (Task Written, LogPosition Delivered)? _saving; // entries are taken in meanwhile: whoever rings a telephone does not wait for the disk
    private long _saved;
    private long _snapshot;
    private long _retired;

    /// <summary>Delivers again what may not have been delivered before the last end. Machines recognise what they have reacted to.</summary>
    public async ValueTask RedeliverAsync(LogPosition from, LogPosition to, CancellationToken cancellationToken)
    {
        if (from >= to)
        {
            return;
        }

        await foreach (var committed in tenant.Storage.Log.ReadAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (committed.Position >= to)
            {
                break;
            }

            if (!IsSettled(committed))
            {
                await dispatcher.RedeliverAsync(committed).ConfigureAwait(false);
            }
        }

        await dispatcher.DrainAsync().ConfigureAwait(false);
    }

    public async Task RunAsync(LogPosition from, CancellationToken stopping)
    {
        _saved = _snapshot = _retired = time.GetTimestamp();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var batches = tenant.Storage.Log.FollowAsync(from, reading.Token).GetAsyncEnumerator(reading.Token);
        await using var disposing = batches.ConfigureAwait(false);
        var next = batches.MoveNextAsync().AsTask();
        try
        {
            var tick = Task.Delay(SaveEvery, time, stopping);
            while (true)
            {
                // The tick comes also when nothing happens: what happened before is still unsaved.
                if (await Task.WhenAny(next, tick, _saving?.Written ?? tick).ConfigureAwait(false) == next)
                {
                    if (!await next.ConfigureAwait(false))
                    {
                        break;
                    }

                    foreach (var committed in batches.Current)
                    {
                        await TakeAsync(committed).ConfigureAwait(false);
                    }

                    next = batches.MoveNextAsync().AsTask();
                }

                if (tick.IsCompleted)
                {
                    tick = Task.Delay(SaveEvery, time, stopping);
                }

                stopping.ThrowIfCancellationRequested();
                await TendAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await dispatcher.DrainAsync().ConfigureAwait(false);
            await SavedAsync().ConfigureAwait(false);
            await BeginSaveAsync(withRouter: true).ConfigureAwait(false);
            await SavedAsync().ConfigureAwait(false);
        }
        finally
        {
            await (_saving?.Written ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // The enumerator may be disposed only when no read is on its way.
            await reading.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask TakeAsync(CommittedEntry committed)
    {
        if (committed.Position < tenant.Views.Next)
        {
            return; // taken in while the tenant was built
        }

        tenant.Views.Fold(committed, logger, tenant.Tenant);
        await dispatcher.DeliverAsync(committed).ConfigureAwait(false);
        Tell(committed);
    }

    /// <summary>Tells calls that are on, and whoever watches. What cannot be told is not worth the tenant: whoever asks is shown what the views have.</summary>
    private void Tell(CommittedEntry committed)
    {
        try
        {
            tenant.Calls.Follow(committed);
            tenant.Hub.Publish(committed);
            tenant.Sessions.Publish(committed);
        }
        catch (Exception e)
        {
            TenantLog.Untold(logger, e, committed.Position.Value, tenant.Tenant);
        }
    }

    private async ValueTask TendAsync()
    {
        if (tenant.Storage.Log.Failure is { } failure)
        {
            throw failure; // whoever met it was refused; the tenant is built again, also when nothing more comes
        }

        if (_saving is { Written.IsCompleted: true })
        {
            await SavedAsync().ConfigureAwait(false);
        }

        if (_saving is null && time.GetElapsedTime(_saved) >= SaveEvery && tenant.Views.Next > tenant.Views.DeliveredBefore)
        {
            await BeginSaveAsync(time.GetElapsedTime(_snapshot) >= SnapshotEvery).ConfigureAwait(false);
        }

        if (time.GetElapsedTime(_retired) >= RetireEvery)
        {
            _retired = time.GetTimestamp();
            tenant.Interactions.RetireIdle();
            tenant.Scripts.RetireIdle();
        }
    }

    private async ValueTask BeginSaveAsync(bool withRouter)
    {
        var delivered = await dispatcher.DurableAsync(tenant.Views.Next).ConfigureAwait(false);
        var router = withRouter && !tenant.Router.IsHalted ? await tenant.Router.SnapshotAsync().ConfigureAwait(false) : null;
        _saving = (tenant.Views.WriteAsync(delivered, router), delivered);
        _saved = time.GetTimestamp();
        if (withRouter)
        {
            _snapshot = _saved;
        }
    }

    private async ValueTask SavedAsync()
    {
        if (_saving is var (written, delivered))
        {
            await written.ConfigureAwait(false);
            tenant.Views.Saved(delivered);
            _saving = null;
        }
    }

    /// <summary>Whether everybody who would react to the entry certainly has: asked so that a rebuild from zero wakes no closed interaction.</summary>
    private bool IsSettled(CommittedEntry committed)
    {
        var views = tenant.Views.Interactions;
        var entry = committed.Entry;
        if (DoorKinds.IsInbound(entry.Kind) || entry.Kind == "message.forwarded")
        {
            return !views.IsPending(entry.Id);
        }

        if (entry.Kind == EventKinds.Received)
        {
            return tenant.Views.Events.Find(entry.Id) is null;
        }

        if (entry.Kind == ScriptKinds.Stepped)
        {
            var step = entry.Read(ScriptJson.Default.ScriptStepped);
            return tenant.Views.Scripts.Find(step.Run) is { } run && run.Demand > step.Demand; // it has gone on since; an upgrade leaves its demand open
        }

        return committed.Machine.Kind == "router"
            && entry.Links.Interaction is { } id
            && (views.Find(id) is { } row ? row.Watermark >= committed.Position : tenant.Views.IsRebuild);
    }
}
