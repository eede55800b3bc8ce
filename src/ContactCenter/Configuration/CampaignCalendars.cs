using System.Collections.Immutable;
using ContactCenter.Routing;

namespace ContactCenter.Configuration;

/// <summary>
/// The router's calendars by which a campaign's contacts are called, one for each time zone they are in, such as <c>spring++europe.rome</c>. A change of the
/// campaign's hours sets them anew, and the contacts stay as they are.
/// </summary>
internal static class CampaignCalendars
{
    private static readonly ImmutableArray<WeekSpan> Always = [.. Enum.GetValues<DayOfWeek>().Select(static day => new WeekSpan(day, TimeOnly.MinValue, TimeOnly.MinValue))];

    /// <param name="campaign">The campaign.</param>
    /// <param name="zone">The IANA time zone; empty where it is not known.</param>
    public static CalendarId IdOf(string campaign, string zone)
    {
        var id = $"{campaign}++{zone.ToLowerInvariant().Replace('/', '.')}";
        return new CalendarId(KeyRules.IsValid(id) ? id : $"hours++{DerivedId.From("calendar", campaign, zone):N}");
    }

    /// <summary>When contacts in a zone may be called.</summary>
    public static CalendarSettings Of(string campaign, CampaignOptions options, TenantOptions tenant, string zone)
    {
        var id = IdOf(campaign, zone);
        if (options.Hours.Length == 0)
        {
            return new CalendarSettings { Id = id, TimeZone = "Etc/UTC", Week = Always };
        }

        var hours = tenant.Calendars.GetValueOrDefault(options.Hours) is { } calendar ? CalendarTexts.Read(options.Hours, calendar, "", new FaultList()) : null;
        return (hours, options.HoursOf, zone) switch
        {
            (null, _, _) or (_, CampaignClock.Customer, "") => new CalendarSettings { Id = id, TimeZone = "Etc/UTC" }, // nobody is called at an hour nobody knows
            (_, CampaignClock.Customer, _) => hours with { Id = id, TimeZone = zone },
            _ => hours with { Id = id },
        };
    }
}
