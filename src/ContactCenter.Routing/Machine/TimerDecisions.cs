using System.Collections.Immutable;
using System.Diagnostics;

namespace ContactCenter.Routing;

/// <summary>What happens when something is due. One timer at a time, so that each firing sees what the one before it changed.</summary>
internal static class TimerDecisions
{
    public static RouterDecision Decide(RouterState state, DateTimeOffset now)
    {
        var timer = state.NextTimer;
        if (timer is null || timer.Due > now.ToUnixTimeMilliseconds())
        {
            return RouterDecision.Of([]);
        }

        return timer.Owner switch
        {
            RouterOffer offer => Expire(offer),
            RouterWork { Status: WorkStatus.WrapUp } work => RouterDecision.Of(WrapUpDecisions.End(work, WrapUpEndedReason.TimeLimit)),
            RouterWork work => StepDecisions.Decide(state, work, now),
            RouterCalendar calendar => CalendarDecisions.Decide(calendar, now),
            CampaignCall call => LineDecisions.Decide(state, call, now),
            RouterCampaign campaign => CampaignDecisions.Decide(campaign),
            RouterAgent agent => RouterDecision.Of(
                [new RouterEvent.AgentGraceEnded(agent.Id), .. PresenceDecisions.RevokeAll(agent, OfferRevokedReason.Disconnected)]),
            _ => throw new UnreachableException($"No rule for a timer of {timer.Owner.GetType().Name}."),
        };
    }

    /// <summary>
    /// RONA: the agent is asked no more until ready anew, so no offer repeats by itself. Of several who are asked at once each is only
    /// not asked again about this item: one call that rings everywhere must not send a whole team away.
    /// </summary>
    private static RouterDecision Expire(RouterOffer offer)
    {
        var (item, agent) = (offer.Work.Item, offer.Agent);
        var id = agent.Id;
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.Add(new RouterEvent.OfferExpired(offer.Id, item.Id, item.Interaction, item.Queue, id));
        if (item.Agent is not null)
        {
            events.Add(new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, id, WorkUnboundReason.NoAnswer));
        }

        if (offer.Work.Queue.Settings.OfferTo == 1)
        {
            events.Add(new RouterEvent.AgentNotReady(id, NotReadyReason.NoAnswer));
            events.AddRange(PresenceDecisions.RevokeAll(agent, OfferRevokedReason.NotReady, but: offer));
        }

        return RouterDecision.Of(events.ToImmutable());
    }
}
