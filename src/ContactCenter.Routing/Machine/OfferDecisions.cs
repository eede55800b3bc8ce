namespace ContactCenter.Routing;

/// <summary>What an agent answers to an offer. At most one answer counts.</summary>
internal static class OfferDecisions
{
    private const int LongestReason = 64;

    public static RouterDecision Decide(RouterState state, RouterCommand.Accept command, DateTimeOffset now)
    {
        if (FindRefusal(state, command.Agent, command.Offer, now) is { } refusal)
        {
            return refusal;
        }

        var offer = state.OfferOf(command.Offer)!;
        var work = offer.Work;
        return RouterDecision.Of(
            [
                .. RevokeAll(work, OfferRevokedReason.TakenByAnother, but: offer),
                new RouterEvent.OfferAccepted(command.Offer, work.Id, work.Interaction, work.Queue.Id, command.Agent),
                new RouterEvent.WorkAssigned(work.Id, work.Interaction, work.Queue.Id, command.Agent, null, command.Offer),
            ]);
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.Decline command, DateTimeOffset now)
    {
        if (command.Reason is { Length: > LongestReason })
        {
            return Refusals.Invalid($"The reason has {command.Reason.Length} characters; give a code of at most {LongestReason}.");
        }

        if (FindRefusal(state, command.Agent, command.Offer, now) is { } refusal)
        {
            return refusal;
        }

        var item = state.OfferOf(command.Offer)!.Work.Item;
        var declined = new RouterEvent.OfferDeclined(command.Offer, item.Id, item.Interaction, item.Queue, command.Agent, command.Reason);
        return item.Agent is null
            ? RouterDecision.Of(declined)
            : RouterDecision.Of(declined, new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, command.Agent, WorkUnboundReason.Declined));
    }

    public static RouterEvent Revoke(RouterOffer offer, OfferRevokedReason reason)
    {
        var work = offer.Work;
        return new RouterEvent.OfferRevoked(offer.Id, work.Id, work.Interaction, work.Queue.Id, offer.Agent.Id, reason);
    }

    /// <summary>Takes back every live offer of the item but one.</summary>
    public static IEnumerable<RouterEvent> RevokeAll(RouterWork work, OfferRevokedReason reason, RouterOffer? but = null)
    {
        for (var offer = work.Status == WorkStatus.Offered ? work.Offers : null; offer is not null; offer = offer.Next)
        {
            if (offer != but)
            {
                yield return Revoke(offer, reason);
            }
        }
    }

    private static RouterDecision? FindRefusal(RouterState state, AgentId agent, OfferId offer, DateTimeOffset now)
    {
        if (state.Agent(agent) is null)
        {
            return Refusals.UnknownAgent(agent);
        }

        return state.OfferOf(offer) switch
        {
            null => Expired(offer),
            { } made when made.Agent.Id != agent => RouterDecision.Refuse(
                RouterRefusalCode.OfferNotYours,
                $"The offer {offer} was not made to the agent '{agent}'. Wait for one of your own."),
            { Work.Status: not WorkStatus.Offered } => Refusals.AlreadyHandled($"The offer {offer} was accepted already."),
            { Timer.At: var until } when now >= until => Expired(offer),
            _ => null,
        };
    }

    private static RouterDecision Expired(OfferId offer) => RouterDecision.Refuse(
        RouterRefusalCode.OfferOver,
        $"The offer {offer} is no longer open: it expired, was declined or taken back. Become ready for the next one.");
}
