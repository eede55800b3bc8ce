using NodaTime;
using PhoneNumbers;

namespace ContactCenter.Endpoints;

/// <summary>What counts as a telephone number.</summary>
internal static class PhoneRules
{
    /// <summary>Whether the text is a possible number in E.164 (ITU-T E.164: a plus, at most 15 digits), or a short code of 3 to 6 digits.</summary>
    public static bool IsDialable(string number)
    {
        if (number.Length is >= 3 and <= 6 && number.All(char.IsAsciiDigit))
        {
            return true;
        }

        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var parsed = numbers.Parse(number, null);
            return numbers.IsPossibleNumber(parsed) && numbers.Format(parsed, PhoneNumberFormat.E164) == number;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>A customer's number in E.164, however it was written; null when it is none. Without a plus it is one of the country of <paramref name="ours"/>, if there is such.</summary>
    public static string? Canonical(string number, string? ours)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = numbers.Parse(number, RegionOf(numbers, ours));
            return numbers.IsPossibleNumber(parsed) ? numbers.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Whether an emergency number is meant: 112 everywhere, and those of the country of <paramref name="ours"/>.</summary>
    public static bool IsEmergency(string number, string? ours)
    {
        var bare = new string([.. number.Where(static c => char.IsAsciiDigit(c) || c == '+')]);
        return bare == "112" || (bare.Length is >= 3 and <= 6 && RegionOf(PhoneNumberUtil.GetInstance(), ours) is { } region && ShortNumberInfo.GetInstance().IsEmergencyNumber(bare, region));
    }

    /// <summary>The IANA time zones a number in E.164 may be in, as far as its country and area tell; zones whose clocks show the same this year count as one. Empty where nothing is known.</summary>
    /// <param name="number">The number.</param>
    /// <param name="now">In which year.</param>
    public static IReadOnlyList<string> ZonesOf(string number, DateTimeOffset now)
    {
        try
        {
            var found = PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(PhoneNumberUtil.GetInstance().Parse(number, null));
            return [.. found.Select(static id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)).OfType<DateTimeZone>().DistinctBy(zone => OffsetsOf(zone, now.Year)).Select(static zone => zone.Id)];
        }
        catch (NumberParseException)
        {
            return [];
        }
    }

    /// <summary>Whether there is such a time zone, here and by name: <c>Europe/Rome</c>.</summary>
    public static bool IsZone(string id) => id.Contains('/', StringComparison.Ordinal) && DateTimeZoneProviders.Tzdb.Ids.Contains(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    private static string OffsetsOf(DateTimeZone zone, int year) =>
        string.Join(' ', Enumerable.Range(0, 52).Select(week => zone.GetUtcOffset(Instant.FromUtc(year, 1, 1, 0, 0) + Duration.FromDays(7 * week)).Seconds));

    private static string? RegionOf(PhoneNumberUtil numbers, string? ours) =>
        ours?.StartsWith('+') == true ? numbers.GetRegionCodeForCountryCode(numbers.Parse(ours, null).CountryCode) : null; // a short code is of no country
}
