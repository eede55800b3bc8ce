using ContactCenter.Routing;

namespace ContactCenter.Tenants;

/// <summary>An agent's desktops and telephones: the router knows whether there is any. Thread-safe.</summary>
internal sealed class AgentConnections(DeskConnections connections, TenantRegistry registry, TimeProvider time)
{
    /// <summary>One more is there.</summary>
    public async ValueTask ConnectAsync(TenantId tenant, AgentId agent, CancellationToken cancellationToken)
    {
        if (connections.Add(tenant, agent) && registry.Find(tenant) is { } runtime)
        {
            await runtime.Router.AskAsync(NewKey(), new RouterCommand.Connect(agent), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One is gone.</summary>
    public async ValueTask DisconnectAsync(TenantId tenant, AgentId agent)
    {
        if (connections.Remove(tenant, agent) && registry.Find(tenant) is { } runtime)
        {
            try
            {
                await runtime.Router.AskAsync(NewKey(), new RouterCommand.Disconnect(agent, runtime.DisconnectGrace), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Journal.LogUnavailableException)
            {
                // The tenant is stopping; at its next start nobody counts as connected.
            }
        }
    }

    private Guid NewKey() => Guid.CreateVersion7(time.GetUtcNow());
}
