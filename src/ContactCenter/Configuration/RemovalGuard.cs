using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Configuration;

/// <summary>What cannot be removed at this moment, because something still needs it.</summary>
internal static class RemovalGuard
{
    /// <summary>Why <paramref name="key"/> stays; null when it may go.</summary>
    /// <exception cref="Journal.LogUnavailableException">The router cannot be asked.</exception>
    public static async ValueTask<ConfigurationResult?> FindAsync(TenantRuntime tenant, string key, CancellationToken cancellationToken)
    {
        var (kind, id) = ConfigurationKinds.Parse(key);
        switch (kind)
        {
            case ConfigurationKinds.Queue:
                var queue = await tenant.Router.ReadAsync(s => s.FindQueue(new QueueId(id)), cancellationToken).ConfigureAwait(false);
                var held = queue is null ? 0 : queue.Waiting + queue.Offered + queue.Assigned + queue.WrapUp;
                return held == 0 ? null : InUse($"The queue '{id}' holds {held} conversations; let them end or transfer them, then remove it.");
            case ConfigurationKinds.Agent:
                var agent = await tenant.Router.ReadAsync(s => s.FindAgent(new AgentId(id)), cancellationToken).ConfigureAwait(false);
                var inHand = agent?.Work.Count(static w => w.Status != WorkStatus.Offered) ?? 0;
                return inHand == 0 ? null : InUse($"The agent '{id}' has {inHand} conversations in hand; have them ended or transferred, then remove the agent.");
            case ConfigurationKinds.Campaign:
                var campaign = await tenant.Router.ReadAsync(s => s.ReadCampaign(new CampaignId(id), DateTimeOffset.UnixEpoch), cancellationToken).ConfigureAwait(false);
                var lines = campaign?.Lines ?? 0;
                return lines == 0 ? null : InUse($"The campaign '{id}' has {lines} calls that are offered, ring or wait; pause it and let them end, then remove it.");
            case ConfigurationKinds.Endpoint:
                var open = tenant.Views.Interactions.OpenBy(new EndpointId(id));
                return open == 0 ? null : InUse($"{open} open conversations came by the endpoint '{id}'; close them, then remove it.");
            default:
                return null;
        }
    }

    private static ConfigurationResult InUse(string message) => new(DeskStatus.Refused, "CC1223", message, []);
}
