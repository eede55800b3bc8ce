using System.Globalization;
using ContactCenter;
using ContactCenter.Desk;
using ContactCenter.Maintenance;

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

    /// <summary>One line, written over as it goes on. Not <see cref="Progress{T}"/>, which tells its steps in any order.</summary>
    private sealed class ProgressLine : IProgress<ViewRebuild>
    {
        public void Report(ViewRebuild value) => Console.Write(string.Create(
            CultureInfo.InvariantCulture, $"{(Console.IsOutputRedirected ? "\n" : "\r")}Views of {value.Tenant}: {value.Read:N0} of {value.Total:N0} entries"));
    }
}
