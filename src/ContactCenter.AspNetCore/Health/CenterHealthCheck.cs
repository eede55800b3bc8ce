using ContactCenter.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>The center's facts as one health check. Facts go into the check's data, for whoever publishes it; the endpoints print one word.</summary>
internal sealed class CenterHealthCheck(ICenterHealth center, Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var facts = center.Facts();
        var worst = facts.Count == 0 ? HealthState.Healthy : facts.Max(f => f.State);
        var status = drain.Begun ? HealthStatus.Unhealthy : worst switch
        {
            HealthState.Healthy => HealthStatus.Healthy,
            HealthState.Degraded => HealthStatus.Degraded,
            _ => HealthStatus.Unhealthy,
        };
        var description = drain.Begun ? "The host is going down." : string.Join(' ', facts.Where(f => f.State == worst && worst != HealthState.Healthy).Select(f => f.Description));
        var data = facts.GroupBy(f => $"{f.Tenant?.Value ?? "center"}/{f.Part}").ToDictionary(g => g.Key, g => (object)string.Join(' ', g.Select(f => f.Description)));
        return Task.FromResult(new HealthCheckResult(status, description, data: data));
    }
}

/// <summary>Registers the check once, however often it is asked for.</summary>
internal sealed class CenterHealthCheckSetup : IConfigureOptions<HealthCheckServiceOptions>
{
    public const string Tag = "ready";

    public void Configure(HealthCheckServiceOptions options) => options.Registrations.Add(
        new HealthCheckRegistration("contactcenter", static p => ActivatorUtilities.CreateInstance<CenterHealthCheck>(p), failureStatus: null, tags: [Tag]));
}
