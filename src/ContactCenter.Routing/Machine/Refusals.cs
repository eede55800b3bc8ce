namespace ContactCenter.Routing;

/// <summary>The sentences in which the router refuses: the thing, the value, the remedy.</summary>
internal static class Refusals
{
    public static RouterDecision UnknownAgent(AgentId agent) =>
        RouterDecision.Refuse(RouterRefusalCode.UnknownAgent, $"There is no agent '{agent}'. Add the agent first, or check the id.");

    public static RouterDecision UnknownQueue(QueueId queue) =>
        RouterDecision.Refuse(RouterRefusalCode.UnknownQueue, $"There is no queue '{queue}'. Add the queue first, or check the id.");

    public static RouterDecision UnknownWork(WorkItemId item) =>
        RouterDecision.Refuse(RouterRefusalCode.UnknownWork, $"The work {item} is not known or has ended. Nothing is left to do.");

    public static RouterDecision UnknownCampaign(CampaignId campaign) =>
        RouterDecision.Refuse(RouterRefusalCode.UnknownCampaign, $"There is no campaign '{campaign}'. Add the campaign first, or check the id.");

    /// <summary>Null unless a campaign decides what becomes of the work.</summary>
    public static RouterDecision? OfCampaign(RouterState state, WorkItemId item) => !state.IsOfCampaign(item) ? null : RouterDecision.Refuse(
        RouterRefusalCode.CampaignWork,
        $"The work {item} is a call of the campaign '{state.CallOf(item)!.Campaign.Settings.Id}'. Report what becomes of its line, or withdraw the contact.");

    public static RouterDecision NotSignedIn(AgentId agent) =>
        RouterDecision.Refuse(RouterRefusalCode.NotSignedIn, $"The agent '{agent}' is not signed in. Sign in first.");

    public static RouterDecision NotConnected(AgentId agent) =>
        RouterDecision.Refuse(RouterRefusalCode.NotConnected, $"The agent '{agent}' has no desktop or phone connected. Choose another, or try again when it is back.");

    public static RouterDecision AlreadyHandled(string what) =>
        RouterDecision.Refuse(RouterRefusalCode.AlreadyHandled, $"{what} Nothing is left to do.");

    public static RouterDecision NotAssigned(WorkItemId item) =>
        RouterDecision.Refuse(RouterRefusalCode.NotAssigned, $"The work {item} is in no agent's hands. Withdraw it instead.");

    public static RouterDecision Invalid(string what) => RouterDecision.Refuse(RouterRefusalCode.InvalidValue, what);

    public static RouterDecision UnknownTransfer(WorkItemId item) =>
        RouterDecision.Refuse(RouterRefusalCode.UnknownTransfer, $"No transfer of the work {item} is under way here. Nothing is left to do.");

    public static RouterDecision QueueFull(RouterQueue queue, int limit) => RouterDecision.Refuse(
        RouterRefusalCode.QueueFull,
        $"The queue '{queue.Settings.Id}' holds {queue.Length} of at most {limit} items. Raise its limit, or send the work elsewhere.");
}
