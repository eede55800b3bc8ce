using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// What a person typed, said as text or keyed becomes a value of the type that was asked for, or a reason why not. Pure, in linear time, and without
/// exceptions whatever the text is.
/// </summary>
internal static class AnswerReader
{
    /// <summary>Longer answers are not read, in UTF-16 characters.</summary>
    public const int MaxLength = 1000;

    /// <summary>Reads an answer.</summary>
    /// <param name="text">What came in.</param>
    /// <param name="type">What was asked for.</param>
    /// <param name="context">Language, country, clock and whether these are telephone keys.</param>
    public static Answer Read(string text, AnswerType type, AnswerContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(context);
        if (text.Length > MaxLength)
        {
            return Answer.Not(AnswerReason.TooLong);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return Answer.Not(AnswerReason.Empty);
        }

        return context.Keyed ? KeyReader.Read(text.Trim(), type, context) : ReadText(text, type, context);
    }

    internal static Answer ReadText(string text, AnswerType type, AnswerContext context)
    {
        var words = Lexicon.Of(context.Language);
        switch (type)
        {
            case AnswerType.Text plain:
                return ReadPlain(text, plain);
            case AnswerType.Email:
                return EmailReader.Read(text, context.Language);
            case AnswerType.ListOf list:
                return ListReader.Read(text, list, context);
        }

        var all = TokenList.Of(text, words);
        var tokens = all.Trim();
        if (IsUnsure(all, words))
        {
            return type is AnswerType.OneOf asked ? new ChoiceReader(asked.Choices, words).Read(all) : Answer.Not(AnswerReason.NotUnderstood);
        }

        return type switch
        {
            AnswerType.YesNo => ReadReply(all),
            AnswerType.Number number => ReadNumber(tokens, number),
            AnswerType.Money money => MoneyReader.Read(tokens, money.Currency),
            AnswerType.Digits digits => DigitsReader.Read(tokens, digits.Min, digits.Max),
            AnswerType.Phone => ReadPhone(text, tokens, context),
            AnswerType.Address => ReadReply(all).Reason == AnswerReason.NotUnderstood ? AddressReader.Read(text, context.Language) : Answer.Not(AnswerReason.NotUnderstood),
            AnswerType.Date date => ReadDate(tokens, date, context),
            AnswerType.Time => ReadTime(tokens),
            AnswerType.Moment => MomentReader.Read(tokens, context),
            AnswerType.Duration => ReadDuration(tokens),
            AnswerType.OneOf choices => new ChoiceReader(choices.Choices, words).Read(all),
            _ => Answer.Not(AnswerReason.NotUnderstood),
        };
    }

    /// <summary>Nothing but maybe and politeness.</summary>
    private static bool IsUnsure(TokenList tokens, Lexicon words)
    {
        var unsure = false;
        for (var at = 0; at < tokens.Count;)
        {
            if (words.Unsure.Skip(tokens, ref at))
            {
                unsure = true;
            }
            else if (tokens.IsKind(at, TokenKind.Break))
            {
                at++;
            }
            else if (!words.Fillers.Skip(tokens, ref at))
            {
                return false;
            }
        }

        return unsure;
    }

    private static Answer ReadPlain(string text, AnswerType.Text type)
    {
        var trimmed = text.Trim();
        return trimmed.Length > type.MaxLength ? Answer.Not(AnswerReason.TooLong) : Answer.Of(new TextValue.Text(trimmed), AnswerManner.Words);
    }

    /// <summary>Every word must be of a yes or no; both in one answer are neither, but not right is a no. 1 is yes and 2 is no.</summary>
    private static Answer ReadReply(TokenList tokens)
    {
        var (yes, no, emphatic) = (false, false, false);
        for (var at = 0; at < tokens.Count;)
        {
            if (tokens.IsKind(at, TokenKind.Break))
            {
                at++;
            }
            else if (tokens.Count == 1 && tokens[0].Text is "1" or "2")
            {
                (yes, no, at) = (tokens[0].Text == "1", tokens[0].Text == "2", 1);
            }
            else if (tokens.Lexicon.Replies.TryTake(tokens, ref at, out var reply) && reply != Reply.Unsure)
            {
                yes |= reply == Reply.Yes;
                no |= reply == Reply.No;
                emphatic |= reply == Reply.Emphatic;
            }
            else
            {
                return Answer.Not(AnswerReason.NotUnderstood);
            }
        }

        yes |= emphatic && !no;
        return (yes, no) switch
        {
            (false, false) => Answer.Not(AnswerReason.NotUnderstood),
            (true, true) => Answer.Not(AnswerReason.Ambiguous, new TextValue.YesNo(true), new TextValue.YesNo(false)),
            _ => Answer.Of(new TextValue.YesNo(yes), AnswerManner.Words),
        };
    }

    private static Answer ReadNumber(TokenList tokens, AnswerType.Number type)
    {
        var at = 0;
        if (!NumberReader.TryTake(tokens, ref at, out var number) || at < tokens.Count)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        if (number.Other is { } other)
        {
            return Answer.Not(AnswerReason.Ambiguous, new TextValue.Number(number.Value), new TextValue.Number(other));
        }

        return Number(number.Value, type, number.InWords ? AnswerManner.Words : AnswerManner.Figures);
    }

    internal static Answer Number(decimal value, AnswerType.Number type, AnswerManner manner) =>
        value < type.Min || value > type.Max || Math.Abs(value) > NumberLimits.Max || decimal.Round(value, NumberLimits.Decimals) != value
            ? Answer.Not(AnswerReason.OutOfRange)
            : Answer.Of(new TextValue.Number(value), manner);

    private static Answer ReadPhone(string text, TokenList tokens, AnswerContext context)
    {
        text = text.Trim().TrimEnd('.', ',', ';', '!', '?');
        if (text.Any(char.IsLetter))
        {
            var at = 0;
            var plus = tokens.IsSign(0, '+') || tokens.Lexicon.Plus.Skip(tokens, ref at);
            at += tokens.IsSign(at, '+') ? 1 : 0;
            text = (plus ? "+" : "") + (DigitsReader.Take(tokens, at) ?? "?");
        }

        var e164 = text.Length <= 64 ? context.Phones.Read(text, context.Country) : null;
        return e164 is null ? Answer.Not(AnswerReason.NotUnderstood) : Answer.Of(new TextValue.Phone(e164), AnswerManner.Figures);
    }

    private static Answer ReadDate(TokenList tokens, AnswerType.Date type, AnswerContext context)
    {
        var reason = new DateReader(tokens, context, type.Past).Read(out var date);
        var figures = Enumerable.Range(0, tokens.Count).Any(i => tokens.IsKind(i, TokenKind.Digits));
        return reason == AnswerReason.Understood ? Answer.Of(new TextValue.Date(date), figures ? AnswerManner.Figures : AnswerManner.Words) : Answer.Not(reason);
    }

    private static Answer ReadTime(TokenList tokens)
    {
        var at = 0;
        if (!ClockReader.TryTake(tokens, ref at, out var said) || at < tokens.Count)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        return ClockReader.TryResolve(said, out var time, out var assumed)
            ? Answer.Of(new TextValue.Time(time), said.InFigures ? AnswerManner.Figures : AnswerManner.Words, assumed)
            : Answer.Not(AnswerReason.Contradictory);
    }

    private static Answer ReadDuration(TokenList tokens)
    {
        var at = 0;
        var figures = tokens.IsKind(0, TokenKind.Digits);
        if (!(DurationReader.TryTakeFigures(tokens, ref at, out var minutes) || DurationReader.TryTake(tokens, ref at, out minutes)) || at < tokens.Count)
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        var ticks = decimal.Round(minutes * 60) * TimeSpan.TicksPerSecond;
        return Answer.Of(new TextValue.Duration(TimeSpan.FromTicks((long)ticks)), figures ? AnswerManner.Figures : AnswerManner.Words);
    }
}
