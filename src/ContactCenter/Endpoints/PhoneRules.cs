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

    private static string? RegionOf(PhoneNumberUtil numbers, string? ours) =>
        ours?.StartsWith('+') == true ? numbers.GetRegionCodeForCountryCode(numbers.Parse(ours, null).CountryCode) : null; // a short code is of no country
}
