namespace ContactCenter.Routing;

// Campaigns as plain data, and back.
public sealed partial class RouterState
{
    private CampaignSnapshot ToSnapshot(RouterCampaign campaign) => new()
    {
        Settings = campaign.Settings,
        IsPaused = campaign.IsPaused,
        Pacing = campaign.Pacing.Snapshot(),
        TurnSequence = campaign.TurnSequence,
        Dialled = campaign.Dialled,
        Connected = campaign.Connected,
        Taken = campaign.Taken,
        BeyondCap = campaign.BeyondCap,
        DueSequence = campaign.Timer.IsSet ? campaign.Timer.Sequence : 0,
        Contacts =
        [
            .. campaign.Contacts.Values.OrderBy(contact => contact.Sequence)
                .Select(contact => new ContactSnapshot(contact.Contact, contact.Attempts, contact.Due, contact.Sequence, contact.IsReady, contact.IsWithdrawn)),
        ],
        Calls =
        [
            .. SortedCalls().Where(call => call.Campaign == campaign).Select(call => new CallSnapshot(
                call.Line, call.Interaction, call.Contact?.Contact.Id, call.Stage, call.At, call.IsHeld, call.Sequence,
                call.Timer.IsSet ? call.Timer.Due : null, call.Timer.IsSet ? call.Timer.Sequence : 0)),
        ],
    };

    private void Restore(CampaignSnapshot snapshot)
    {
        var campaign = new RouterCampaign(snapshot.Settings, _queues[snapshot.Settings.Queue], _contactSlots, new PacingState(snapshot.Pacing))
        {
            IsPaused = snapshot.IsPaused,
            TurnSequence = snapshot.TurnSequence,
            Dialled = snapshot.Dialled,
            Connected = snapshot.Connected,
            Taken = snapshot.Taken,
            BeyondCap = snapshot.BeyondCap,
        };
        _campaigns.Add(snapshot.Settings.Id.Value, campaign);
        foreach (var saved in snapshot.Contacts.Or())
        {
            var contact = new RouterContact
            {
                Contact = saved.Contact, Hours = HoursOf(saved.Contact), Attempts = saved.Attempts, Due = saved.Due, Sequence = saved.Sequence, IsReady = saved.IsReady, IsWithdrawn = saved.IsWithdrawn,
            };
            _contactSlots.Take(contact);
            campaign.Contacts.Add(saved.Contact.Id, contact);
        }

        foreach (var saved in snapshot.Calls.Or())
        {
            Restore(campaign, saved);
        }

        foreach (var contact in campaign.Contacts.Values.Where(contact => contact.Call is null))
        {
            Line(campaign, contact, contact.IsReady);
        }

        if (campaign.Later.Count > 0)
        {
            Restore(campaign.Timer, campaign.Later.First.Due, snapshot.DueSequence);
        }
    }

    private void Restore(RouterCampaign campaign, CallSnapshot saved)
    {
        var call = new CampaignCall
        {
            Line = saved.Line,
            Interaction = saved.Interaction,
            Campaign = campaign,
            Contact = saved.Contact is { } id ? campaign.Contacts[id] : null,
            Stage = saved.Stage,
            At = saved.At,
            IsHeld = saved.IsHeld,
            Sequence = saved.Sequence,
        };
        _calls.Add(call.Line, call);
        if (call.Contact is { } contact)
        {
            contact.Call = call;
        }

        campaign.Open += call.Stage == CallStage.Connected ? 0 : 1;
        campaign.Talking += call.Stage == CallStage.Connected ? 1 : 0;
        if (saved.Due is { } due)
        {
            Restore(call.Timer, due, saved.DueSequence);
        }
    }
}
