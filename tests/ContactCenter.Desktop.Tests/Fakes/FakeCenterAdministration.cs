using ContactCenter.Administration;
using ContactCenter.Desk;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>Two tenants, one of them suspended; remembers what it was asked to change, and answers as told.</summary>
internal sealed class FakeCenterAdministration(TimeProvider time) : ICenterAdministration
{
    public List<(Principal By, TenantEdit Edit)> Edits { get; } = [];

    public Queue<ConfigurationResult> Answers { get; } = [];

    public List<TenantEntry> Tenants { get; } =
    [
        new(new TenantId("acme"), "Acme Gas", TenantState.Active, 3, true, time.GetUtcNow(), "system:seeds"),
        new(new TenantId("beta"), "<b>Beta</b>", TenantState.Suspended, 7, false, time.GetUtcNow(), "person:ada"),
    ];

    public ValueTask<IReadOnlyList<TenantEntry>> TenantsAsync(Principal by, CancellationToken cancellationToken = default) => new([.. Tenants]);

    public ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(Principal by, int limit = 100, CancellationToken cancellationToken = default) =>
        new([new ConfigurationChange(7, time.GetUtcNow(), "person:ada", true, "tenant/beta", null, "{\"state\":\"suspended\"}")]);

    public ValueTask<ConfigurationResult> ChangeAsync(Principal by, TenantEdit edit, Guid key, CancellationToken cancellationToken = default)
    {
        Edits.Add((by, edit));
        return new(Answers.TryDequeue(out var answer) ? answer : ConfigurationResult.Done);
    }
}
