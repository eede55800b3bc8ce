using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Contacts come onto the list of a campaign and leave it.</summary>
internal static class ContactDecisions
{
    public static RouterDecision Decide(RouterState state, RouterCommand.AddContact command, DateTimeOffset now)
    {
        if (state.CampaignOf(command.Campaign) is not { } campaign)
        {
            return Refusals.UnknownCampaign(command.Campaign);
        }

        if (CampaignRules.FindFault(command.Campaign, command.Contact, now) is { } fault)
        {
            return Refusals.Invalid(fault);
        }

        if (command.Contact.Calendar is { } calendar && state.Calendar(calendar) is null)
        {
            return RouterDecision.Refuse(
                RouterRefusalCode.UnknownCalendar, $"The contact {command.Contact.Id} of the campaign '{command.Campaign}' is called by the calendar '{calendar}', which does not exist. Add the calendar first.");
        }

        if (campaign.Contacts.ContainsKey(command.Contact.Id))
        {
            return Refusals.AlreadyHandled($"The contact {command.Contact.Id} is on the list of the campaign '{command.Campaign}' already.");
        }

        return campaign.Contacts.Count >= campaign.Settings.MaxContacts
            ? RouterDecision.Refuse(
                RouterRefusalCode.CampaignFull,
                $"The campaign '{command.Campaign}' has {campaign.Contacts.Count} contacts of at most {campaign.Settings.MaxContacts}. Wait until some are done with, or raise MaxContacts.")
            : RouterDecision.Of(new RouterEvent.ContactAdded(
                command.Campaign, command.Contact with { NotBefore = command.Contact.NotBefore is { } time && time > now ? WholeSecond(time) : null }));
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.WithdrawContact command)
    {
        if (state.CampaignOf(command.Campaign) is not { } campaign)
        {
            return Refusals.UnknownCampaign(command.Campaign);
        }

        if (campaign.Contacts.GetValueOrDefault(command.Contact) is not { IsWithdrawn: false } contact)
        {
            return RouterDecision.Refuse(
                RouterRefusalCode.UnknownContact, $"The contact {command.Contact} is not on the list of the campaign '{command.Campaign}', or done with. Nothing is left to do.");
        }

        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        Withdraw(state, command.Campaign, contact, events);
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.WithdrawEverywhere command)
    {
        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        foreach (var campaign in state.AllCampaigns)
        {
            foreach (var id in command.Contacts.Distinct())
            {
                if (campaign.Contacts.GetValueOrDefault(id) is { IsWithdrawn: false } contact)
                {
                    Withdraw(state, campaign.Settings.Id, contact, events);
                }
            }
        }

        return RouterDecision.Of(events.ToImmutable());
    }

    private static void Withdraw(RouterState state, CampaignId campaign, RouterContact contact, ImmutableArray<RouterEvent>.Builder events)
    {
        if (contact.Call is { Stage: CallStage.Preview } call)
        {
            LineDecisions.EndWork(state, call, WithdrawReason.Supervisor, events);
            events.Add(new RouterEvent.ContactPutBack(campaign, contact.Contact.Id, call.Line));
        }

        events.Add(new RouterEvent.ContactWithdrawn(campaign, contact.Contact.Id));
    }

    /// <summary>Times of contacts count in whole seconds, so that many of them are one timer.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds((time.ToUnixTimeMilliseconds() + 999) / 1_000);
}
