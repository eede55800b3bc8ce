using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Answers;

/// <summary>A number that was read.</summary>
/// <param name="Value">The number.</param>
/// <param name="Other">Another number the same figures may mean: 1.234 in Polish.</param>
/// <param name="InWords">Whether it was said in words.</param>
internal readonly record struct NumberRead(decimal Value, decimal? Other, bool InWords);

/// <summary>Numbers in figures and words.</summary>
internal static class NumberReader
{
    private const int MaxDigits = 20;
    private const int Thousand = 1000;

    /// <summary>Takes the number at a place, with its sign, fraction and halves.</summary>
    public static bool TryTake(TokenList tokens, ref int at, out NumberRead number)
    {
        var (next, words) = (at, tokens.Lexicon);
        var minus = tokens.IsSign(next, '-') || words.Minus.Skip(tokens, ref next);
        next += tokens.IsSign(next, '-') || tokens.IsSign(next, '+') ? 1 : 0;
        if (!TryTakeUnsigned(tokens, ref next, out number))
        {
            return false;
        }

        number = minus ? number with { Value = -number.Value, Other = -number.Other } : number;
        at = next;
        return true;
    }

    /// <summary>Takes a whole number in figures or words.</summary>
    public static bool TryTakeWhole(TokenList tokens, ref int at, out int number)
    {
        var next = at;
        if (tokens.IsKind(next, TokenKind.Digits))
        {
            var digits = tokens[next++].Text;
            number = digits.Length <= 6 ? int.Parse(digits, CultureInfo.InvariantCulture) : -1;
        }
        else
        {
            number = CardinalReader.TryTake(tokens, ref next, out var value) && value < 1_000_000 ? (int)value : -1;
        }

        at = number >= 0 ? next : at;
        return number >= 0;
    }

    private static bool TryTakeUnsigned(TokenList tokens, ref int at, out NumberRead number)
    {
        var words = tokens.Lexicon;
        if (TryTakeFigures(tokens, ref at, out number))
        {
            if (tokens.AtomsAt(at) is [{ Value: >= Thousand } scale] && number.Value < 1_000_000)
            {
                number = number with { Value = number.Value * scale.Value, Other = number.Other * scale.Value };
                at++;
            }
        }
        else if (words.Fractions.TryTake(tokens, ref at, out var fraction))
        {
            number = new NumberRead(fraction * Scale(tokens, ref at), null, InWords: true);
            return true;
        }
        else if (CardinalReader.TryTake(tokens, ref at, out var whole))
        {
            number = new NumberRead(whole + Fraction(tokens, ref at), null, InWords: true);
        }
        else
        {
            return false;
        }

        if (decimal.Truncate(number.Value) == number.Value)
        {
            number = number with { Value = WithHalf(tokens, ref at, number.Value) };
        }
        else if (number.InWords)
        {
            number = number with { Value = number.Value * Scale(tokens, ref at) };
        }

        return true;
    }

    /// <summary>
    /// And a half: of a million where one was said, two and a half thousand. A thousand and a half may be 1000.5 or 1500, so that its half is left where it
    /// stands.
    /// </summary>
    private static decimal WithHalf(TokenList tokens, ref int at, decimal value)
    {
        var next = at;
        if (!tokens.Lexicon.AndHalf.Skip(tokens, ref next))
        {
            return value;
        }

        if (tokens.AtomsAt(at - 1) is [.., { Value: >= Thousand } last])
        {
            if (last.Value == Thousand || value % last.Value != 0)
            {
                return value;
            }

            at = next;
            return value + (last.Value / 2);
        }

        at = next;
        return (value + 0.5m) * Scale(tokens, ref at);
    }

    /// <summary>Thousands or millions behind a fraction: half a million; 1 when there are none.</summary>
    private static long Scale(TokenList tokens, ref int at)
    {
        var next = at;
        tokens.Lexicon.Articles.Skip(tokens, ref next);
        if (tokens.AtomsAt(next) is not [{ Value: >= Thousand } scale])
        {
            return 1;
        }

        at = next + 1;
        return scale.Value;
    }

    /// <summary>What is said behind the word for the point: digits and numbers, one behind the other.</summary>
    private static decimal Fraction(TokenList tokens, ref int at)
    {
        var next = at;
        if (!tokens.Lexicon.DecimalWord.Skip(tokens, ref next))
        {
            return 0;
        }

        var digits = "";
        while (digits.Length < MaxDigits && next < tokens.Count)
        {
            var figures = tokens[next].Text;
            if (!TryTakeWhole(tokens, ref next, out var part))
            {
                break;
            }

            if (!char.IsAsciiDigit(figures[0]) && part >= Thousand)
            {
                return 0; // two point five thousand is no 2.5
            }

            digits += char.IsAsciiDigit(figures[0]) ? figures : part.ToString(CultureInfo.InvariantCulture);
        }

        if (digits.Length is 0 or > MaxDigits)
        {
            return 0;
        }

        at = next;
        return decimal.Parse("0." + digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    private static bool TryTakeFigures(TokenList tokens, ref int at, out NumberRead number)
    {
        number = default;
        var next = at;
        var parts = new List<string>();
        var signs = "";
        if (tokens.IsKind(at, TokenKind.Digits))
        {
            parts.Add(tokens[next++].Text);
        }
        else if (at < tokens.Count && tokens[at].Text is "." or "," && tokens.IsGluedDigits(at + 1))
        {
            (signs, next) = (tokens[at].Text, at + 2); // .5
            parts.AddRange(["0", tokens[at + 1].Text]);
        }
        else
        {
            return false;
        }

        while (next + 1 < tokens.Count && (tokens.IsSign(next, '.') || tokens.IsSign(next, ',')) && tokens[next].Gap == 0 && tokens.IsGluedDigits(next + 1))
        {
            signs += tokens[next].Text;
            parts.Add(tokens[next + 1].Text);
            next += 2;
        }

        var numbers = tokens.Lexicon.Language.Numbers;
        if (numbers.Group == ' ' && signs.Length == 0 && parts[0].Length <= 3)
        {
            while (next < tokens.Count && tokens[next] is { Kind: TokenKind.Digits, Gap: 1, Text.Length: 3 })
            {
                parts[0] += tokens[next++].Text;
            }

            if (tokens.IsSign(next, numbers.Decimal) && tokens[next].Gap == 0 && tokens.IsGluedDigits(next + 1))
            {
                signs = tokens[next].Text;
                parts.Add(tokens[next + 1].Text);
                next += 2;
            }
        }

        if (parts.Sum(static part => part.Length) > MaxDigits || Read(parts, signs, numbers) is not { } read)
        {
            return false;
        }

        (at, number) = (next, read);
        return true;
    }

    private static NumberRead? Read(List<string> parts, string signs, LanguageNumbers numbers)
    {
        var grouped = parts[0].Length <= 3 && parts[0][0] != '0' && parts.Skip(1).All(static part => part.Length == 3);
        if (signs.Length == 0)
        {
            return new NumberRead(Value(parts[0], ""), null, InWords: false);
        }

        if (signs.Length == 1)
        {
            var number = Value(parts[0], parts[1]);
            if (signs[0] == numbers.Decimal || !grouped)
            {
                return new NumberRead(number, null, InWords: false);
            }

            var thousands = Value(parts[0] + parts[1], "");
            return new NumberRead(thousands, signs[0] == numbers.Group ? null : number, InWords: false);
        }

        if (signs.All(sign => sign == signs[0]))
        {
            return grouped ? new NumberRead(Value(string.Concat(parts), ""), null, InWords: false) : null;
        }

        // Groups, then a fraction behind the other sign.
        var whole = parts.Take(parts.Count - 1).ToList();
        var oneSign = signs.Take(signs.Length - 1).All(sign => sign == signs[0]) && signs[^1] != signs[0];
        return oneSign && parts[0].Length <= 3 && whole.Skip(1).All(static part => part.Length == 3)
            ? new NumberRead(Value(string.Concat(whole), parts[^1]), null, InWords: false)
            : null;
    }

    private static decimal Value(string whole, string fraction) =>
        decimal.Parse(fraction.Length == 0 ? whole : whole + "." + fraction, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
