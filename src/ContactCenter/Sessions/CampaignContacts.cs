using ContactCenter.Configuration;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Sessions;

/// <summary>
/// Whom the campaigns of a tenant call, by their lists and their configuration at this moment. Asked before each call: who is erased, off the list, or does not want to be called is not known here
/// any more.
/// </summary>
internal sealed class CampaignContacts(ITenantStorage storage, CampaignIndex campaigns, LiveConfiguration configuration) : IContactList
{
    public async ValueTask<CampaignCallee?> FindAsync(CampaignId campaign, ContactId contact, CancellationToken cancellationToken)
    {
        var current = configuration.Current;
        if (await campaigns.FindAsync(storage.Views, contact, cancellationToken).ConfigureAwait(false) is not { } row || row.Campaign != campaign
            || current.Options.Campaigns.GetValueOrDefault(campaign.Value) is not { } options
            || current.Options.Endpoints.GetValueOrDefault(options.Endpoint) is not { } endpoint)
        {
            return null;
        }

        // Before a call: may it be made? After it, whoever has answered hears what is due, whatever has become of the contact.
        var isAsked = row.State is Campaigns.ContactState.Offered or Campaigns.ContactState.Calling;
        if (isAsked && row.Leaving is not null)
        {
            return null;
        }

        var entry = await storage.Log.EntryAtAsync(row.At, cancellationToken).ConfigureAwait(false);
        if (await storage.PersonalData.RevealAsync(entry, CampaignKinds.Number, cancellationToken).ConfigureAwait(false) is not { } number
            || (isAsked && await storage.Customers.FindAsync(CampaignKinds.AddressOf(number), cancellationToken).ConfigureAwait(false) is { } barred && campaigns.FindBarred(barred) is not null))
        {
            return null;
        }

        var language = Spoken(options, row.Language, endpoint.Language);
        return new CampaignCallee(new EndpointId(options.Endpoint), Channels.Address.Phone(number), language)
        {
            AbandonedMessage = options.AbandonedTexts.GetValueOrDefault(language, ""),
            MachineMessage = options.MachineTexts.GetValueOrDefault(language, ""),
        };
    }

    /// <summary>The language in which there are words for the contact: its own, the campaign's, the endpoint's, English; otherwise one there is, since some words are better than none.</summary>
    private static string Spoken(CampaignOptions options, string? own, string endpoint)
    {
        string[] wanted = [.. new[] { own, options.Language, endpoint, "en" }.OfType<string>().Where(static l => l.Length > 0)];
        var texts = options.AbandonedTexts.Count > 0 ? options.AbandonedTexts : options.MachineTexts;
        return wanted.FirstOrDefault(texts.ContainsKey) ?? (texts.Count > 0 ? texts.Keys.Order(StringComparer.Ordinal).First() : wanted[0]);
    }
}
