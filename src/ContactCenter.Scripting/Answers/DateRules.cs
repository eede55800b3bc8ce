using System.Globalization;

namespace ContactCenter.Scripting.Answers;

/// <summary>Which week a weekday is of.</summary>
internal enum NamedWeek
{
    Unsaid,
    This,
    Last,
    Next,
    NextWeek,
}

/// <summary>Which day is meant by what was said of it.</summary>
/// <param name="today">The day of the answer.</param>
/// <param name="past">The last one is meant rather than the next.</param>
/// <param name="nextIsOfNextWeek">See <see cref="Languages.LanguageCalendar.NextIsOfNextWeek"/>.</param>
internal sealed class DateRules(DateOnly today, bool past, bool nextIsOfNextWeek)
{
    /// <summary>Between two 29 Februaries lie 8 years at most.</summary>
    private const int YearsToLook = 8;

    /// <summary>A weekday of a week.</summary>
    public DateOnly ByWeekday(DayOfWeek weekday, NamedWeek which)
    {
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        if (which == NamedWeek.NextWeek || (which == NamedWeek.Next && nextIsOfNextWeek))
        {
            var toMonday = (8 - (int)today.DayOfWeek) % 7;
            return today.AddDays((toMonday == 0 ? 7 : toMonday) + (((int)weekday + 6) % 7));
        }

        return past || which == NamedWeek.Last ? today.AddDays(ahead == 0 ? -7 : ahead - 7) : today.AddDays(ahead == 0 && which != NamedWeek.This ? 7 : ahead);
    }

    /// <summary>Day and month, with or without a year, that must fall on the weekday where one was said.</summary>
    public AnswerReason Resolve(int day, int month, int? year, DayOfWeek? weekday, out DateOnly date)
    {
        date = default;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2024, month) || year is < 1 or > 9999)
        {
            return AnswerReason.Impossible;
        }

        if (year is { } known)
        {
            if (day > DateTime.DaysInMonth(known, month))
            {
                return AnswerReason.Impossible;
            }

            date = new DateOnly(known, month, day);
        }
        else
        {
            // The next there is; 29 February waits for its year.
            for (var i = 0; i <= YearsToLook; i++)
            {
                var candidate = today.Year + (past ? -i : i);
                if (candidate is >= 1 and <= 9999 && day <= DateTime.DaysInMonth(candidate, month))
                {
                    date = new DateOnly(candidate, month, day);
                    if (past ? date <= today : date >= today)
                    {
                        break;
                    }
                }
            }
        }

        return weekday is null || date.DayOfWeek == weekday ? AnswerReason.Understood : AnswerReason.Contradictory;
    }

    /// <summary>The 5th: of this month or the next that has one.</summary>
    public AnswerReason ByDay(int day, DayOfWeek? weekday, out DateOnly date)
    {
        date = default;
        if (day is < 1 or > 31)
        {
            return AnswerReason.Impossible;
        }

        for (var i = 0; i <= 12; i++)
        {
            var month = today.AddMonths(past ? -i : i);
            if (day <= DateTime.DaysInMonth(month.Year, month.Month))
            {
                date = new DateOnly(month.Year, month.Month, day);
                if (past ? date <= today : date >= today)
                {
                    break;
                }
            }
        }

        return weekday is null || date.DayOfWeek == weekday ? AnswerReason.Understood : AnswerReason.Contradictory;
    }

    /// <summary>A year of two digits lies between 80 years back and 19 ahead.</summary>
    public int FullYear(string figures)
    {
        var year = int.Parse(figures, CultureInfo.InvariantCulture);
        if (figures.Length == 4)
        {
            return year;
        }

        var full = (today.Year / 100 * 100) + year;
        return full > today.Year + 19 ? full - 100 : full <= today.Year - 81 ? full + 100 : full;
    }
}
