namespace ContactCenter.Routing;

/// <summary>
/// Which campaign dials next, if any. A campaign counts the agents who could take its calls, less the lines of all campaigns whose agents could be
/// the same: whoever of them takes a call, agents and lines fall by one each, so that none takes from another what that one was promised.
/// </summary>
/// <remarks>
/// Of a campaign let T be the lines (ringing or answered, without an agent) of all campaigns it shares agents with, its own L among them, and F its free
/// agents. Its shortage E = max(0, min(T − F, L)) is what <see cref="Pacing"/> bounds by the room under its cap. No campaign dials where that would make the shortage of
/// another exceed that one's room. What raises E otherwise is an agent who leaves or is given other work; it is journaled as <c>campaign.agents-taken</c>.
/// </remarks>
internal static class PacingDecisions
{
    /// <summary>Calls that may be answered without an agent being there, were all answered now.</summary>
    public static int ShortageOf(RouterState state, RouterCampaign campaign) =>
        campaign.Lines == 0 ? 0 : Math.Max(0, Math.Min(state.LinesAround(campaign) - campaign.Free, campaign.Lines));

    /// <summary>What the campaign whose turn it is does; nothing when none may dial.</summary>
    /// <param name="state">The state, settled.</param>
    /// <param name="newLine">Makes the id of the line.</param>
    /// <param name="now">The time.</param>
    public static RouterDecision Next(RouterState state, Func<WorkItemId> newLine, DateTimeOffset now)
    {
        RouterCampaign? next = null;
        foreach (var campaign in state.AllCampaigns)
        {
            if (campaign.Wants && (next is null || campaign.TurnSequence < next.TurnSequence) && WhyNot(state, campaign, now) == DiallingObstacle.None)
            {
                next = campaign;
            }
        }

        if (next is null)
        {
            return RouterDecision.Of([]);
        }

        var (id, contact) = (next.Settings.Id, next.Ready.First(SureEndOf(next, now))!);
        if (contact.Attempts >= next.Settings.MaxAttempts)
        {
            return RouterDecision.Of(new RouterEvent.ContactWithdrawn(id, contact.Contact.Id)); // the limit was lowered meanwhile
        }

        var line = newLine();
        if (next.Settings.Mode != CampaignMode.Preview)
        {
            return RouterDecision.Of(LineDecisions.Dial(next, contact, line, null, now));
        }

        var call = new CampaignCall { Line = line, Interaction = contact.Contact.Interaction, Campaign = next, Contact = contact };
        return RouterDecision.Of(
            new RouterEvent.ContactPreviewed(id, contact.Contact.Id, line, call.Interaction), new RouterEvent.WorkQueued(LineDecisions.WorkOf(call, answered: false, now)));
    }

    /// <summary>What keeps the campaign from dialling one more line now.</summary>
    public static DiallingObstacle WhyNot(RouterState state, RouterCampaign campaign, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        return campaign switch
        {
            { IsPaused: true } => DiallingObstacle.Paused,
            { Contacts.Count: 0 } => DiallingObstacle.NoContacts,
            { Ready.Count: 0 } => campaign.Later.Count > 0 ? DiallingObstacle.NobodyDue : DiallingObstacle.AllCalled,
            { Queue.IsOpen: false } => DiallingObstacle.Closed,
            _ when campaign.Ready.First(SureEndOf(campaign, now)) is null => DiallingObstacle.OutsideHours,
            _ when campaign.Open >= campaign.Settings.MaxLines => DiallingObstacle.AllLinesInUse,
            _ when ClosesSoon(campaign, now) => DiallingObstacle.ClosesSoon,
            _ when !HasAgents(state, campaign, at) => DiallingObstacle.NoAgents,
            _ when !LeavesOthersTheirs(state, campaign, at) => DiallingObstacle.OthersCalls,
            _ => DiallingObstacle.None,
        };
    }

    /// <summary>Agents of the campaign who are free soon: of those who have its calls, the part that ends while a line rings.</summary>
    public static int SoonFree(RouterCampaign campaign)
    {
        var handling = campaign.Pacing.HandlingMs;
        return handling == 0 ? 0 : (int)Math.Min(campaign.Talking, campaign.Talking * (long)campaign.Settings.RingTime.TotalMilliseconds / handling);
    }

    /// <summary>Free agents less the lines of other campaigns they may be needed for.</summary>
    public static int OwnFree(RouterState state, RouterCampaign campaign) => campaign.Free - (state.LinesAround(campaign) - campaign.Lines);

    /// <summary>How many lines beyond the free agents the campaign may have: none but in predictive dialling.</summary>
    public static long RoomOf(RouterCampaign campaign, long at) =>
        campaign.Settings.Mode == CampaignMode.Predictive ? Pacing.Budget(campaign.Settings, campaign.Pacing, at) : 0;

    private static bool HasAgents(RouterState state, RouterCampaign campaign, long at)
    {
        var free = OwnFree(state, campaign);
        return campaign.Settings.Mode == CampaignMode.Preview
            ? free - campaign.Lines - campaign.Class.Waiting.Count > 0 // those who wait and are not taken were declined by who is free
            : Pacing.DialsNow(campaign.Settings, campaign.Pacing, free, SoonFree(campaign), at) > 0;
    }

    private static bool LeavesOthersTheirs(RouterState state, RouterCampaign campaign, long at)
    {
        foreach (var other in state.AllCampaigns)
        {
            if (other != campaign && other.Lines > 0 && state.Index.Share(campaign.Class, other.Class))
            {
                var shortage = Math.Min(state.LinesAround(other) + 1 - other.Free, other.Lines);
                if (shortage > 0 && shortage > RoomOf(other, at) && shortage > ShortageOf(state, other))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether the queue closes before a line dialled now is sure to have ended: nobody would be there.</summary>
    private static bool ClosesSoon(RouterCampaign campaign, DateTimeOffset now) =>
        campaign.Queue.Calendar?.Timer.At is { } closes && closes <= SureEndOf(campaign, now);

    /// <summary>By when a line dialled now has been answered or given up.</summary>
    public static DateTimeOffset SureEndOf(RouterCampaign campaign, DateTimeOffset now) => now + campaign.Settings.RingTime + Pacing.Grace + campaign.Settings.AnswerLimit;
}
