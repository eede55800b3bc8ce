using PhoneNumbers;

namespace ContactCenter.Endpoints;

/// <summary>What counts as a telephone number of ours.</summary>
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
}
