namespace ContactCenter.Routing.Tests.Model;

// Campaigns, by looking at everybody: each dial must be allowed, each call counted, each retry due when it is.
internal sealed partial class Oracle
{
    private readonly SortedDictionary<string, NaiveCampaign> _campaigns = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkItemId, NaiveCall> _calls = [];

    private bool HearCampaign(RouterRecord record)
    {
        var at = record.At;
        switch (record.Event)
        {
            case RouterEvent.CampaignSet e:
                if (_campaigns.TryGetValue(e.Settings.Id.Value, out var known))
                {
                    Require(
                        OpenCalls(known).Count == 0 || (known.Settings.Queue == e.Settings.Queue && known.Settings.AbandonedCapPermille <= e.Settings.AbandonedCapPermille),
                        "a campaign with lines got another queue or a lower cap");
                    known.Settings = e.Settings;
                }
                else
                {
                    _campaigns.Add(e.Settings.Id.Value, new NaiveCampaign { Settings = e.Settings });
                }

                Require(e.Settings.Mode == CampaignMode.Preview || _queues[e.Settings.Queue].AutoAccept, "persons wait while agents are asked");
                break;
            case RouterEvent.CampaignRemoved e:
                Require(OpenCalls(_campaigns[e.Campaign.Value]).Count == 0, "a campaign with lines was removed");
                foreach (var call in _calls.Values.Where(call => call.Campaign == _campaigns[e.Campaign.Value]).ToList())
                {
                    _calls.Remove(call.Line);
                }

                _campaigns.Remove(e.Campaign.Value);
                break;
            case RouterEvent.CampaignPaused e: _campaigns[e.Campaign.Value].IsPaused = true; break;
            case RouterEvent.CampaignResumed e: _campaigns[e.Campaign.Value].IsPaused = false; break;
            case RouterEvent.CampaignDue e:
                FiresInTime(_campaigns[e.Campaign.Value].NextLater, at);
                foreach (var contact in _campaigns[e.Campaign.Value].Contacts.Values.Where(contact => contact.Call is null && contact.Due <= at))
                {
                    contact.IsReady = true;
                }

                break;
            case RouterEvent.CampaignAgentsTaken e: HearTaken(_campaigns[e.Campaign.Value], e.Agents); break;
            case RouterEvent.ContactAdded e:
                var list = _campaigns[e.Campaign.Value];
                Require(list.Contacts.Count < list.Settings.MaxContacts, "a list is longer than it may be");
                var due = e.Contact.NotBefore ?? at;
                list.Contacts.Add(e.Contact.Id, new NaiveContact { Contact = e.Contact, Order = ++_order, Due = due, IsReady = due <= at });
                break;
            case RouterEvent.ContactWithdrawn e: HearWithdrawal(_campaigns[e.Campaign.Value], e.Contact); break;
            case RouterEvent.ContactPreviewed e: HearPreview(e, at); break;
            case RouterEvent.ContactPutBack e:
                var back = Call(e.Line, CallStage.Preview);
                _items.ShouldNotContainKey(e.Line, "a contact went back while an agent is asked about it");
                back.Contact!.Call = null;
                _calls.Remove(e.Line);
                break;
            case RouterEvent.ContactDialled e: HearDial(e, at); break;
            case RouterEvent.ContactAnswered e: HearAnswer(e, at); break;
            case RouterEvent.ContactConnected e: HearConnection(e); break;
            case RouterEvent.ContactAbandoned e: HearAbandonment(e, at); break;
            case RouterEvent.ContactNotReached e: HearMiss(e, at); break;
            default: return false;
        }

        return true;
    }

    private void HearPreview(RouterEvent.ContactPreviewed e, DateTimeOffset at)
    {
        var campaign = _campaigns[e.Campaign.Value];
        Require(campaign.Settings.Mode == CampaignMode.Preview, "a contact is offered by a campaign that dials by itself");
        var call = Begin(campaign, e.Contact, e.Line, e.Interaction, at);
        Require(FreeFor(campaign) > 0, "a contact is offered while no agent is free");
        call.Stage = CallStage.Preview;
    }

    private void HearDial(RouterEvent.ContactDialled e, DateTimeOffset at)
    {
        var campaign = _campaigns[e.Campaign.Value];
        var call = e.Agent is null ? Begin(campaign, e.Contact, e.Line, e.Interaction, at) : Call(e.Line, CallStage.Preview);
        if (e.Agent is { } agent)
        {
            InStatus(e.Line, WorkStatus.Assigned, agent);
        }
        else
        {
            Require(campaign.Settings.Mode != CampaignMode.Preview, "a line was dialled in preview that nobody accepted");
            Require(LinesOf(campaign).Count < campaign.Settings.MaxLines, "more lines are dialled than there may be");
            var room = Room(campaign, at);
            Require(Math.Min(LinesAround(campaign) - FreeFor(campaign), LinesOf(campaign).Count) + 1 <= room, "a line was dialled for which no agent is free, nor room under the cap");
            foreach (var other in _campaigns.Values.Where(other => other != campaign && LinesOf(other).Count > 0 && Shares(campaign, other)))
            {
                var shortage = Math.Min(LinesAround(other) + 1 - FreeFor(other), LinesOf(other).Count);
                Require(shortage <= Math.Max(Room(other, at), Shortage(other)), "a line was dialled for the agents of another campaign's");
            }
        }

        Require(!campaign.IsPaused && IsOpen(_queues[campaign.Settings.Queue]), "a campaign dials that is paused or closed");
        var contact = call.Contact!;
        e.Attempt.ShouldBe(contact.Attempts + 1, "an attempt was made twice, or left out");
        e.Attempt.ShouldBeLessThanOrEqualTo(campaign.Settings.MaxAttempts);
        e.RingsUntil.ShouldBe(at + campaign.Settings.RingTime);
        contact.Attempts = e.Attempt;
        (call.Stage, call.IsHeld, call.Until) = (CallStage.Ringing, e.Agent is not null, e.RingsUntil + TimeSpan.FromSeconds(10));
    }

    private void HearAnswer(RouterEvent.ContactAnswered e, DateTimeOffset at)
    {
        var call = Call(e.Line, CallStage.Ringing);
        e.Until.ShouldBe(at + call.Campaign.Settings.AnswerLimit);
        call.Campaign.Answered.Add(at);
        (call.Stage, call.AnsweredAt, call.Until) = (CallStage.Answered, at, e.Until);
    }

    private void HearConnection(RouterEvent.ContactConnected e)
    {
        var call = Call(e.Line, CallStage.Answered);
        InStatus(e.Line, WorkStatus.Assigned, e.Agent);
        call.Campaign.Contacts.Remove(e.Contact);
        (call.Stage, call.Until, call.Contact) = (CallStage.Connected, null, null);
    }

    private void HearAbandonment(RouterEvent.ContactAbandoned e, DateTimeOffset at)
    {
        var call = Call(e.Line, CallStage.Answered);
        FiresInTime(call.Until, at);
        e.AnsweredAt.ShouldBe(call.AnsweredAt);
        _items.ShouldNotContainKey(e.Line, "an abandoned call is still offered");
        Require(call.IsHeld || FreeFor(call.Campaign) == 0, "a call was abandoned while an agent was free"); // whoever is asked in place of an agent who left a preview need not answer
        var campaign = call.Campaign;
        campaign.Abandoned.Add(e.AnsweredAt);
        campaign.Beyond += e.BeyondCap ? 1 : 0;
        Require(campaign.Beyond <= campaign.Taken, "a call was abandoned beyond the cap and no agent was taken away");
        var (answered, abandoned) = (InWindow(campaign.Answered, campaign, e.AnsweredAt), InWindow(campaign.Abandoned, campaign, e.AnsweredAt));
        Require(e.BeyondCap || abandoned * 1_000 <= answered * campaign.Settings.AbandonedCapPermille, "more calls were abandoned than the cap allows");
        EndAttempt(call, LineOutcome.Abandoned, e.Next, at);
    }

    private void HearMiss(RouterEvent.ContactNotReached e, DateTimeOffset at)
    {
        var call = _calls[e.Line];
        call.Stage.ShouldBe(e.Outcome == LineOutcome.HungUp ? CallStage.Answered : CallStage.Ringing);
        _items.ShouldNotContainKey(e.Line, "work is left of a call that is over");
        if (e.Outcome == LineOutcome.Unknown)
        {
            FiresInTime(call.Until, at);
            call.Campaign.Unknown.Add(at);
        }

        EndAttempt(call, e.Outcome, e.Next, at);
    }

    private void EndAttempt(NaiveCall call, LineOutcome outcome, DateTimeOffset? next, DateTimeOffset at)
    {
        var (settings, contact) = (call.Campaign.Settings, call.Contact!);
        var retries = settings.Retries;
        var delay = outcome switch
        {
            LineOutcome.Machine => retries.Machine,
            LineOutcome.Busy => retries.Busy,
            LineOutcome.NoAnswer => retries.NoAnswer,
            LineOutcome.Failed => retries.Failed,
            LineOutcome.Unknown => retries.Unknown,
            LineOutcome.Abandoned => retries.Abandoned,
            _ => retries.HungUp,
        };
        var again = contact.IsWithdrawn || contact.Attempts >= settings.MaxAttempts ? null : at + delay;
        (next is { } time ? (time - again)?.TotalSeconds is >= 0 and < 1 && time.Ticks % TimeSpan.TicksPerSecond == 0 : again is null)
            .ShouldBeTrue($"{outcome} is followed at {next:O}, not at {again:O}");
        contact.Call = null;
        _calls.Remove(call.Line);
        if (next is null)
        {
            call.Campaign.Contacts.Remove(contact.Contact.Id);
            return;
        }

        (contact.Due, contact.IsReady, contact.Order) = (next.Value, false, ++_order);
    }

    private void HearWithdrawal(NaiveCampaign campaign, ContactId id)
    {
        var contact = campaign.Contacts[id];
        contact.IsWithdrawn.ShouldBeFalse();
        contact.IsWithdrawn = true;
        if (contact.Call is null)
        {
            campaign.Contacts.Remove(id);
        }
    }

    /// <summary>Each agent said to be taken away was there before: no more are said to be than were seen to go.</summary>
    private void HearTaken(NaiveCampaign campaign, int agents)
    {
        Require(agents > 0, "nobody was taken away");
        campaign.Taken += agents;
        Require(campaign.Taken <= campaign.SeenTaken, "agents are said to have been taken away who were not");
    }

    /// <summary>Looks after each event how many calls would be without an agent were all answered: what raises that, other than a dial, has taken agents away.</summary>
    private void WatchShortages(RouterEvent happened)
    {
        foreach (var campaign in _campaigns.Values)
        {
            var shortage = _calls.Count == 0 ? 0 : Shortage(campaign);
            campaign.SeenTaken += happened is RouterEvent.ContactDialled ? 0 : Math.Max(0, shortage - campaign.LastShortage);

            // Who declines a call is free as before, and no agent for it any more.
            campaign.SeenTaken += happened is RouterEvent.OfferDeclined declined && _calls.TryGetValue(declined.Item, out var call) && call.Campaign == campaign ? 1 : 0;
            campaign.LastShortage = shortage;
        }
    }

    private NaiveCall Begin(NaiveCampaign campaign, ContactId id, WorkItemId line, InteractionId interaction, DateTimeOffset at)
    {
        var contact = campaign.Contacts[id];
        Require(contact.Call is null, "a contact is called twice at the same time");
        Require(contact.IsReady && contact.Due <= at, "a contact is called before its time");
        Require(campaign.Contacts.Values.Where(other => other.Call is null && other.IsReady).MinBy(other => (other.Due, other.Order)) == contact, "another contact stands first");
        interaction.ShouldBe(contact.Contact.Interaction);
        contact.Call = new NaiveCall { Line = line, Campaign = campaign, Contact = contact };
        _calls.Add(line, contact.Call);
        return contact.Call;
    }

    private NaiveCall Call(WorkItemId line, CallStage stage)
    {
        _calls.ShouldContainKey(line);
        _calls[line].Stage.ShouldBe(stage);
        return _calls[line];
    }
}
