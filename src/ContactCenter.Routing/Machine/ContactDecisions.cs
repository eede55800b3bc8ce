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
        if (contact.Call is { Stage: CallStage.Preview } call)
        {
            LineDecisions.EndWork(state, call, WithdrawReason.Supervisor, events);
            events.Add(new RouterEvent.ContactPutBack(command.Campaign, command.Contact, call.Line));
        }

        events.Add(new RouterEvent.ContactWithdrawn(command.Campaign, command.Contact));
        return RouterDecision.Of(events.ToImmutable());
    }

    /// <summary>Times of contacts count in whole seconds, so that many of them are one timer.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds((time.ToUnixTimeMilliseconds() + 999) / 1_000);
}
