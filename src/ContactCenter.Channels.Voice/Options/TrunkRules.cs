using System.Net;
using ContactCenter.Sip.Messages;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice;

/// <summary>What a trunk's options must be.</summary>
internal static class TrunkRules
{
    public static void Check(string at, string key, VoiceTrunkOptions trunk, ValidateOptionsResultBuilder faults)
    {
        CheckKey(at, key, faults);
        if (!SipUri.TryParse(trunk.Uri, out var uri) || !uri.IsSip || uri.HasHeaders)
        {
            faults.AddError($"{at}:Uri is '{trunk.Uri}'; set it to where the trunk is, such as sip:trunk.example.");
        }

        if (trunk.Mode == VoiceTrunkMode.Register && string.IsNullOrEmpty(trunk.Username))
        {
            faults.AddError($"{at}:Username is empty and {at}:Mode is Register; set it to the account's name at the carrier.");
        }

        if (!string.IsNullOrEmpty(trunk.Username) && trunk.Mode == VoiceTrunkMode.Register && (trunk.Password is null || trunk.Password.IsEmpty))
        {
            faults.AddError($"{at}:Password is missing; set it to the password of {trunk.Username} at the carrier.");
        }

        InRange($"{at}:Lines", trunk.Lines, 0, 10_000, faults);
        InRange($"{at}:WaitingLines", trunk.WaitingLines, 1, 1_000, faults);
        InRange($"{at}:Priority", trunk.Priority, 0, 1_000, faults);
        if (trunk.KeepAliveSeconds != 0)
        {
            InRange($"{at}:KeepAliveSeconds", trunk.KeepAliveSeconds, 5, 3_600, faults, " (0: no OPTIONS)");
        }

        if (trunk.WhenFull == VoiceWhenFull.Overflow && !IsE164(trunk.OverflowNumber))
        {
            faults.AddError($"{at}:OverflowNumber is '{trunk.OverflowNumber}' and {at}:WhenFull is Overflow; set it to a number in E.164, such as +390612345678.");
        }

        CheckNumbers(at, trunk, faults);
        foreach (var (label, source) in trunk.AllowedSources)
        {
            if (!IPAddress.TryParse(source, out _) && !IPNetwork.TryParse(source, out _))
            {
                faults.AddError($"{at}:AllowedSources:{label} is '{source}'; set it to an address such as 192.0.2.1 or a range such as 192.0.2.0/24.");
            }
        }
    }

    public static void CheckKey(string at, string key, ValidateOptionsResultBuilder faults)
    {
        if (!KeyRules.IsValid(key))
        {
            faults.AddError($"{at}: the name '{key}' is no key; use 1 to {KeyRules.MaxLength} of a-z, 0-9, '.', '_', '-', beginning with a letter or digit.");
        }
    }

    /// <summary>A plus and 4 to 15 digits. ITU-T E.164.</summary>
    public static bool IsE164(string? number) => number is { Length: >= 5 and <= 16 } && number[0] == '+' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    /// <summary>The beginning of a number: a plus alone, or digits with or without one.</summary>
    public static bool IsPrefix(string? text) => text is { Length: >= 1 and <= 16 } && (text == "+" || !text.AsSpan(text[0] == '+' ? 1 : 0).ContainsAnyExceptInRange('0', '9'));

    private static void CheckNumbers(string at, VoiceTrunkOptions trunk, ValidateOptionsResultBuilder faults)
    {
        foreach (var (label, number) in trunk.Numbers.Append(new("", trunk.CallerIdentity ?? "+0000")))
        {
            if (!IsE164(number))
            {
                faults.AddError($"{at}:{(label.Length > 0 ? "Numbers:" + label : "CallerIdentity")} is '{number}'; set it to a number in E.164, such as +390612345678.");
            }
        }

        if (trunk.NumberPrefix is { } prefix && !IsPrefix(prefix))
        {
            faults.AddError($"{at}:NumberPrefix is '{prefix}'; set it to what stands before the digits the trunk delivers, such as +390612.");
        }

        if (trunk.DefaultCountry is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            faults.AddError($"{at}:DefaultCountry is '{country}'; set it to two capital letters of ISO 3166, such as IT.");
        }

        if (trunk.NumberFormat == VoiceNumberFormat.National && string.IsNullOrEmpty(trunk.DefaultCountry))
        {
            faults.AddError($"{at}:DefaultCountry is empty and {at}:NumberFormat is National; set it to the country the numbers are dialled in, such as IT.");
        }

        foreach (var (start, cost) in trunk.CostPerMinute)
        {
            if (!IsPrefix(start) || cost < 0)
            {
                faults.AddError($"{at}:CostPerMinute:{start} is {cost}; set it to 0 or more, under the beginning of numbers, such as +39.");
            }
        }
    }

    private static void InRange(string at, int value, int least, int most, ValidateOptionsResultBuilder faults, string more = "")
    {
        if (value < least || value > most)
        {
            faults.AddError($"{at} is {value}; set it to {least} to {most}{more}.");
        }
    }
}
