using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Campaigns come, change, pause and go.</summary>
internal static class CampaignDecisions
{
    public static RouterDecision Decide(RouterState state, RouterCommand.SetCampaign command)
    {
        var settings = command.Settings;
        if (CampaignRules.FindFault(settings) is { } fault)
        {
            return Refusals.Invalid(fault);
        }

        if (state.QueueOf(settings.Queue) is not { } queue)
        {
            return Refusals.UnknownQueue(settings.Queue);
        }

        var known = state.CampaignOf(settings.Id);
        if (known?.Settings == settings)
        {
            return Refusals.AlreadyHandled($"The campaign '{settings.Id}' is set so already.");
        }

        if (known is null && state.AllCampaigns.Count >= CampaignRules.MaxCampaigns)
        {
            return RouterDecision.Refuse(
                RouterRefusalCode.CampaignFull, $"There are {state.AllCampaigns.Count} campaigns of at most {CampaignRules.MaxCampaigns}. Remove one, or use another partition for '{settings.Id}'.");
        }

        if (settings.Mode != CampaignMode.Preview && !queue.Settings.AutoAccept)
        {
            return Refusals.Invalid(
                $"The campaign '{settings.Id}' dials by itself ({settings.Mode}) and its queue '{settings.Queue}' asks agents first, while a person waits. Set AutoAccept on the queue, or the mode to Preview.");
        }

        if (!state.Index.HasRoomForChannel(settings.Channel))
        {
            return Refusals.Invalid($"The campaign '{settings.Id}' calls by the channel '{settings.Channel}', one more than the {MatchIndex.MaxChannels} a router tells apart; use another partition.");
        }

        return known is { Open: > 0 } && (known.Settings.Queue != settings.Queue || known.Settings.Channel != settings.Channel
                || known.Settings.AbandonedCapPermille > settings.AbandonedCapPermille)
            ? InUse(known, "gets another queue, channel or a lower cap")
            : known is null && command.StartsPaused
                ? RouterDecision.Of(new RouterEvent.CampaignSet(settings), new RouterEvent.CampaignPaused(settings.Id))
                : RouterDecision.Of(new RouterEvent.CampaignSet(settings));
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.RemoveCampaign command) => state.CampaignOf(command.Campaign) switch
    {
        null => Refusals.UnknownCampaign(command.Campaign),
        { Open: > 0 } campaign => InUse(campaign, "is removed"),
        _ => RouterDecision.Of(new RouterEvent.CampaignRemoved(command.Campaign)),
    };

    public static RouterDecision Decide(RouterState state, RouterCommand.PauseCampaign command)
    {
        if (state.CampaignOf(command.Campaign) is not { IsPaused: false } campaign)
        {
            return state.CampaignOf(command.Campaign) is null
                ? Refusals.UnknownCampaign(command.Campaign)
                : Refusals.AlreadyHandled($"The campaign '{command.Campaign}' is paused already.");
        }

        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        events.Add(new RouterEvent.CampaignPaused(command.Campaign));
        foreach (var call in state.SortedCalls().Where(call => call.Campaign == campaign && call.Stage == CallStage.Preview))
        {
            events.AddRange(LineDecisions.PutBack(state, call).Events);
        }

        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.ResumeCampaign command) => state.CampaignOf(command.Campaign) switch
    {
        null => Refusals.UnknownCampaign(command.Campaign),
        { IsPaused: false } => Refusals.AlreadyHandled($"The campaign '{command.Campaign}' is not paused."),
        _ => RouterDecision.Of(new RouterEvent.CampaignResumed(command.Campaign)),
    };

    /// <summary>Its next contact's time has come.</summary>
    public static RouterDecision Decide(RouterCampaign campaign) => RouterDecision.Of(new RouterEvent.CampaignDue(campaign.Settings.Id));

    private static RouterDecision InUse(RouterCampaign campaign, string before) => RouterDecision.Refuse(
        RouterRefusalCode.CampaignInUse,
        $"The campaign '{campaign.Settings.Id}' has {campaign.Open} calls that are offered, ring or wait. Pause it and let them end before it {before}.");
}
