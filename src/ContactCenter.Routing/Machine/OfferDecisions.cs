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

        var item = state.WorkOf(command.Offer)!.Item;
        return RouterDecision.Of(
            new RouterEvent.OfferAccepted(command.Offer, item.Id, item.Interaction, item.Queue, command.Agent),
            new RouterEvent.WorkAssigned(item.Id, item.Interaction, item.Queue, command.Agent, null, command.Offer));
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

        var item = state.WorkOf(command.Offer)!.Item;
        var declined = new RouterEvent.OfferDeclined(command.Offer, item.Id, item.Interaction, item.Queue, command.Agent, command.Reason);
        return item.Agent is null
            ? RouterDecision.Of(declined)
            : RouterDecision.Of(declined, new RouterEvent.WorkUnbound(item.Id, item.Interaction, item.Queue, command.Agent, WorkUnboundReason.Declined));
    }

    public static RouterEvent Revoke(RouterWork work, OfferRevokedReason reason) => new RouterEvent.OfferRevoked(
        work.Offer!.Value, work.Item.Id, work.Item.Interaction, work.Item.Queue, work.Agent!.Settings.Id, reason);

    private static RouterDecision? FindRefusal(RouterState state, AgentId agent, OfferId offer, DateTimeOffset now)
    {
        if (state.Agent(agent) is null)
        {
            return Refusals.UnknownAgent(agent);
        }

        return state.WorkOf(offer) switch
        {
            null => Expired(offer),
            { } work when work.Agent!.Settings.Id != agent => RouterDecision.Refuse(
                RouterRefusalCode.OfferNotYours,
                $"The offer {offer} was not made to the agent '{agent}'. Wait for one of your own."),
            { Status: not WorkStatus.Offered } => Refusals.AlreadyHandled($"The offer {offer} was accepted already."),
            { Until: var until } when now >= until => Expired(offer),
            _ => null,
        };
    }

    private static RouterDecision Expired(OfferId offer) => RouterDecision.Refuse(
        RouterRefusalCode.OfferOver,
        $"The offer {offer} is no longer open: it expired, was declined or taken back. Become ready for the next one.");
}
