using System.Globalization;
using ContactCenter.Campaigns;
using ContactCenter.Channels;
using ContactCenter.Endpoints;
using ContactCenter.Records;

namespace ContactCenter.Lists;

/// <summary>What somebody must be like to be put onto the list of a campaign.</summary>
/// <param name="options">The campaign.</param>
/// <param name="endpoint">The endpoint it calls from; without a country a number is of that one's.</param>
/// <param name="now">The time.</param>
internal sealed class ContactRules(CampaignOptions options, Endpoint endpoint, DateTimeOffset now)
{
    private const int MaxNameLength = 200;
    private const int MaxShown = 64;

    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>Whom to call, as it is kept; or what is wrong with it.</summary>
    public (CheckedContact? Contact, ContactFault? Fault) Check(NewContact contact)
    {
        var written = contact.Number?.Trim() ?? "";
        if (written.Length == 0)
        {
            return Wrong("contact-number-missing", "", "it has no number; write one, such as +393331234567.");
        }

        if (written.Length > MaxShown || AddressRules.Canonical(Address.Phone(written), endpoint) is not { } number)
        {
            return Wrong("contact-number", written, $"'{Shown(written)}' is no telephone number; write it with its country, such as +393331234567.");
        }

        if (!number.Value.StartsWith('+') || number.Value.Length < 8)
        {
            return Wrong("contact-short", written, $"'{Shown(written)}' is a short or emergency number, which no campaign calls; write a subscriber's number.");
        }

        if (contact.Name is { Length: > MaxNameLength } name)
        {
            return Wrong("contact-name", name, $"the name has {name.Length} characters; write at most {MaxNameLength}.");
        }

        if (contact.Language is { Length: > 0 } language && (language.Length != 2 || !language.All(char.IsAsciiLetterLower)))
        {
            return Wrong("contact-language", language, $"'{Shown(language)}' is no language; write two letters, such as en or it, or nothing.");
        }

        if (contact.NotBefore is { } time && time > now + FurthestAhead)
        {
            var late = time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return Wrong("contact-late", late, $"it is not to be called before {late}; write a time up to 366 days ahead.");
        }

        if (contact.TimeZone is { Length: > 0 } zone && !PhoneRules.IsZone(zone))
        {
            return Wrong("contact-zone", zone, $"'{Shown(zone)}' is no time zone; write an IANA name such as Europe/Rome, or nothing.");
        }

        var zones = contact.TimeZone is { Length: > 0 } given ? [given] : PhoneRules.ZonesOf(number.Value, now);
        if (zones.Count != 1 && options is { Hours.Length: > 0, HoursOf: CampaignClock.Customer })
        {
            return Wrong("contact-zone-unknown", written, $"of {Shown(written)} nobody knows in which time zone it is, and the campaign calls by the hours there; write the zone, such as America/New_York.");
        }

        return (new CheckedContact(
            number,
            TextRules.Clean(contact.Name?.Trim() ?? "", MaxNameLength, out _),
            zones.Count == 1 ? zones[0] : null,
            contact.Language is { Length: > 0 } spoken ? spoken : null,
            contact.NotBefore?.ToUniversalTime()), null);
    }

    /// <summary>What a person may be shown of what stands there.</summary>
    public static string Shown(string value) => value.Length <= MaxShown ? value : value[..MaxShown] + "…";

    private static (CheckedContact?, ContactFault?) Wrong(string rule, string value, string says) => (null, new ContactFault(rule, Shown(value), says));
}

/// <summary>Somebody who can be put onto a list.</summary>
/// <param name="Number">The number in E.164.</param>
/// <param name="Name">The name; empty where it is not known.</param>
/// <param name="Zone">The time zone; null where it is not known.</param>
/// <param name="Language">The language; null for the campaign's.</param>
/// <param name="NotBefore">Not called before.</param>
internal sealed record CheckedContact(Address Number, string Name, string? Zone, string? Language, DateTimeOffset? NotBefore);

/// <summary>What is wrong with somebody who was to be put onto a list.</summary>
/// <param name="Rule">The rule's stable name.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Says">A sentence, to go on behind the place.</param>
internal sealed record ContactFault(string Rule, string Value, string Says);
