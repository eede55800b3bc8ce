using ContactCenter.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContactCenter.AspNetCore.Tests;

public sealed class HealthTests
{
    [Theory]
    [InlineData(HealthState.Healthy, 200, "Healthy")]
    [InlineData(HealthState.Degraded, 200, "Degraded")]
    [InlineData(HealthState.Unavailable, 503, "Unhealthy")]
    public async Task The_worst_part_decides_and_nothing_more_is_told(HealthState state, int status, string text)
    {
        await using var host = await WebHost.StartAsync();
        host.Health.All.Add(new HealthFact(new TenantId("acme"), "log", state, "Disk full; free some."));

        var ready = await host.Client.GetAsync("/health/ready");

        ((int)ready.StatusCode).ShouldBe(status);
        (await ready.Content.ReadAsStringAsync()).ShouldBe(text);
        ((int)(await host.Client.GetAsync("/health/live")).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task The_report_names_every_part()
    {
        await using var host = await WebHost.StartAsync(s => s.AddHealthChecks().AddContactCenterHealthChecks().AddContactCenterHealthChecks());
        host.Health.All.Add(new HealthFact(new TenantId("acme"), "log", HealthState.Unavailable, "Disk full; free some."));

        var report = await host.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        var entry = report.Entries.ShouldHaveSingleItem().Value;
        entry.Description.ShouldBe("Disk full; free some.");
        entry.Data["acme/log"].ShouldBe("Disk full; free some.");
        entry.Data["center/door"].ShouldBe("Open.");
    }
}
