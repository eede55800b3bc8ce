using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Scripting.Texts;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// Answers of telephone keys. A # at the end closes and is left out; a star stands for the point of a number or an amount, between day, month and
/// year, hours and minutes, and the items of a list. Words cannot be keyed.
/// </summary>
internal static class KeyReader
{
    public static Answer Read(string keys, AnswerType type, AnswerContext context)
    {
        var pressed = keys.TrimEnd('#');
        if (pressed.Length == 0)
        {
            return Answer.Not(AnswerReason.Empty);
        }

        if (!pressed.All(static key => char.IsAsciiDigit(key) || key == '*') || pressed.Length > 40)
        {
            return Answer.Not(pressed.Length > 40 ? AnswerReason.TooLong : AnswerReason.NotUnderstood);
        }

        var parts = pressed.Split('*');
        var digits = string.Concat(parts);
        return type switch
        {
            AnswerType.YesNo => pressed is "1" or "2" ? Answer.Of(new TextValue.YesNo(pressed == "1"), AnswerManner.Keys) : Answer.Not(AnswerReason.OutOfRange),
            AnswerType.OneOf choices => ReadChoice(pressed, choices.Choices),
            AnswerType.Number number => Decimal(parts) is { } value ? AnswerReader.Number(value, number, AnswerManner.Keys) : Answer.Not(AnswerReason.NotUnderstood),
            AnswerType.Money money => ReadMoney(parts, money.Currency),
            AnswerType.Digits wanted => digits.Length < wanted.Min ? Answer.Not(AnswerReason.TooShort)
                : digits.Length > wanted.Max ? Answer.Not(AnswerReason.TooLong)
                : parts.Length > 1 ? Answer.Not(AnswerReason.NotUnderstood)
                : Answer.Of(new TextValue.Digits(digits), AnswerManner.Keys),
            AnswerType.Phone => parts.Length == 1 && context.Phones.Read(digits, context.Country) is { } phone
                ? Answer.Of(new TextValue.Phone(phone), AnswerManner.Keys) : Answer.Not(AnswerReason.NotUnderstood),
            AnswerType.Date date => ReadDate(parts, date, context),
            AnswerType.Time => ReadTime(parts),
            AnswerType.Moment => ReadMoment(parts, context),
            AnswerType.Duration => ReadDuration(parts),
            AnswerType.ListOf list => ListReader.Collect(parts.Select(part => Read(part, list.Item, context))),
            _ => Answer.Not(AnswerReason.NotUnderstood),
        };
    }

    private static Answer ReadChoice(string key, ImmutableArray<AnswerChoice> choices) => choices.FirstOrDefault(choice => choice.Key == key) is { } choice
        ? Answer.Of(choice.Value, AnswerManner.Keys) : Answer.Not(AnswerReason.OutOfRange);

    private static decimal? Decimal(string[] parts) => parts is [{ Length: > 0 and <= 18 } whole] ? decimal.Parse(whole, CultureInfo.InvariantCulture)
        : parts is [{ Length: > 0 and <= 18 } integer, { Length: > 0 and <= 9 } fraction] ? decimal.Parse(integer + "." + fraction, CultureInfo.InvariantCulture) : null;

    private static Answer ReadMoney(string[] parts, string? currency)
    {
        if (currency is null)
        {
            return Answer.Not(AnswerReason.Incomplete);
        }

        return Decimal(parts) is { } amount && decimal.Round(amount, 2) == amount
            ? amount > NumberLimits.Max ? Answer.Not(AnswerReason.OutOfRange) : Answer.Of(new TextValue.Money(amount, currency), AnswerManner.Keys)
            : Answer.Not(AnswerReason.NotUnderstood);
    }

    /// <summary>DDMM, DDMMYY, DDMMYYYY, D*M, D*M*YYYY; in the US the month first.</summary>
    private static Answer ReadDate(string[] parts, AnswerType.Date type, AnswerContext context)
    {
        if (parts is [{ Length: 4 or 6 or 8 } run])
        {
            parts = run.Length == 4 ? [run[..2], run[2..]] : [run[..2], run[2..4], run[4..]];
        }

        return parts.Length is 2 or 3 ? Keyed(AnswerReader.ReadText(string.Join('/', parts), type, context)) : Answer.Not(AnswerReason.NotUnderstood);
    }

    /// <summary>HHMM by the 24-hour clock, HMM, H, H*MM.</summary>
    private static Answer ReadTime(string[] parts)
    {
        var said = parts switch
        {
            [{ Length: 1 or 2 } hour] => Said(hour, "0", hour.Length == 2 && hour[0] == '0'),
            [{ Length: 3 } run] => Said(run[..1], run[1..], exact: false),
            [{ Length: 4 } run] => Said(run[..2], run[2..], run[0] == '0'),
            [{ Length: 1 or 2 } hour, { Length: 1 or 2 } minute] => Said(hour, minute, hour[0] == '0'),
            _ => null,
        };
        return said is { } time && time is { Hour: <= 24, Minutes: <= 59 } && !(time.Hour == 24 && time.Minutes > 0) && ClockReader.TryResolve(time, out var resolved, out var assumed)
            ? Answer.Of(new TextValue.Time(resolved), AnswerManner.Keys, assumed)
            : Answer.Not(said is null ? AnswerReason.NotUnderstood : AnswerReason.Impossible);
    }

    /// <summary>DDMMHHMM, DDMM*HHMM.</summary>
    private static Answer ReadMoment(string[] parts, AnswerContext context)
    {
        parts = parts is [{ Length: 8 } run] ? [run[..4], run[4..]] : parts;
        if (parts is not [{ Length: 4 } day, { Length: 3 or 4 } clock])
        {
            return Answer.Not(AnswerReason.NotUnderstood);
        }

        var (date, time) = (ReadDate([day], new AnswerType.Date(), context), ReadTime([clock]));
        return date.Value is not TextValue.Date on ? date
            : time.Value is not TextValue.Time at ? time
            : MomentReader.InZone(on.Value.ToDateTime(at.Value), context.Zone, AnswerManner.Keys, time.Assumed);
    }

    /// <summary>Minutes, or hours*minutes.</summary>
    private static Answer ReadDuration(string[] parts) => parts switch
    {
        [{ Length: > 0 and <= 5 } minutes] => Answer.Of(new TextValue.Duration(TimeSpan.FromMinutes(Whole(minutes))), AnswerManner.Keys),
        [{ Length: > 0 and <= 3 } hours, { Length: 1 or 2 } minutes] when Whole(minutes) < 60 =>
            Answer.Of(new TextValue.Duration(TimeSpan.FromMinutes((Whole(hours) * 60) + Whole(minutes))), AnswerManner.Keys),
        _ => Answer.Not(AnswerReason.NotUnderstood),
    };

    private static SaidTime? Said(string hour, string minute, bool exact) => new SaidTime { Hour = Whole(hour), Minutes = Whole(minute), InFigures = true, LeadingZero = exact };

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static Answer Keyed(Answer answer) => answer.Value is null ? answer : Answer.Of(answer.Value, AnswerManner.Keys, answer.Assumed);
}
