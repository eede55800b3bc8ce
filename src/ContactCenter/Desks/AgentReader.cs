using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Tenants;
using AgentView = ContactCenter.Desk.AgentView;
using WorkView = ContactCenter.Desk.WorkView;

namespace ContactCenter.Desks;

/// <summary>Reads an agent's presence, offers and work from the router.</summary>
internal sealed class AgentReader(TenantRuntime runtime)
{
    /// <summary>As many as a tenant can have places.</summary>
    private const int MaxParked = 100;

    public async ValueTask<AgentView> ReadAsync(AgentId agent, CancellationToken cancellationToken)
    {
        var name = runtime.Options.Agents.TryGetValue(agent.Value, out var options) && options.Name.Length > 0 ? options.Name : agent.Value;
        if (await runtime.ReadRouterAsync(s => s.FindAgent(agent), cancellationToken).ConfigureAwait(false) is not { } state)
        {
            return new AgentView(agent, name, Presence.SignedOut, null, false, default, 0, 0, [], []);
        }

        var history = new HistoryReader(runtime);
        var offers = new List<OfferView>();
        var work = new List<WorkView>();
        foreach (var item in state.Work)
        {
            if (await history.FindAsync(item.Item.Interaction, cancellationToken).ConfigureAwait(false) is not { } summary)
            {
                continue; // its opening is durable but not folded yet; the event that follows brings it
            }

            if (item.Status == WorkStatus.Offered)
            {
                offers.Add(new OfferView(
                    item.Offer.GetValueOrDefault(),
                    item.Item.Interaction,
                    item.Item.Queue,
                    item.Item.Channel,
                    summary.CustomerName,
                    item.Item.WaitingSince,
                    item.Since,
                    item.Until ?? item.Since));
            }
            else
            {
                var inWrapUp = item.Status == WorkStatus.WrapUp;
                work.Add(new WorkView(summary, inWrapUp ? item.Until : null, inWrapUp));
            }
        }

        return new AgentView(
            agent,
            name,
            ToPresence(state),
            state.NotReadyReason,
            state.IsConnected,
            state.PresenceSince,
            state.UsedUnits,
            state.Settings.Capacity,
            offers,
            work)
        {
            Parked = await ParkedAsync(history, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<IReadOnlyList<ParkedCallView>> ParkedAsync(HistoryReader history, CancellationToken cancellationToken)
    {
        var parked = new List<ParkedCallView>();
        foreach (var call in runtime.Views.Calls.Rows.Where(static c => c is { Place: not null, ParkedAt: not null }).OrderBy(static c => c.ParkedAt).Take(MaxParked))
        {
            if (call.Interaction is { } interaction && await history.FindAsync(interaction, cancellationToken).ConfigureAwait(false) is { } summary)
            {
                parked.Add(new ParkedCallView(interaction, summary.CustomerName, summary.Queue, call.Place!, call.ParkedAt!.Value, runtime.NameOf(call.ParkedBy)));
            }
        }

        return parked;
    }

    public static Presence ToPresence(Routing.AgentView state) =>
        !state.IsSignedIn ? Presence.SignedOut : state.IsReady ? Presence.Ready : Presence.NotReady;
}
