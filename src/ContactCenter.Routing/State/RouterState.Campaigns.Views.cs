namespace ContactCenter.Routing;

// What is seen of campaigns.
public sealed partial class RouterState
{
    /// <summary>The campaigns, by id.</summary>
    /// <param name="now">The time, by which the window is found.</param>
    public IEnumerable<CampaignView> ReadCampaigns(DateTimeOffset now) => [.. _campaigns.Values.Select(campaign => View(campaign, now))];

    /// <summary>The campaign with this id, in O(1); null when there is none.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="now">The time, by which the window is found.</param>
    public CampaignView? ReadCampaign(CampaignId campaign, DateTimeOffset now) => CampaignOf(campaign) is { } found ? View(found, now) : null;

    /// <summary>The contacts of a campaign with how often each was dialled and when it may be again, in the order they were put on the list; empty when there is no such campaign.</summary>
    public IEnumerable<ContactView> ContactsOf(CampaignId campaign) => CampaignOf(campaign) is { } found
        ? [.. found.Contacts.Values.OrderBy(contact => contact.Sequence).Select(contact => new ContactView(
            contact.Contact, contact.Attempts, contact.Call is null ? DateTimeOffset.FromUnixTimeMilliseconds(contact.Due) : null, contact.Call?.Line, contact.Call?.Stage))]
        : [];

    internal static CampaignView View(RouterCampaign campaign, DateTimeOffset now)
    {
        var (pacing, settings) = (campaign.Pacing, campaign.Settings);
        return new CampaignView
        {
            Settings = settings,
            IsPaused = campaign.IsPaused,
            IsOpen = campaign.Queue.IsOpen,
            Contacts = campaign.Contacts.Count,
            Ready = campaign.Ready.Open,
            NextAt = (campaign.Timer.At, campaign.Ready.OpensAt) is ({ } due, { } opens) ? (due < opens ? due : opens) : campaign.Timer.At ?? campaign.Ready.OpensAt,
            Lines = campaign.Open,
            Ringing = pacing.Ringing,
            Waiting = pacing.Waiting,
            Talking = campaign.Talking,
            FreeAgents = campaign.Free,
            Dialled = campaign.Dialled,
            Answered = pacing.Answered,
            Connected = campaign.Connected,
            Abandoned = pacing.Abandoned,
            BeyondCap = campaign.BeyondCap,
            AgentsTaken = campaign.Taken,
            NotAnswered = pacing.NotAnswered,
            Unknown = pacing.Unknown,
            Window = pacing.PeriodAt(settings, now.ToUnixTimeMilliseconds()),
            ConnectPermille = pacing.ConnectPpm(settings) / 1_000,
            Handling = pacing.HandlingMs == 0 ? null : TimeSpan.FromMilliseconds(pacing.HandlingMs),
        };
    }
}

/// <summary>A contact of a campaign at a moment.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Attempts">How often dialled.</param>
/// <param name="DueAt">From when on it may be dialled; null while a call is under way.</param>
/// <param name="Line">The call under way.</param>
/// <param name="Stage">How far that is.</param>
public sealed record ContactView(CampaignContact Contact, int Attempts, DateTimeOffset? DueAt, WorkItemId? Line, CallStage? Stage);
