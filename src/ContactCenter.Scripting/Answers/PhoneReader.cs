namespace ContactCenter.Scripting.Answers;

/// <summary>Numbers with + or 00, and national ones of the countries of <see cref="Plans"/>, by length alone.</summary>
internal sealed class PhoneReader : IPhoneReader
{
    public static readonly PhoneReader Instance = new();

    /// <summary>Country, code, the digit that stands before national numbers and is left out abroad, and the lengths of what remains.</summary>
    private static readonly (string Country, string Code, string Trunk, int Min, int Max)[] Plans =
    [
        ("IT", "39", "", 6, 11), ("SM", "39", "", 6, 11), ("PL", "48", "", 9, 9), ("RU", "7", "8", 10, 10), ("KZ", "7", "8", 10, 10),
        ("GB", "44", "0", 9, 10), ("IE", "353", "0", 7, 9), ("US", "1", "1", 10, 10), ("CA", "1", "1", 10, 10), ("DE", "49", "0", 6, 12),
        ("FR", "33", "0", 9, 9), ("CH", "41", "0", 9, 9), ("AT", "43", "0", 6, 12), ("ES", "34", "", 9, 9), ("UA", "380", "0", 9, 9),
    ];

    private PhoneReader()
    {
    }

    public string? Read(string text, string country)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        trimmed = trimmed.StartsWith("(+", StringComparison.Ordinal) ? trimmed[1..] : trimmed;
        if (trimmed.StartsWith('+') && trimmed.IndexOf("(0)", StringComparison.Ordinal) is > 0 and var zero)
        {
            trimmed = WithoutTrunk(trimmed, zero);
        }

        var digits = string.Concat(trimmed.Where(char.IsAsciiDigit));
        if (trimmed.Where((c, i) => !char.IsAsciiDigit(c) && c is not (' ' or '-' or '.' or '/' or '(' or ')' or '\u00A0') && !(c == '+' && i == 0)).Any())
        {
            return null;
        }

        if (trimmed.StartsWith('+'))
        {
            return International(digits);
        }

        return digits.StartsWith("00", StringComparison.Ordinal) ? International(digits[2..]) : National(digits, country);
    }

    /// <summary>With + or 00: E.164 allows 15 digits, the shortest in use have 7. Where the country's plan is here, its lengths hold.</summary>
    private static string? International(string digits)
    {
        if (digits.Length is < 7 or > 15 || digits[0] == '0')
        {
            return null;
        }

        var plan = Array.Find(Plans, plan => digits.StartsWith(plan.Code, StringComparison.Ordinal));
        var length = digits.Length - (plan.Code?.Length ?? 0);
        return plan.Code is not null && (length < plan.Min || length > plan.Max) ? null : "+" + digits;
    }

    /// <summary>+44 (0)20: the zero is dialled at home alone, where the country's numbers have one that is left out abroad.</summary>
    private static string WithoutTrunk(string text, int zero)
    {
        var code = string.Concat(text[..zero].Where(char.IsAsciiDigit));
        return Array.Exists(Plans, plan => plan.Code == code && plan.Trunk == "0") ? text.Remove(zero, "(0)".Length) : text;
    }

    private static string? National(string digits, string country)
    {
        var plan = Array.Find(Plans, plan => plan.Country == country);
        if (plan.Code is null)
        {
            return null;
        }

        var hasTrunk = plan.Trunk.Length > 0 && digits.StartsWith(plan.Trunk, StringComparison.Ordinal) && digits.Length - 1 >= plan.Min;
        if (plan.Trunk == "0" && !hasTrunk)
        {
            return null; // where national numbers begin with 0, one without is a local number of who knows where
        }

        var rest = hasTrunk ? digits[1..] : digits;
        return rest.Length >= plan.Min && rest.Length <= plan.Max ? "+" + plan.Code + rest : null;
    }
}
