namespace ContactCenter.Routing;

// What campaigns do when everything else is settled. Without campaigns nothing of this is done.
internal sealed partial class RouterTurn
{
    private readonly List<(RouterCampaign Campaign, int Shortage)> _before = [];

    /// <summary>Notes who of the campaigns with lines was short of agents before.</summary>
    private void NoteShortages()
    {
        _before.Clear();
        if (state.HasCalls)
        {
            foreach (var campaign in state.AllCampaigns)
            {
                if (campaign.Lines > 0)
                {
                    _before.Add((campaign, PacingDecisions.ShortageOf(state, campaign)));
                }
            }
        }
    }

    /// <summary>Says which agents were taken away, then dials as much as may be.</summary>
    private void Pace()
    {
        if (!state.HasCampaigns)
        {
            return;
        }

        MarkWhole();
        foreach (var campaign in state.AllCampaigns)
        {
            if (campaign.Lines > 0)
            {
                var taken = PacingDecisions.ShortageOf(state, campaign) - _before.Find(before => before.Campaign == campaign).Shortage;
                if (taken > 0)
                {
                    Apply(new RouterEvent.CampaignAgentsTaken(campaign.Settings.Id, taken));
                }
            }
        }

        Dial();
        NoteShortages();
    }

    private void Dial()
    {
        while (PacingDecisions.Next(state, NewLine, _now) is { IsEmpty: false } decision)
        {
            MarkWhole();
            Apply(decision);
            Settle();
        }
    }

    /// <summary>An agent has work: a call of a campaign goes on from there.</summary>
    private void FollowCall(WorkItemId item)
    {
        if (state.CallOf(item) is { } call && state.WorkOf(item)?.Agent is not null)
        {
            Apply(LineDecisions.Follow(state, call, _now));
        }
    }

    /// <summary>Finishes what a stop in the middle of a large append has left half done.</summary>
    private void MendCalls()
    {
        foreach (var call in state.SortedCalls().ToList())
        {
            if (call is { Stage: CallStage.Preview, Campaign.IsPaused: true })
            {
                Apply(LineDecisions.PutBack(state, call));
            }
            else if (state.WorkOf(call.Line) is null && call.Stage is CallStage.Preview or CallStage.Answered)
            {
                Apply(new RouterEvent.WorkQueued(LineDecisions.WorkOf(call, call.Stage == CallStage.Answered, _now)));
            }
            else
            {
                FollowCall(call.Line);
            }
        }
    }

    private WorkItemId NewLine() => new(DerivedId.From(_input.CommandId, _records.Count - _first));
}
