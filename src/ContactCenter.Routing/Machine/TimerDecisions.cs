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
    /// not asked again about this item for now: one call that rings everywhere must not send a whole team away. They were asked at once
    /// and are done with at once; who was asked alone is told by the offers that were live as the time was up, whatever the queue's settings say by then.
    /// </summary>
    private static RouterDecision Expire(RouterOffer offer)
    {
        var (work, agent) = (offer.Work, offer.Agent);
        var item = work.Item;
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        for (var live = work.Offers; live is not null; live = live.Next)
        {
            events.Add(new RouterEvent.OfferExpired(live.Id, item.Id, item.Interaction, item.Queue, live.Agent.Id));
        }

        if (item.Agent is not null)
        {
            events.Add(new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, agent.Id, WorkUnboundReason.NoAnswer));
        }

        if (work.Offers!.Next is null)
        {
            events.Add(new RouterEvent.AgentNotReady(agent.Id, NotReadyReason.NoAnswer));
            events.AddRange(PresenceDecisions.RevokeAll(agent, OfferRevokedReason.NotReady, but: offer));
        }

        return RouterDecision.Of(events.ToImmutable());
    }
}
