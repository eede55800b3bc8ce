using ContactCenter.Desk;

namespace ContactCenter.Desktop.Tests.Fakes;

/// <summary>Hands out one desk for each person; the tenant <c>acme</c> alone exists.</summary>
internal sealed class FakeDesks(TimeProvider time) : IDesks
{
    private readonly Dictionary<string, FakeDesk> _desks = [];

    public IReadOnlyCollection<TenantId> Tenants { get; } = [new("acme")];

    /// <summary>Called with each new desk.</summary>
    public Action<FakeDesk> Furnish { get; set; } = static _ => { };

    public IDesk Open(Principal principal, TenantId tenant)
    {
        if (!Tenants.Contains(tenant))
        {
            throw new DeskAccessException();
        }

        var key = $"{principal.Name}/{string.Join(',', principal.Roles.Select(r => r.Value).Order())}";
        if (!_desks.TryGetValue(key, out var desk))
        {
            _desks[key] = desk = new FakeDesk(principal, tenant, time);
            Furnish(desk);
        }

        return desk;
    }
}
