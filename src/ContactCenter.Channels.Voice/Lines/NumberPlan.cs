using PhoneNumbers;

namespace ContactCenter.Channels.Voice.Lines;

/// <summary>Numbers as a trunk writes them, and in E.164. Immutable; thread-safe.</summary>
internal sealed class NumberPlan
{
    private const int ShortestEnd = 3;

    private readonly string[] _numbers;
    private readonly string? _prefix;
    private readonly string? _country;
    private readonly VoiceNumberFormat _format;

    public NumberPlan(VoiceTrunkOptions trunk)
    {
        _numbers = [.. trunk.Numbers.OrderBy(static n => n.Key, StringComparer.Ordinal).Select(static n => n.Value)];
        (_prefix, _country, _format) = (trunk.NumberPrefix, trunk.DefaultCountry, trunk.NumberFormat);
    }

    /// <summary>Our numbers, the first by name first.</summary>
    public IReadOnlyList<string> Numbers => _numbers;

    /// <summary>A number of ours as the trunk delivered it: E.164 where that can be told, otherwise as it is.</summary>
    public string Ours(string delivered)
    {
        var number = Bare(delivered);
        if (number.Length == 0)
        {
            return "";
        }

        if (number[0] != '+' && number.Length >= ShortestEnd && _numbers.Where(n => n.EndsWith(number, StringComparison.Ordinal)).ToArray() is [var own])
        {
            return own;
        }

        return number[0] != '+' && _prefix is { } prefix && number.All(char.IsAsciiDigit) && !number.StartsWith("00", StringComparison.Ordinal) ? prefix + number : Theirs(number);
    }

    /// <summary>A number of somebody else: E.164 where that can be told, otherwise as it is.</summary>
    public string Theirs(string number)
    {
        var bare = Bare(number);
        if (bare.StartsWith("00", StringComparison.Ordinal) && _country is null)
        {
            return "+" + bare[2..];
        }

        return bare is "" or ['+', ..] || _country is null || IsEmergency(bare) || Parse(bare) is not { } parsed ? bare : PhoneNumberUtil.GetInstance().Format(parsed, PhoneNumberFormat.E164);
    }

    /// <summary>A number in E.164, however it was dialled: without a plus it is one of the country of <paramref name="ours"/>. Null where it is none.</summary>
    public static string? Canonical(string number, string ours)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var parsed = numbers.Parse(number, ours.StartsWith('+') ? numbers.GetRegionCodeForCountryCode(numbers.Parse(ours, null).CountryCode) : null);
            return numbers.IsPossibleNumber(parsed) ? numbers.Format(parsed, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Whether it calls for help, such as 112. Never refused, and not written otherwise.</summary>
    public bool IsEmergency(string number) => number is "112" || (_country is { } country && number.Length is >= 3 and <= 6 && ShortNumberInfo.GetInstance().IsEmergencyNumber(number, country));

    /// <summary>A number as this trunk wants it dialled.</summary>
    public string Dialled(string number)
    {
        if (number is not ['+', ..] || _format == VoiceNumberFormat.E164)
        {
            return number;
        }

        if (_format == VoiceNumberFormat.Digits || Parse(number) is not { } parsed)
        {
            return number[1..];
        }

        var numbers = PhoneNumberUtil.GetInstance();
        var isOwn = numbers.GetCountryCodeForRegion(_country) == parsed.CountryCode;
        return isOwn ? Bare(numbers.Format(parsed, PhoneNumberFormat.NATIONAL)) : "00" + number[1..];
    }

    /// <summary>Without what people put between digits.</summary>
    private static string Bare(string number)
    {
        var plain = new string([.. number.Where(static c => c is not (' ' or '-' or '.' or '(' or ')' or '/'))]);
        return plain;
    }

    private PhoneNumber? Parse(string number)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var parsed = numbers.Parse(number, _country);
            return numbers.IsPossibleNumber(parsed) ? parsed : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
