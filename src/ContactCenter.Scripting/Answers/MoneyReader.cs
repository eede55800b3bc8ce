using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>Amounts: 12,50 €, twelve pounds fifty, £12.</summary>
internal static class MoneyReader
{
    public static Answer Read(TokenList tokens, string? usual)
    {
        var (at, words) = (0, tokens.Lexicon);
        var minus = tokens.IsSign(0, '-') && !tokens.IsKind(1, TokenKind.Digits);
        at += minus ? 1 : 0;
        var before = words.Currencies.TryTake(tokens, ref at, out var currency);
        if (before && !minus && OneAnd(tokens, at, currency) is { } one)
        {
            return one;
        }

        if (!NumberReader.TryTake(tokens, ref at, out var amount))
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        var value = minus ? -amount.Value : amount.Value;
        var scale = value < 0 ? -0.01m : 0.01m;
        if (!before && words.Currencies.TryTake(tokens, ref at, out currency))
        {
            value += decimal.Truncate(value) == value ? TakeHundredths(tokens, ref at, currency) * scale : 0;
        }
        else if (!before && words.Hundredths.TryTake(tokens, ref at, out var ofHundredths))
        {
            (currency, value) = (usual is not null && ofHundredths.Contains(usual) ? usual : ofHundredths[0], value / 100);
        }

        currency ??= usual;
        if (at < tokens.Count || decimal.Round(value, 2) != value)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        if (currency is null)
        {
            return Answer.Not(AnswerReason.Incomplete);
        }

        if (Math.Abs(value) > NumberLimits.Max)
        {
            return Answer.Not(AnswerReason.OutOfRange);
        }

        // Nobody writes an amount with three decimals: 1.200 pounds are a thousand and more for many who write so.
        var other = amount.Other ?? (!amount.InWords && amount.Value.Scale == 3 && Math.Abs(amount.Value) is >= 1 and < 1000 ? value * 1000 : null);
        return other is not null
            ? Answer.Not(AnswerReason.Ambiguous, new TextValue.Money(value, currency), new TextValue.Money(other.Value, currency))
            : Answer.Of(new TextValue.Money(value, currency), amount.InWords ? AnswerManner.Words : AnswerManner.Figures);
    }

    /// <summary>A dollar fifty without its article; in figures it may be fifty dollars, too. Null when the currency's name is none of one unit.</summary>
    private static Answer? OneAnd(TokenList tokens, int at, string currency)
    {
        var (unit, next) = (0, at);
        if (!tokens.Lexicon.OneUnit.Skip(tokens, ref unit) || unit != at)
        {
            return null;
        }

        var hundredths = TakeHundredths(tokens, ref next, currency);
        if (hundredths == 0 || next < tokens.Count)
        {
            return null;
        }

        var amount = new TextValue.Money(1 + (hundredths / 100m), currency);
        return tokens.IsKind(at, TokenKind.Digits) && next == at + 1
            ? Answer.Not(AnswerReason.Ambiguous, amount, new TextValue.Money(hundredths, currency))
            : Answer.Of(amount, AnswerManner.Words);
    }

    /// <summary>And fifty cents, fifty.</summary>
    private static int TakeHundredths(TokenList tokens, ref int at, string currency)
    {
        var (next, words) = (at, tokens.Lexicon);
        words.MoneyAnd.Skip(tokens, ref next);
        if (!NumberReader.TryTakeWhole(tokens, ref next, out var hundredths) || hundredths > 99)
        {
            return 0;
        }

        var named = next;
        if (words.Hundredths.TryTake(tokens, ref named, out var codes) && codes.Contains(currency) || words.Currencies.TryTake(tokens, ref named, out var same) && same == currency)
        {
            next = named;
        }

        at = next;
        return hundredths;
    }
}

/// <summary>What a number slot can hold.</summary>
internal static class NumberLimits
{
    /// <summary>Fixed point with six decimals in 64 bits.</summary>
    public const decimal Max = 9_223_372_036_854m;

    public const int Decimals = 6;
}
