namespace ContactCenter.Scripting.Answers;

/// <summary>How long something takes: two hours and a half, 90 min, 1:30.</summary>
internal static class DurationReader
{
    /// <summary>19 years; nobody waits longer.</summary>
    private const decimal MaxMinutes = 10_000_000;

    /// <summary>Takes the span at a place; each unit is smaller than the one before.</summary>
    /// <param name="tokens">The answer.</param>
    /// <param name="at">The place.</param>
    /// <param name="minutes">How long, in minutes.</param>
    public static bool TryTake(TokenList tokens, ref int at, out decimal minutes)
    {
        minutes = 0;
        var (next, last, found) = (at, decimal.MaxValue, false);
        while (true)
        {
            var part = next;
            if (found)
            {
                part += tokens.IsKind(part, TokenKind.Break) ? 1 : 0;
                tokens.Lexicon.DurationAnd.Skip(tokens, ref part);
            }

            if (!TryTakePart(tokens, ref part, last, out var unit, out var length))
            {
                break;
            }

            minutes += length;
            (next, last, found) = (part, unit, true);
        }

        minutes += last == 60 ? BareMinutes(tokens, ref next) : 0;
        at = found ? next : at;
        return found && minutes <= MaxMinutes;
    }

    private static bool TryTakePart(TokenList tokens, ref int at, decimal last, out decimal unit, out decimal length)
    {
        var words = tokens.Lexicon;
        var next = at;
        if (words.NamedSpans.TryTake(tokens, ref next, out length) && length < last)
        {
            unit = length;
            at = next;
            return true;
        }

        next = at;
        unit = 0;
        var alone = false;
        if (!NumberReader.TryTake(tokens, ref next, out var number))
        {
            number = new NumberRead(1, null, InWords: true);
            var article = words.Articles.Skip(tokens, ref next);
            if (!article && (words.Language.Numbers.Articles.Length > 0 || words.Language.Numbers.OneOf is not null || last != decimal.MaxValue))
            {
                return false; // an hour, un'ora; but godzina
            }

            alone = !article;
        }

        var name = next;
        if (number.Other is not null || number.Value < 0 || !words.Units.TryTake(tokens, ref next, out unit) || unit >= last)
        {
            return false;
        }

        var behind = next;
        if (alone && !words.OneSpan.Skip(tokens, ref name) && NumberReader.TryTake(tokens, ref behind, out _))
        {
            return false; // часа два are about two hours
        }

        length = number.Value * unit;
        if (words.HalfMore.Skip(tokens, ref next))
        {
            length += unit / 2;
        }
        else if (words.QuarterMore.Skip(tokens, ref next))
        {
            length += unit / 4;
        }

        at = next;
        return true;
    }

    /// <summary>An hour and twenty: minutes that nothing follows.</summary>
    private static int BareMinutes(TokenList tokens, ref int at)
    {
        var next = at;
        tokens.Lexicon.DurationAnd.Skip(tokens, ref next);
        if (NumberReader.TryTakeWhole(tokens, ref next, out var minutes) && minutes is > 0 and < 60 && next == tokens.Count)
        {
            at = next;
            return minutes;
        }

        return 0;
    }

    /// <summary>1:30 as hours and minutes, 1h30.</summary>
    public static bool TryTakeFigures(TokenList tokens, ref int at, out decimal minutes)
    {
        minutes = 0;
        if (tokens.Count - at == 3 && tokens.IsKind(at, TokenKind.Digits) && tokens[at].Text.Length <= 3 && (tokens.IsSign(at + 1, ':') || tokens[at + 1].Text == "h")
            && tokens.IsGluedDigits(at + 2) && tokens[at + 2].Text.Length == 2)
        {
            var minute = int.Parse(tokens[at + 2].Text, System.Globalization.CultureInfo.InvariantCulture);
            minutes = (int.Parse(tokens[at].Text, System.Globalization.CultureInfo.InvariantCulture) * 60) + minute;
            at += 3;
            return minute < 60;
        }

        return false;
    }
}
