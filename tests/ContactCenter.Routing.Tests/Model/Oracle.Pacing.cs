namespace ContactCenter.Routing.Tests.Model;

// How much campaigns may dial, counted over all agents, lines and calls of the window each time.
internal sealed partial class Oracle
{
    private void CheckCampaigns(RouterState state, DateTimeOffset now)
    {
        Require(state.ReadCampaigns(now).Select(view => view.Settings.Id.Value).SequenceEqual(_campaigns.Keys), "there are other campaigns");
        foreach (var (id, campaign) in _campaigns)
        {
            var view = state.ReadCampaign(new(id), now)!;
            var calls = OpenCalls(campaign);
            (view.Contacts, view.Ready, view.Lines, view.Answered, view.Abandoned, view.BeyondCap, view.AgentsTaken, view.Unknown).ShouldBe((
                campaign.Contacts.Count, campaign.Contacts.Values.Count(contact => contact.Call is null && contact.IsReady), calls.Count,
                campaign.Answered.Count, campaign.Abandoned.Count, campaign.Beyond, campaign.Taken, campaign.Unknown.Count));
            (view.Ringing, view.Waiting).ShouldBe((calls.Count(call => call is { Stage: CallStage.Ringing, IsHeld: false }), calls.Count(call => call.Stage == CallStage.Answered)));
            view.FreeAgents.ShouldBe(FreeFor(campaign), "other agents count as free");
            view.Talking.ShouldBe(_calls.Values.Count(call => call.Campaign == campaign && call.Stage == CallStage.Connected), "other calls are talked on");
            (view.Window.Answered, view.Window.Abandoned).ShouldBe((InWindow(campaign.Answered, campaign, now), InWindow(campaign.Abandoned, campaign, now)));
            Require(calls.All(call => call.Stage != CallStage.Answered || _items.ContainsKey(call.Line)), "a person waits for nobody");

            var explanation = CampaignExplainer.Explain(state, new(id), now)!;
            Require(explanation.Obstacle != DiallingObstacle.None, "a campaign could dial and does not");
            Require(!MustDial(campaign, now), $"a campaign has agents, contacts and lines, and does not dial: {explanation.Message}");
        }
    }

    /// <summary>Nothing stands in the way of a line with an agent of its own, however the campaign dials.</summary>
    private bool MustDial(NaiveCampaign campaign, DateTimeOffset now)
    {
        var (settings, queue) = (campaign.Settings, _queues[campaign.Settings.Queue]);
        return !campaign.IsPaused && campaign.Contacts.Values.Any(contact => contact.Call is null && contact.IsReady)
            && OpenCalls(campaign).Count < settings.MaxLines && IsOpen(queue)
            && !(queue.Calendar is { } calendar && _calendars[calendar].Until <= now + settings.RingTime + TimeSpan.FromSeconds(10) + settings.AnswerLimit)
            && !_campaigns.Values.Any(other => other != campaign && LinesOf(other).Count > 0 && Shares(campaign, other))
            && !_items.Values.Any(item => item.Status == WorkStatus.Waiting)
            && FreeFor(campaign) > LinesOf(campaign).Count;
    }

    private List<NaiveCall> OpenCalls(NaiveCampaign campaign) => [.. _calls.Values.Where(call => call.Campaign == campaign && call.Stage != CallStage.Connected)];

    /// <summary>Calls that need an agent when they are answered, or do now.</summary>
    private List<NaiveCall> LinesOf(NaiveCampaign campaign) =>
        [.. OpenCalls(campaign).Where(call => call is { Stage: CallStage.Answered } or { Stage: CallStage.Ringing, IsHeld: false })];

    private int LinesAround(NaiveCampaign campaign) => _campaigns.Values.Where(other => other == campaign || Shares(campaign, other)).Sum(other => LinesOf(other).Count);

    private int Shortage(NaiveCampaign campaign)
    {
        var lines = LinesOf(campaign).Count;
        return lines == 0 ? 0 : Math.Max(0, Math.Min(LinesAround(campaign) - FreeFor(campaign), lines));
    }

    /// <summary>Whether an agent there is could serve both, at work or not.</summary>
    private bool Shares(NaiveCampaign one, NaiveCampaign other) =>
        Asks(one).SetEquals(Asks(other)) || _agents.Values.Any(agent => CanServe(agent.Settings, one) && CanServe(agent.Settings, other));

    private HashSet<string> Asks(NaiveCampaign campaign) => Demand(Probe(campaign));

    private bool CanServe(AgentSettings settings, NaiveCampaign campaign)
    {
        var agent = new NaiveAgent { Settings = settings };
        return Suits(agent, Probe(campaign)) && agent.Cost(campaign.Settings.Channel).Units <= settings.Capacity;
    }

    private int FreeFor(NaiveCampaign campaign)
    {
        if (!IsOpen(_queues[campaign.Settings.Queue]))
        {
            return 0;
        }

        var probe = Probe(campaign);
        return _agents.Values.Count(agent => MayTake(agent, probe));
    }

    private static NaiveItem Probe(NaiveCampaign campaign) => new()
    {
        Order = 0,
        Work = new WorkItem { Id = default, Interaction = default, Queue = campaign.Settings.Queue, Channel = campaign.Settings.Channel, WaitingSince = default },
    };

    /// <summary>How many more may be abandoned: none for what may reach into the next window.</summary>
    private long Room(NaiveCampaign campaign, DateTimeOffset at)
    {
        var settings = campaign.Settings;
        var latest = at + settings.RingTime + TimeSpan.FromSeconds(10) + settings.AnswerLimit;
        if (settings.Mode != CampaignMode.Predictive || WindowOf(campaign, latest) != WindowOf(campaign, at))
        {
            return 0;
        }

        var allowed = InWindow(campaign.Answered, campaign, at) * settings.AbandonedCapPermille / 1_000;
        return Math.Max(0, allowed - InWindow(campaign.Abandoned, campaign, at) - InWindow(campaign.Unknown, campaign, at));
    }

    private static long InWindow(List<DateTimeOffset> times, NaiveCampaign campaign, DateTimeOffset at) =>
        times.Count(time => WindowOf(campaign, time) == WindowOf(campaign, at));

    /// <summary>Days of UTC: histories play with no other, nor with windows of a month.</summary>
    private static DateTime WindowOf(NaiveCampaign campaign, DateTimeOffset at)
    {
        (campaign.Settings.WindowDays, campaign.Settings.DayOffset).ShouldBe((1, TimeSpan.Zero));
        return at.UtcDateTime.Date;
    }
}

internal sealed class NaiveCampaign
{
    public required CampaignSettings Settings { get; set; }

    public bool IsPaused { get; set; }

    public Dictionary<ContactId, NaiveContact> Contacts { get; } = [];

    public List<DateTimeOffset> Answered { get; } = [];

    public List<DateTimeOffset> Abandoned { get; } = [];

    public List<DateTimeOffset> Unknown { get; } = [];

    public long Taken { get; set; }

    public long SeenTaken { get; set; }

    public long Beyond { get; set; }

    public int LastShortage { get; set; }

    public DateTimeOffset? NextLater => Contacts.Values.Where(contact => contact is { Call: null, IsReady: false }).Select(contact => (DateTimeOffset?)contact.Due).Min();
}

internal sealed class NaiveContact
{
    public required CampaignContact Contact { get; init; }

    public long Order { get; set; }

    public DateTimeOffset Due { get; set; }

    public bool IsReady { get; set; }

    public int Attempts { get; set; }

    public bool IsWithdrawn { get; set; }

    public NaiveCall? Call { get; set; }
}

internal sealed class NaiveCall
{
    public required WorkItemId Line { get; init; }

    public required NaiveCampaign Campaign { get; init; }

    public NaiveContact? Contact { get; set; }

    public CallStage Stage { get; set; }

    public bool IsHeld { get; set; }

    public DateTimeOffset AnsweredAt { get; set; }

    public DateTimeOffset? Until { get; set; }
}
