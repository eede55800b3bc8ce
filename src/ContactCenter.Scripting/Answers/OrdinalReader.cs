namespace ContactCenter.Scripting.Answers;

/// <summary>First, second, twenty-first; 5th.</summary>
internal static class OrdinalReader
{
    public static bool TryTake(TokenList tokens, ref int at, out int value)
    {
        var next = at;
        var words = tokens.Lexicon;
        if (tokens.IsKind(next, TokenKind.Digits) && tokens[next].Text.Length <= 2)
        {
            value = int.Parse(tokens[next++].Text, System.Globalization.CultureInfo.InvariantCulture);
            if (next < tokens.Count && tokens[next].Gap <= (words.Language.Numbers.OrdinalHyphen ? 1 : 0) && words.OrdinalEndings.Skip(tokens, ref next))
            {
                at = next;
                return true;
            }

            return false;
        }

        // Twenty as cardinal or ordinal, then first to ninth.
        if (tokens.AtomsAt(next) is [{ Value: >= 20 and < 100, Multiplies: false } tens] && tens.Value % 10 == 0 && next + 1 < tokens.Count)
        {
            var unitAt = next + 1;
            if (words.Ordinals.TryTake(tokens, ref unitAt, out var unit) && unit is > 0 and < 10)
            {
                (at, value) = (unitAt, (int)(tens.Value + unit));
                return true;
            }
        }

        if (words.Ordinals.TryTake(tokens, ref next, out var first))
        {
            var unitAt = next;
            if (first is >= 20 and < 100 && first % 10 == 0 && words.Ordinals.TryTake(tokens, ref unitAt, out var unit) && unit is > 0 and < 10)
            {
                (next, first) = (unitAt, first + unit);
            }

            (at, value) = (next, (int)first);
            return true;
        }

        value = 0;
        return false;
    }
}
