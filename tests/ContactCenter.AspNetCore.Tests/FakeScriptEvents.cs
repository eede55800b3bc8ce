using System.Collections.Concurrent;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>Takes events of two tenants; what becomes of them is as the test says.</summary>
internal sealed class FakeScriptEvents(IDesks desks) : IScriptEvents
{
    public ConcurrentQueue<(Principal By, TenantId Tenant, WorldEvent What)> Raised { get; } = [];

    private FakeDesks Desks => (FakeDesks)desks;

    public ValueTask<DeskResult> RaiseAsync(Principal by, TenantId tenant, WorldEvent what, CancellationToken cancellationToken)
    {
        if (!Desks.Tenants.Contains(tenant) || !by.Tenants.Contains(tenant))
        {
            throw new DeskAccessException();
        }

        Raised.Enqueue((by, tenant, what));
        return Desks.Fault is { } fault ? throw fault : new(Desks.Result());
    }
}
