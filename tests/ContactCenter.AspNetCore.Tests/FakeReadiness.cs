using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Readiness;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>A report of one line; who is no administrator is refused.</summary>
internal sealed class FakeReadiness : IReadiness
{
    private ReadinessReport? _last;

    public ReadinessReport? Last(Principal principal, TenantId tenant)
    {
        Check(principal);
        return _last;
    }

    public ValueTask<ReadinessReport> RunAsync(Principal principal, TenantId tenant, CancellationToken cancellationToken)
    {
        Check(principal);
        return new(_last = new ReadinessReport(tenant, FakeDesks.Noon, TimeSpan.FromSeconds(1.5), [new ReadinessLine("disk", null, ReadinessStatus.Warning, "disk.space", ["/data", "1.0", "2.1"], "Little room.", "Make room.")]));
    }

    private static void Check(Principal principal)
    {
        if (!principal.Roles.Contains(Role.Administrator))
        {
            throw new DeskAccessException();
        }
    }
}

/// <summary>One tenant, and changes that are remembered; who does not administer the center is refused.</summary>
internal sealed class FakeCenterAdministration : ICenterAdministration
{
    public List<(Principal By, TenantEdit Edit, Guid Key)> Changes { get; } = [];

    public ValueTask<IReadOnlyList<TenantEntry>> TenantsAsync(Principal by, CancellationToken cancellationToken)
    {
        Check(by);
        return new([new TenantEntry(new TenantId("acme"), "Acme", TenantState.Active, 3, true, FakeDesks.Noon, "system:system")]);
    }

    public ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(Principal by, int limit, CancellationToken cancellationToken)
    {
        Check(by);
        return new([new ConfigurationChange(3, FakeDesks.Noon, "system:system", false, "tenant/acme", null, "{}")]);
    }

    public ValueTask<ConfigurationResult> ChangeAsync(Principal by, TenantEdit edit, Guid key, CancellationToken cancellationToken)
    {
        if (!by.Roles.Contains(Role.CenterAdministrator))
        {
            return new(new ConfigurationResult(DeskStatus.Forbidden, "CC1201", "No.", []));
        }

        Changes.Add((by, edit, key));
        return new(edit is TenantEdit.Suspend ? new ConfigurationResult(DeskStatus.Refused, "CC1226", "Something is open.", []) : ConfigurationResult.Done);
    }

    private static void Check(Principal by)
    {
        if (!by.Roles.Contains(Role.CenterAdministrator))
        {
            throw new DeskAccessException();
        }
    }
}
