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
        if (!NumberReader.TryTake(tokens, ref at, out var amount))
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        var value = minus ? -amount.Value : amount.Value;
        var scale = value < 0 ? -0.01m : 0.01m;
        if (!before && words.Currencies.TryTake(tokens, ref at, out currency))
        {
            value += TakeHundredths(tokens, ref at, currency) * scale;
        }
        else if (!before && words.Hundredths.TryTake(tokens, ref at, out var ofHundredths))
        {
            (currency, value) = (ofHundredths, value / 100);
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

        return amount.Other is { } other
            ? Answer.Not(AnswerReason.Ambiguous, new TextValue.Money(value, currency), new TextValue.Money(other, currency))
            : Answer.Of(new TextValue.Money(value, currency), amount.InWords ? AnswerManner.Words : AnswerManner.Figures);
    }

    /// <summary>And fifty cents, fifty.</summary>
    private static int TakeHundredths(TokenList tokens, ref int at, string currency)
    {
        var (next, words) = (at, tokens.Lexicon);
        words.And.Skip(tokens, ref next);
        if (!NumberReader.TryTakeWhole(tokens, ref next, out var hundredths) || hundredths > 99)
        {
            return 0;
        }

        var named = next;
        if (words.Hundredths.TryTake(tokens, ref named, out _) || words.Currencies.TryTake(tokens, ref named, out var same) && same == currency)
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
