using System.Collections.Concurrent;

namespace ContactCenter.Tenants;

/// <summary>How many desktops each agent has open in this process. Outlives a tenant's restart, so that a tenant built again learns who is there. Thread-safe.</summary>
internal sealed class DeskConnections
{
    private readonly ConcurrentDictionary<(TenantId Tenant, AgentId Agent), int> _open = new();

    /// <summary>Counts one more; true when it is the agent's first.</summary>
    public bool Add(TenantId tenant, AgentId agent) => _open.AddOrUpdate((tenant, agent), 1, static (_, n) => n + 1) == 1;

    /// <summary>Counts one less; true when it was the agent's last.</summary>
    public bool Remove(TenantId tenant, AgentId agent) => _open.AddOrUpdate((tenant, agent), 0, static (_, n) => Math.Max(0, n - 1)) == 0;

    /// <summary>The agents of a tenant who have a desktop open.</summary>
    public IEnumerable<AgentId> Agents(TenantId tenant) => _open.Where(c => c.Key.Tenant == tenant && c.Value > 0).Select(static c => c.Key.Agent);
}
