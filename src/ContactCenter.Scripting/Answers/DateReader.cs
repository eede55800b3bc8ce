using System.Globalization;

namespace ContactCenter.Scripting.Answers;

/// <summary>
/// Days: tomorrow, next Friday, 5/3, the 5th of March, in two weeks, 2027-03-05. A day without a year is the next there is (or the last, where
/// asked). A weekday alone is the next one after today.
/// </summary>
internal sealed class DateReader(TokenList tokens, AnswerContext context, bool past)
{
    private readonly Lexicon _words = tokens.Lexicon;
    private readonly DateOnly _today = context.Today;
    private readonly DateRules _rules = new(context.Today, past, context.Language.Calendar.NextIsOfNextWeek);
    private bool _marked;

    /// <summary>Reads the whole answer.</summary>
    public AnswerReason Read(out DateOnly date)
    {
        var at = 0;
        _marked = SkipFillers(ref at);
        if (at == tokens.Count)
        {
            date = default;
            return AnswerReason.NotUnderstood;
        }

        var reason = ReadFrom(ref at, out date);
        SkipFillers(ref at);
        return at == tokens.Count ? reason : AnswerReason.NotUnderstood;
    }

    private AnswerReason ReadFrom(ref int at, out DateOnly date)
    {
        if (_words.RelativeDays.TryTake(tokens, ref at, out var days))
        {
            date = _today.AddDays((int)days + LaterBy(ref at));
            return AnswerReason.Understood;
        }

        if (TryTakeSpan(ref at, out date))
        {
            return AnswerReason.Understood;
        }

        var which = Which(ref at);
        if (which == NamedWeek.NextWeek)
        {
            SkipFillers(ref at);
        }

        if (!_words.Weekdays.TryTake(tokens, ref at, out var weekday))
        {
            return which switch
            {
                NamedWeek.Unsaid => ReadDay(ref at, null, out date),
                NamedWeek.NextWeek => AnswerReason.Incomplete,
                _ => AnswerReason.NotUnderstood,
            };
        }

        if (which == NamedWeek.Unsaid && LaterBy(ref at) is > 0 and var later)
        {
            date = _rules.ByWeekday(weekday, which).AddDays(later);
            return AnswerReason.Understood;
        }

        which = which == NamedWeek.Unsaid ? Which(ref at) : which; // before what says nothing, as next week may
        SkipFillers(ref at);
        which = which == NamedWeek.Unsaid ? Which(ref at) : which;
        if (at < tokens.Count && which == NamedWeek.Unsaid)
        {
            return ReadDay(ref at, weekday, out date);
        }

        date = _rules.ByWeekday(weekday, which);
        return AnswerReason.Understood;
    }

    /// <summary>Days behind the one before: Friday week.</summary>
    private int LaterBy(ref int at) => _words.LaterBy.TryTake(tokens, ref at, out var days) ? (int)days : 0;

    /// <summary>In two weeks, two weeks from now, a week on Friday, two days ago.</summary>
    private bool TryTakeSpan(ref int at, out DateOnly date)
    {
        date = default;
        var (next, from) = (at, _today);
        var ahead = _words.In.Skip(tokens, ref next);
        if (!NumberReader.TryTakeWhole(tokens, ref next, out var count))
        {
            _words.Articles.Skip(tokens, ref next);
            var one = next;
            count = _words.OneSpan.Skip(tokens, ref one) ? 1 : -1;
        }

        if (count is < 0 or > 1000 || !_words.DateUnits.TryTake(tokens, ref next, out var unit))
        {
            return false;
        }

        if (!ahead && _words.Ago.Skip(tokens, ref next))
        {
            count = -count;
        }
        else if (!ahead && !_words.FromNow.Skip(tokens, ref next) && !(unit is DateUnit.Week or DateUnit.Fortnight && TryTakeStart(ref next, out from)))
        {
            return false;
        }

        date = unit switch
        {
            DateUnit.Day => from.AddDays(count),
            DateUnit.Week => from.AddDays(count * 7),
            DateUnit.Fortnight => from.AddDays(count * 14),
            DateUnit.Month => from.AddMonths(count),
            _ => from.AddYears(count),
        };
        at = next;
        return true;
    }

    /// <summary>The day weeks are counted from: a week on Friday, a week tomorrow.</summary>
    private bool TryTakeStart(ref int at, out DateOnly start)
    {
        start = _today;
        if (context.Language.Calendar.WeeksOn.Length == 0)
        {
            return false;
        }

        _words.WeeksOn.Skip(tokens, ref at);
        if (_words.RelativeDays.TryTake(tokens, ref at, out var days))
        {
            start = _today.AddDays((int)days);
            return true;
        }

        var found = _words.Weekdays.TryTake(tokens, ref at, out var weekday);
        start = found ? _rules.ByWeekday(weekday, NamedWeek.Unsaid) : start;
        return found;
    }

    private NamedWeek Which(ref int at) => _words.NextWeek.Skip(tokens, ref at) ? NamedWeek.NextWeek : _words.Next.Skip(tokens, ref at) ? NamedWeek.Next : _words.This.Skip(tokens, ref at) ? NamedWeek.This : _words.Last.Skip(tokens, ref at) ? NamedWeek.Last : NamedWeek.Unsaid;

    private AnswerReason ReadDay(ref int at, DayOfWeek? weekday, out DateOnly date)
    {
        if (TryTakeFigures(ref at, out var day, out var month, out var year))
        {
            return _rules.Resolve(day, month, year, weekday, out date);
        }

        var marked = _marked | SkipFillers(ref at);
        if (_words.Months.TryTake(tokens, ref at, out month))
        {
            SkipFillers(ref at);
            if (TryTakeDay(ref at, out day, out _))
            {
                return _rules.Resolve(day, month, TakeYear(ref at), weekday, out date);
            }

            date = default;
            return AnswerReason.Incomplete;
        }

        if (!TryTakeDay(ref at, out day, out var ordinal))
        {
            date = default;
            return AnswerReason.NotUnderstood;
        }

        marked |= ordinal | SkipFillers(ref at);
        if (_words.Months.TryTake(tokens, ref at, out month))
        {
            return _rules.Resolve(day, month, TakeYear(ref at), weekday, out date);
        }

        return marked || weekday is not null ? _rules.ByDay(day, weekday, out date) : Missing(out date);
    }

    /// <summary>5/3, 5.3.2027, 2027-03-05.</summary>
    private bool TryTakeFigures(ref int at, out int day, out int month, out int? year)
    {
        (day, month, year) = (0, 0, null);
        if (!(tokens.IsKind(at, TokenKind.Digits) && at + 2 < tokens.Count && tokens[at + 1] is { Kind: TokenKind.Sign, Text: "/" or "." or "-", Gap: 0 } && tokens.IsGluedDigits(at + 2)))
        {
            return false;
        }

        var sign = tokens[at + 1].Text[0];
        var parts = new List<string> { tokens[at].Text, tokens[at + 2].Text };
        var next = at + 3;
        if (tokens.IsSign(next, sign) && tokens.IsGluedDigits(next + 1))
        {
            parts.Add(tokens[next + 1].Text);
            next += 2;
        }

        if (parts is [{ Length: 4 }, { Length: <= 2 }, { Length: <= 2 }])
        {
            (year, month, day) = (Figures(parts[0]), Figures(parts[1]), Figures(parts[2]));
        }
        else if (parts[0].Length <= 2 && parts[1].Length <= 2 && (parts.Count == 2 ? sign != '-' : parts[2].Length is 2 or 4)) // 3-4 may be from the 3rd to the 4th
        {
            var monthFirst = context.Country == "US" && sign == '/';
            (day, month) = monthFirst ? (Figures(parts[1]), Figures(parts[0])) : (Figures(parts[0]), Figures(parts[1]));
            year = parts.Count == 3 ? _rules.FullYear(parts[2]) : null;
        }
        else
        {
            return false;
        }

        at = next;
        return true;
    }

    private bool TryTakeDay(ref int at, out int day, out bool ordinal)
    {
        ordinal = OrdinalReader.TryTake(tokens, ref at, out day);
        return ordinal || (NumberReader.TryTakeWhole(tokens, ref at, out day) && day <= 99);
    }

    private int? TakeYear(ref int at)
    {
        var next = at;
        SkipFillers(ref next);
        next += tokens.IsKind(next, TokenKind.Break) ? 1 : 0;
        if (tokens.IsKind(next, TokenKind.Digits) && tokens[next].Text.Length is 4 && !(next + 1 < tokens.Count && tokens[next + 1] is { Kind: TokenKind.Sign, Gap: 0 }))
        {
            at = next + 1;
            return Figures(tokens[next].Text);
        }

        if (SaidYear(ref next) is { } year)
        {
            at = next;
            return year;
        }

        return null;
    }

    /// <summary>Two thousand twenty-seven, nineteen eighty, and as Slavic languages have it: the two thousand twenty-seventh, the eightieth year.</summary>
    private int? SaidYear(ref int at)
    {
        var next = at;
        var found = CardinalReader.TryTake(tokens, ref next, out var year);
        var behind = next;
        if (context.Language.Calendar.YearsInPairs && year is 19 or 20)
        {
            var zero = _words.DigitWords.Skip(tokens, ref next);
            found = CardinalReader.TryTake(tokens, ref next, out var rest) && (zero ? rest is > 0 and < 10 : rest is >= 10 and < 100);
            year = (year * 100) + rest;
        }
        else if (OrdinalReader.TryTake(tokens, ref behind, out var last) && last > 0 && last < (year % 100 == 0 ? 100 : year % 10 == 0 ? 10 : 0))
        {
            (year, next, found) = (year + last, behind, true);
            if (year < 100)
            {
                found = _words.DateUnits.TryTake(tokens, ref behind, out var unit) && unit == DateUnit.Year; // without the century only where it is called a year
                year = _rules.FullYear($"{year:00}");
            }
        }

        at = found ? next : at;
        return found && year is >= 1900 and <= 2200 ? (int)year : null;
    }

    private static AnswerReason Missing(out DateOnly date)
    {
        date = default;
        return AnswerReason.Incomplete;
    }

    /// <summary>Skips words that say nothing and tells whether one says that a number is a day.</summary>
    private bool SkipFillers(ref int at)
    {
        var marked = false;
        while (at < tokens.Count)
        {
            var mark = at;
            var isMark = _words.DayMarks.Skip(tokens, ref mark);
            if (!isMark && !_words.DateFillers.Skip(tokens, ref mark) && !tokens.IsKind(mark, TokenKind.Break))
            {
                break;
            }

            marked |= isMark;
            at = Math.Max(mark, at + 1);
        }

        return marked;
    }

    private static int Figures(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
