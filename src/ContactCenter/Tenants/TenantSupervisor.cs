using ContactCenter.Desk;
using ContactCenter.Maintenance;
using Microsoft.Extensions.Hosting;

namespace ContactCenter.Tenants;

/// <summary>Runs every tenant for the host's life, each by itself.</summary>
internal sealed class TenantSupervisor(
    TenantServices services, TenantRegistry registry, TenantHealth health, ILogger<TenantSupervisor> logger) : IHostedService, ICenterMaintenance, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<TenantId, TenantLoop> _loops = [];
    private Task _running = Task.CompletedTask;

    /// <summary>The door is open, or known to be shut, when the host has started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in services.Options.Tenants.Keys.Select(static id => new TenantId(id)))
        {
            _loops[tenant] = new TenantLoop(tenant, services, registry, health, logger);
        }

        _running = Task.WhenAll(_loops.Values.Select(loop => Task.Run(() => loop.RunAsync(_stopping.Token), CancellationToken.None)));
        await Task.WhenAll(_loops.Values.Select(static l => l.Tried)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what was taken in. The servers have stopped by then, so nothing new comes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask RebuildViewsAsync(TenantId tenant, Principal by, IProgress<ViewRebuild>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!services.Options.Tenants.ContainsKey(tenant.Value)
            || !(by.Kind == PrincipalKind.System || (by.Roles.Contains(Role.Administrator) && by.Tenants.Contains(tenant))))
        {
            throw new DeskAccessException();
        }

        if (_stopping.IsCancellationRequested || !_loops.TryGetValue(tenant, out var loop))
        {
            throw new InvalidOperationException("The center does not run; start its host, then have the views rebuilt.");
        }

        await loop.RebuildAsync(by, progress).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();
}
