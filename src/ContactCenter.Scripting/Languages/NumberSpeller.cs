using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting.Languages;

/// <summary>Numbers in words.</summary>
internal static class NumberSpeller
{
    private const long MaxSpoken = 999_999_999_999;

    /// <summary>A number in words; beyond a thousand thousand millions its figures.</summary>
    /// <param name="language">In which language.</param>
    /// <param name="number">The number; its fraction is said digit by digit.</param>
    /// <param name="gender">What is counted.</param>
    public static string Say(Language language, decimal number, Gender gender = Gender.Masculine)
    {
        var absolute = Math.Abs(number);
        if (absolute > MaxSpoken)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder(number < 0 ? language.Numbers.Minus + " " : "");
        var whole = (long)decimal.Truncate(absolute);
        text.Append(Whole(language, whole, gender));
        var figures = absolute.ToString(CultureInfo.InvariantCulture);
        var point = figures.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            text.Append(' ').Append(language.Numbers.DecimalWord).Append(' ').Append(Digits(language, figures[(point + 1)..]));
        }

        return text.ToString();
    }

    /// <summary>A number of something: due ore, двадцать одна минута.</summary>
    public static string Count(Language language, decimal number, CountedNoun noun) =>
        number == 1 && language.Numbers.OneOf is { } one
            ? one(noun)
            : $"{Say(language, number, noun.Gender)} {noun.For(language.Plural(PluralOperands.Of(number)))}";

    /// <summary>Digits one by one; other characters are left out.</summary>
    public static string Digits(Language language, string digits) =>
        string.Join(' ', digits.Where(char.IsAsciiDigit).Select(digit => language.Numbers.Units[digit - '0']));

    private static string Whole(Language language, long number, Gender gender)
    {
        if (number < 1000)
        {
            return Below1000(language.Numbers, (int)number, gender);
        }

        var text = new StringBuilder();
        for (var scale = 2; scale >= 0; scale--)
        {
            var unit = scale == 2 ? 1_000_000_000L : scale == 1 ? 1_000_000L : 1000L;
            if (number >= unit)
            {
                Append(text, Scaled(language, (int)(number / unit), scale), joined: false);
                number %= unit;
            }
        }

        var numbers = language.Numbers;
        if (number > 0)
        {
            var joined = numbers.Joined && (text[^1] == 'a' || text.ToString().EndsWith(numbers.Scales[0].One, StringComparison.Ordinal));
            var link = number < 100 && numbers.HundredsLink.Length > 1 ? numbers.HundredsLink.TrimStart() : "";
            Append(text, link + Below1000(numbers, (int)number, gender, joined), joined);
        }

        return text.ToString();
    }

    private static string Scaled(Language language, int count, int scale)
    {
        var numbers = language.Numbers;
        var noun = numbers.Scales[scale];
        if (count == 1 && ((scale == 0 && numbers.BareThousand) || numbers.Joined))
        {
            return noun.One;
        }

        var form = noun.For(language.Plural(PluralOperands.Of(count)));
        var words = Below1000(numbers, count, noun.Gender);
        return numbers is { Joined: true, JoinedThree: { } three } && scale == 0 ? words.Replace(three, numbers.Units[3], StringComparison.Ordinal) + form : words + " " + form;
    }

    private static string Below1000(LanguageNumbers numbers, int number, Gender gender, bool follows = false)
    {
        if (number == 0)
        {
            return numbers.Units[0];
        }

        var text = new StringBuilder();
        if (number >= 100)
        {
            text.Append(numbers.Hundreds[(number / 100) - 1]);
            number %= 100;
            if (number > 0 && !numbers.Joined)
            {
                text.Append(numbers.HundredsLink);
            }
            else if (number is 8 or (>= 80 and < 90))
            {
                text.Length--; // centotto, centottanta
            }
        }

        var tens = number / 10;
        if (tens >= 2)
        {
            text.Append(numbers.Tens[tens - 2]);
            number %= 10;
            if (number is 1 or 8 && numbers.Joined)
            {
                text.Length--; // ventuno, ventotto
            }
            else if (number > 0 && !numbers.Joined)
            {
                text.Append(numbers.TensLink);
            }
        }

        return number == 0 ? text.ToString() : text.Append(Unit(numbers, number, gender, follows || text.Length > 0)).ToString();
    }

    private static string Unit(LanguageNumbers numbers, int number, Gender gender, bool follows)
    {
        if (follows && number == 3 && numbers.JoinedThree is { } three)
        {
            return three;
        }

        var fixedOne = follows && number == 1 && (numbers.FixedOneInCompounds || numbers.Joined);
        return number is 1 or 2 && !fixedOne && gender != Gender.Masculine
            ? (gender == Gender.Feminine ? numbers.Feminine : numbers.Neuter)[number - 1]
            : numbers.Units[number];
    }

    private static void Append(StringBuilder text, string words, bool joined)
    {
        if (text.Length > 0 && !joined)
        {
            text.Append(' ');
        }

        text.Append(words);
    }
}
