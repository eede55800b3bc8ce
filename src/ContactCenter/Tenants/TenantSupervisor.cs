using System.Collections.Concurrent;
using ContactCenter.Desk;
using ContactCenter.Maintenance;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Tenants;

/// <summary>Runs every tenant for the host's life, each by itself.</summary>
internal sealed class TenantSupervisor(
    TenantServices services, TenantRegistry registry, TenantHealth health, ILogger<TenantSupervisor> logger, ICenterTenants? center = null) : IHostedService, ICenterMaintenance, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<TenantId, (TenantLoop Loop, Task Running)> _loops = new();
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _opening = Task.CompletedTask;

    /// <summary>The door is open, or known to be shut, when the host has started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _opening = Task.Run(OpenAsync, CancellationToken.None);
        await _tried.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a tenant's life, once the catalog has it. Completes when its door is open, or known to be shut.</summary>
    public Task BeginAsync(TenantId tenant)
    {
        health.Opening(tenant);
        var loop = new TenantLoop(tenant, services, registry, health, logger);
        _loops[tenant] = (loop, Task.Run(() => loop.RunAsync(_stopping.Token), CancellationToken.None));
        return loop.Tried;
    }

    /// <summary>Ends a tenant's life if nothing is open in it.</summary>
    /// <returns>How much is open; with 0 it has ended. Null when it does not run, so that nobody can tell.</returns>
    public async Task<int?> TryEndAsync(TenantId tenant)
    {
        if (!_loops.TryGetValue(tenant, out var life))
        {
            return null;
        }

        var open = await life.Loop.TryEndAsync().ConfigureAwait(false);
        if (open == 0)
        {
            await life.Running.ConfigureAwait(false);
            _loops.TryRemove(tenant, out _);
            health.Forget(tenant);
        }

        return open;
    }

    /// <summary>Finishes what was taken in. The servers have stopped by then, so nothing new comes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_loops.Values.Select(static l => l.Running)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (center is not null)
        {
            await center.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask RebuildViewsAsync(TenantId tenant, Principal by, IProgress<ViewRebuild>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!services.Tenants.Contains(tenant)
            || !(by.Kind == PrincipalKind.System || (by.Roles.Contains(Role.Administrator) && by.Tenants.Contains(tenant))))
        {
            throw new DeskAccessException();
        }

        if (_stopping.IsCancellationRequested || !_loops.TryGetValue(tenant, out var life))
        {
            throw new InvalidOperationException("The center does not run; start its host, then have the views rebuilt.");
        }

        await life.Loop.RebuildAsync(by, progress).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts the tenants there are. Where the center keeps a log of them, that comes first: one that is suspended must not run.</summary>
    private async Task OpenAsync()
    {
        for (var pause = FirstPause; center is not null; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                await center.OpenAsync(_stopping.Token).ConfigureAwait(false);
                break;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                _tried.TrySetResult();
                return;
            }
            catch (Exception e)
            {
                TenantLog.CenterClosed(logger, e, pause);
                health.CenterFailed(e);
                _tried.TrySetResult(); // the host starts, and refuses
                await Task.Delay(pause, services.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        var tenants = services.Tenants.All.ToList();
        tenants.ForEach(health.Opening);
        health.Started();
        await Task.WhenAll(tenants.Select(BeginAsync)).ConfigureAwait(false);
        _tried.TrySetResult();
    }

    public void Dispose() => _stopping.Dispose();
}
