using System.Globalization;
using ContactCenter;
using ContactCenter.Desk;
using ContactCenter.Maintenance;
using ContactCenter.Readiness;

namespace ReferenceHost;

/// <summary>What is done now and then.</summary>
internal static class Maintenance
{
    /// <summary>Derives everything again from each tenant's log, and says how far it is.</summary>
    public static async Task RebuildViewsAsync(this WebApplication app)
    {
        var maintenance = app.Services.GetRequiredService<ICenterMaintenance>();
        foreach (var tenant in app.Services.GetRequiredService<IDesks>().Tenants)
        {
            await maintenance.RebuildViewsAsync(tenant, Principal.System, new ProgressLine());
            Console.WriteLine();
        }
    }

    /// <summary>Tests everything for each tenant, prints it and stops the host. 1 when something does not work.</summary>
    public static async Task<int> CheckAsync(this WebApplication app)
    {
        var failed = false;
        foreach (var tenant in app.Services.GetRequiredService<IDesks>().Tenants)
        {
            var report = await app.Services.GetRequiredService<IReadiness>().RunAsync(Principal.System, tenant);
            failed |= report.Status == ReadinessStatus.Failed;
            foreach (var line in report.Lines)
            {
                Console.WriteLine($"{line.Status.ToString().ToUpperInvariant(),-8}{tenant} {line.Part}{Before(line.About)}: {line.Message}{Before(line.Remedy)} [{line.Code}]");
            }
        }

        await app.StopAsync();
        return failed ? 1 : 0;

        static string Before(string? text) => text is null ? "" : $" {text}";
    }

    /// <summary>One line, written over as it goes on. Not <see cref="Progress{T}"/>, which tells its steps in any order.</summary>
    private sealed class ProgressLine : IProgress<ViewRebuild>
    {
        public void Report(ViewRebuild value) => Console.Write(string.Create(
            CultureInfo.InvariantCulture, $"{(Console.IsOutputRedirected ? "\n" : "\r")}Views of {value.Tenant}: {value.Read:N0} of {value.Total:N0} entries"));
    }
}
