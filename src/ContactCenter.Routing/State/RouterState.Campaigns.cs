namespace ContactCenter.Routing;

// Campaigns, their lists and their calls. Called by RouterMachine.Apply.
public sealed partial class RouterState
{
    private readonly SortedDictionary<string, RouterCampaign> _campaigns = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkItemId, CampaignCall> _calls = [];
    private readonly SlotTable<RouterContact> _contactSlots = new();

    internal bool HasCampaigns => _campaigns.Count > 0;

    internal bool HasCalls => _calls.Count > 0;

    /// <summary>By id.</summary>
    internal IReadOnlyCollection<RouterCampaign> AllCampaigns => _campaigns.Values;

    internal IEnumerable<CampaignCall> SortedCalls() => _calls.Values.OrderBy(call => call.Sequence);

    internal RouterCampaign? CampaignOf(CampaignId campaign) => _campaigns.GetValueOrDefault(campaign.Value);

    internal CampaignCall? CallOf(WorkItemId line) => _calls.GetValueOrDefault(line);

    /// <summary>Whether a campaign decides what becomes of the work: its call has no agent yet, or is not answered yet.</summary>
    internal bool IsOfCampaign(WorkItemId item) => _calls.Count > 0 && _calls.TryGetValue(item, out var call) && call.Stage != CallStage.Connected;

    /// <summary>Lines of all campaigns whose agents could be this one's: each may take one of them.</summary>
    internal int LinesAround(RouterCampaign campaign)
    {
        var lines = 0;
        foreach (var other in _campaigns.Values)
        {
            lines += other == campaign || (other.Lines > 0 && Index.Share(campaign.Class, other.Class)) ? other.Lines : 0;
        }

        return lines;
    }

    internal void Set(CampaignSettings settings)
    {
        var queue = _queues[settings.Queue];
        if (CampaignOf(settings.Id) is { } known)
        {
            (known.Settings, known.Queue) = (settings, queue);
        }
        else
        {
            _campaigns.Add(settings.Id.Value, new RouterCampaign(settings, queue, _contactSlots));
        }

        WatchCampaigns();
    }

    internal void Remove(CampaignId id)
    {
        var campaign = _campaigns[id.Value];
        _campaigns.Remove(id.Value);
        Stop(campaign.Timer);
        foreach (var contact in campaign.Contacts.Values)
        {
            _contactSlots.Release(contact);
        }

        foreach (var call in SortedCalls().Where(call => call.Campaign == campaign).ToList())
        {
            _calls.Remove(call.Line); // an agent has it: it is work like any other from now on
        }

        WatchCampaigns();
    }

    internal void Pause(CampaignId id, bool paused) => CampaignOf(id)!.IsPaused = paused;

    internal void MarkTaken(CampaignId id, int agents) => CampaignOf(id)!.Taken += agents;

    internal void Add(CampaignId id, CampaignContact added, long at)
    {
        var campaign = CampaignOf(id)!;
        var contact = new RouterContact { Contact = added, Hours = HoursOf(added) };
        _contactSlots.Take(contact);
        campaign.Contacts.Add(added.Id, contact);
        Enlist(campaign, contact, added.NotBefore?.ToUnixTimeMilliseconds() ?? at, at);
    }

    internal void Withdraw(CampaignId id, ContactId contactId)
    {
        var campaign = CampaignOf(id)!;
        var contact = campaign.Contacts[contactId];
        if (contact.Call is null)
        {
            Delist(campaign, contact);
            Forget(campaign, contact);
        }
        else
        {
            contact.IsWithdrawn = true;
        }
    }

    /// <summary>The time of some contacts has come.</summary>
    internal void Due(CampaignId id, long at)
    {
        var campaign = CampaignOf(id)!;
        while (campaign.Later.Count > 0 && campaign.Later.First.Due <= at)
        {
            var contact = campaign.Later.First;
            campaign.Later.Remove(contact);
            Line(campaign, contact, ready: true);
        }

        Arm(campaign);
    }

    internal void Preview(CampaignId id, ContactId contact, WorkItemId line, long at) => Begin(CampaignOf(id)!, contact, line, CallStage.Preview, at);

    internal void PutBack(WorkItemId line)
    {
        var call = _calls[line];
        EndOpen(call);
        if (call.Contact is { } contact)
        {
            contact.Call = null;
            if (contact.IsWithdrawn)
            {
                Forget(call.Campaign, contact);
            }
            else
            {
                Line(call.Campaign, contact, ready: true);
            }
        }
    }

    internal void Dial(RouterEvent.ContactDialled e, long at)
    {
        var campaign = CampaignOf(e.Campaign)!;
        var call = CallOf(e.Line) ?? Begin(campaign, e.Contact, e.Line, CallStage.Ringing, at);
        (call.Stage, call.At, call.IsHeld) = (CallStage.Ringing, at, e.Agent is not null);
        call.Contact!.Attempts = e.Attempt;
        campaign.Dialled++;
        campaign.TurnSequence = ++_sequence;
        campaign.Pacing.Dialled(campaign.Settings, call.IsHeld ? 0 : 1, at);
        Start(call.Timer, e.RingsUntil + Pacing.Grace);
    }

    internal void Answer(WorkItemId line, DateTimeOffset until, long at)
    {
        var call = _calls[line];
        (call.Stage, call.At) = (CallStage.Answered, at);
        if (call.IsHeld)
        {
            call.Campaign.Pacing.AnsweredAlone(call.Campaign.Settings, at);
        }
        else
        {
            call.Campaign.Pacing.AnsweredLive(call.Campaign.Settings, at);
        }

        Start(call.Timer, until);
    }

    internal void Connect(WorkItemId line, long at)
    {
        var call = _calls[line];
        Stop(call.Timer);
        (call.Stage, call.At) = (CallStage.Connected, at);
        var campaign = call.Campaign;
        campaign.Pacing.Connected();
        (campaign.Open, campaign.Talking, campaign.Connected) = (campaign.Open - 1, campaign.Talking + 1, campaign.Connected + 1);
        Forget(campaign, call.Contact!);
        call.Contact = null;
    }

    internal void Abandon(RouterEvent.ContactAbandoned e, long at)
    {
        var call = _calls[e.Line];
        call.Campaign.Pacing.AbandonedLive(call.At);
        call.Campaign.BeyondCap += e.BeyondCap ? 1 : 0;
        EndAttempt(call, e.Next, at);
    }

    internal void MissContact(RouterEvent.ContactNotReached e, long at)
    {
        var call = _calls[e.Line];
        var (pacing, settings) = (call.Campaign.Pacing, call.Campaign.Settings);
        switch (e.Outcome)
        {
            case LineOutcome.HungUp: pacing.HungUp(); break;
            case LineOutcome.Unknown: pacing.Lost(settings, !call.IsHeld, at); break;
            case var _ when call.IsHeld: pacing.NoAnswerToAgent(settings); break;
            default: pacing.NoAnswer(settings); break;
        }

        EndAttempt(call, e.Next, at);
    }

    /// <summary>What work that agents have means to the campaign it came from.</summary>
    internal void FollowWork(RouterEvent happened, long at)
    {
        var ended = happened switch
        {
            RouterEvent.WorkCompleted { WrapUp: false } e => e.Item,
            RouterEvent.WrapUpEnded e => e.Item,
            RouterEvent.WorkReleased e => e.Item,
            RouterEvent.WorkWithdrawn e => e.Item,
            RouterEvent.WorkRequeued e => e.Item,
            RouterEvent.WorkPostponed e => e.Item,
            RouterEvent.WorkTransferredOut e => e.Item.Id,
            _ => (WorkItemId?)null,
        };
        if (ended is { } item && CallOf(item) is { Stage: CallStage.Connected } call)
        {
            call.Campaign.Pacing.Handled(at - call.At);
            call.Campaign.Talking--;
            _calls.Remove(item);
        }
    }

    /// <summary>Finds anew what the calls of campaigns ask of agents.</summary>
    private void WatchCampaigns()
    {
        foreach (var campaign in _campaigns.Values)
        {
            var (queue, channel) = (campaign.Queue, campaign.Settings.Channel);
            var item = new WorkItem { Id = default, Interaction = default, Queue = queue.Settings.Id, Channel = channel, WaitingSince = default };
            campaign.Class = Index.ClassOf(queue, item, Index.NumberOf(channel, _agents.Values), 0);
        }

        Index.Watch(_campaigns.Values.Select(campaign => campaign.Class));
    }

    private CampaignCall Begin(RouterCampaign campaign, ContactId id, WorkItemId line, CallStage stage, long at)
    {
        var contact = campaign.Contacts[id];
        Delist(campaign, contact);
        var call = new CampaignCall { Line = line, Interaction = contact.Contact.Interaction, Campaign = campaign, Contact = contact, Stage = stage, At = at, Sequence = ++_sequence };
        contact.Call = call;
        campaign.Open++;
        _calls.Add(line, call);
        return call;
    }

    private RouterCalendar? HoursOf(CampaignContact contact) => contact.Calendar is { } calendar ? _calendars[calendar] : null;

    private void EndOpen(CampaignCall call)
    {
        Stop(call.Timer);
        call.Campaign.Open--;
        _calls.Remove(call.Line);
    }

    private void EndAttempt(CampaignCall call, DateTimeOffset? next, long at)
    {
        EndOpen(call);
        var contact = call.Contact!;
        contact.Call = null;
        if (next is { } again)
        {
            Enlist(call.Campaign, contact, again.ToUnixTimeMilliseconds(), at);
        }
        else
        {
            Forget(call.Campaign, contact);
        }
    }

    private void Enlist(RouterCampaign campaign, RouterContact contact, long due, long at)
    {
        (contact.Due, contact.Sequence) = (due, ++_sequence);
        Line(campaign, contact, due <= at);
        Arm(campaign);
    }

    private static void Line(RouterCampaign campaign, RouterContact contact, bool ready)
    {
        contact.IsReady = ready;
        if (ready)
        {
            campaign.Ready.Add(contact);
        }
        else
        {
            campaign.Later.Add(contact, contact.Due, contact.Sequence);
        }
    }

    private void Delist(RouterCampaign campaign, RouterContact contact)
    {
        if (contact.IsReady)
        {
            campaign.Ready.Remove(contact);
        }
        else
        {
            campaign.Later.Remove(contact);
            Arm(campaign);
        }
    }

    private void Forget(RouterCampaign campaign, RouterContact contact)
    {
        campaign.Contacts.Remove(contact.Contact.Id);
        _contactSlots.Release(contact);
    }

    private void Arm(RouterCampaign campaign)
    {
        if (campaign.Later.Count == 0)
        {
            Stop(campaign.Timer);
        }
        else if (!campaign.Timer.IsSet || campaign.Timer.Due != campaign.Later.First.Due)
        {
            Start(campaign.Timer, DateTimeOffset.FromUnixTimeMilliseconds(campaign.Later.First.Due));
        }
    }
}
