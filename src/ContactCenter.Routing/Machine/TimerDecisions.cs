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

        return timer switch
        {
            { Work: { Status: WorkStatus.Offered } work } => Expire(work),
            { Work: { } work } => RouterDecision.Of(WrapUpDecisions.End(work, WrapUpEndedReason.TimeLimit)),
            _ => RouterDecision.Of(
                [new RouterEvent.AgentGraceEnded(timer.Agent!.Settings.Id), .. PresenceDecisions.RevokeAll(timer.Agent, OfferRevokedReason.Disconnected)]),
        };
    }

    /// <summary>RONA: the agent is asked no more until ready anew, so no offer repeats by itself.</summary>
    private static RouterDecision Expire(RouterWork work)
    {
        var (item, agent) = (work.Item, work.Agent!);
        var id = agent.Settings.Id;
        var events = new List<RouterEvent> { new RouterEvent.OfferExpired(work.Offer!.Value, item.Id, item.Interaction, item.Queue, id) };
        if (item.Agent is not null)
        {
            events.Add(new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, id, WorkUnboundReason.NoAnswer));
        }

        events.Add(new RouterEvent.AgentNotReady(id, NotReadyReason.NoAnswer));
        events.AddRange(PresenceDecisions.RevokeAll(agent, OfferRevokedReason.NotReady, but: work));
        return RouterDecision.Of([.. events]);
    }
}
