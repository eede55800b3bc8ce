using ContactCenter.Desk;
using ContactCenter.Tenants;

namespace ContactCenter.Readiness;

/// <summary>Runs the checks of whatever packages there are, each within a bound, and keeps the last report of each tenant in memory.</summary>
internal sealed class CenterReadiness(
    TenantServices services, TenantRegistry registry, IEnumerable<IReadinessCheck> checks, TimeProvider time, ILogger<CenterReadiness> logger) : IReadiness
{
    /// <summary>Longer than a carrier takes that can be used at all.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Task<ReadinessReport>> _running = [];
    private readonly Dictionary<TenantId, ReadinessReport> _last = [];

    public ReadinessReport? Last(Principal principal, TenantId tenant)
    {
        Demand(principal, tenant);
        lock (_gate)
        {
            return _last.GetValueOrDefault(tenant);
        }
    }

    public async ValueTask<ReadinessReport> RunAsync(Principal principal, TenantId tenant, CancellationToken cancellationToken = default)
    {
        Demand(principal, tenant);
        Task<ReadinessReport> run;
        lock (_gate)
        {
            run = _running.TryGetValue(tenant, out var now) ? now : _running[tenant] = Task.Run(() => RunAllAsync(tenant), CancellationToken.None);
        }

        return await run.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Demand(Principal principal, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!services.Tenants.Contains(tenant)
            || !(principal.Kind == PrincipalKind.System || (principal.Roles.Contains(Role.Administrator) && principal.Tenants.Contains(tenant))))
        {
            throw new DeskAccessException();
        }
    }

    private async Task<ReadinessReport> RunAllAsync(TenantId tenant)
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var found = await Task.WhenAll(Asked(tenant)).ConfigureAwait(false);
        var report = new ReadinessReport(tenant, at, time.GetElapsedTime(started), [.. found.SelectMany(static lines => lines)]);
        lock (_gate)
        {
            _running.Remove(tenant);
            _last[tenant] = report;
        }

        return report;
    }

    private IEnumerable<Task<IReadOnlyList<ReadinessLine>>> Asked(TenantId tenant)
    {
        if (registry.FindReadable(tenant) is { } runtime)
        {
            yield return BoundedAsync("configuration", null, _ => ValueTask.FromResult(ConfigurationCheck.Run(runtime, services.Channels, services.Strategies, services.Actions)));
            yield return BoundedAsync("staff", null, stop => StaffCheck.RunAsync(runtime, stop));
            foreach (var endpoint in runtime.Endpoints.All.OrderBy(static e => e.Id.Value, StringComparer.Ordinal))
            {
                if (runtime.Endpoints.ChannelOf(endpoint) is IEndpointCheck channel)
                {
                    yield return BoundedAsync("endpoint", endpoint.Id.Value, stop => FoundAsync("endpoint", endpoint.Id.Value, channel.CheckAsync(endpoint, stop)));
                }
            }
        }
        else
        {
            yield return Task.FromResult<IReadOnlyList<ReadinessLine>>(
                [ReadinessLine.Of("log", null, ReadinessFinding.Failed("tenant.down", "The tenant does not run.", "See the center's health and its log; run the checks again when it is open."))]);
        }

        foreach (var check in checks)
        {
            yield return BoundedAsync(check.Part, null, stop => FoundAsync(check.Part, null, check.CheckAsync(tenant, stop)));
        }
    }

    private static async ValueTask<IReadOnlyList<ReadinessLine>> FoundAsync(string part, string? about, ValueTask<IReadOnlyList<ReadinessFinding>> check) =>
        [.. (await check.ConfigureAwait(false)).Select(f => ReadinessLine.Of(part, about, f))];

    private async Task<IReadOnlyList<ReadinessLine>> BoundedAsync(string part, string? about, Func<CancellationToken, ValueTask<IReadOnlyList<ReadinessLine>>> check)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            // Apart, and waited for no longer than that: a check that does not hear is left behind.
            return await Task.Run(() => check(limit.Token).AsTask(), CancellationToken.None).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return [Of("check.timeout", $"The check did not end within {Limit.TotalSeconds:0} s.", "Whatever it asks does not answer: check the network, then run the checks again.", $"{Limit.TotalSeconds:0}")];
        }
        catch (Exception e)
        {
            ReadinessLog.Threw(logger, e, part, about);
            return [Of("check.failed", $"The check itself failed ({e.GetType().Name}).", "See the log, event 2601.", e.GetType().Name)];
        }

        ReadinessLine Of(string code, string message, string remedy, string value) => ReadinessLine.Of(part, about, ReadinessFinding.Failed(code, message, remedy, value));
    }
}
