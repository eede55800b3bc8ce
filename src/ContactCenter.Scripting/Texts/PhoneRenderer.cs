using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>Telephone numbers in groups, as people read and say them.</summary>
internal static class PhoneRenderer
{
    /// <summary>The countries whose code has two digits, by E.164; 1 and 7 have one, all others three.</summary>
    private const string TwoDigits =
        " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    /// <summary>+48 601 234 567; spoken digit by digit with a pause between groups.</summary>
    public static string Render(string e164, bool spoken, Language language)
    {
        var groups = Groups(e164);
        return spoken
            ? language.Numbers.Plus + " " + string.Join(", ", groups.Select(group => NumberSpeller.Digits(language, group)))
            : "+" + string.Join(' ', groups);
    }

    private static List<string> Groups(string e164)
    {
        var digits = string.Concat(e164.Where(char.IsAsciiDigit));
        var code = digits.Length < 4 ? digits.Length
            : digits[0] is '1' or '7' ? 1
            : TwoDigits.Contains($" {digits[..2]} ", StringComparison.Ordinal) ? 2 : 3;
        var groups = new List<string> { digits[..code] };
        for (var at = code; at < digits.Length;)
        {
            var left = digits.Length - at;
            var size = left is 4 or 2 ? left == 4 && digits[0] == '7' ? 2 : left : Math.Min(3, left);
            groups.Add(digits.Substring(at, size));
            at += size;
        }

        return groups;
    }
}
