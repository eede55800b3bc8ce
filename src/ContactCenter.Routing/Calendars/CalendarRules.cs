using System.Globalization;

namespace ContactCenter.Routing;

/// <summary>What may stand in a calendar.</summary>
internal static class CalendarRules
{
    public const int MaxSpansOfDay = 16;
    public const int MaxSpansOfWeek = 7 * MaxSpansOfDay;
    public const int MaxDays = 1_000;
    public const int FirstYear = 2000;
    public const int LastYear = 2199;

    /// <summary>What is wrong with a calendar, as a sentence; null when nothing is.</summary>
    public static string? FindFault(CalendarSettings settings)
    {
        if (settings.Id.Value.Length == 0)
        {
            return "A calendar has no id; give it one.";
        }

        var whose = $"The calendar '{settings.Id}'";
        return CalendarZones.Find(settings.TimeZone) is null
            ? $"{whose} has the time zone '{Short(settings.TimeZone)}', which is no IANA time zone here; write one such as Europe/Rome."
            : FindFaultOfWeek(whose, settings) ?? FindFaultOfDays(whose, settings);
    }

    private static string? FindFaultOfWeek(string whose, CalendarSettings settings)
    {
        var week = settings.Week.IsDefault ? [] : settings.Week;
        if (week.Length > MaxSpansOfWeek)
        {
            return $"{whose} has {week.Length} spans in the week; leave at most {MaxSpansOfWeek}.";
        }

        foreach (var span in week)
        {
            if (span.Day is < DayOfWeek.Sunday or > DayOfWeek.Saturday)
            {
                return $"{whose} has a span on the day {(int)span.Day}; write a day of the week.";
            }

            if (FindFaultOfSpan($"{whose} on {span.Day}", span.From, span.To) is { } fault)
            {
                return fault;
            }
        }

        // The week is a circle: what begins on its last day may reach into its first.
        var ordered = week.Select(static s => (s.Day, Span: MinuteSpan.Of(s.From, s.To).Shifted((int)s.Day * MinuteSpan.Day))).OrderBy(static s => s.Span.From).ToList();
        for (var at = 0; at < ordered.Count; at++)
        {
            var (day, span) = ordered[at];
            var next = at + 1 < ordered.Count ? ordered[at + 1] : (ordered[0].Day, Span: ordered[0].Span.Shifted(7 * MinuteSpan.Day));
            if (span.To > next.Span.From)
            {
                return $"{whose} is open on {day} {span} and on {next.Day} {next.Span}, which overlap; write one span for both.";
            }
        }

        return null;
    }

    private static string? FindFaultOfDays(string whose, CalendarSettings settings)
    {
        var days = settings.Days.IsDefault ? [] : settings.Days;
        if (days.Length > MaxDays)
        {
            return $"{whose} has {days.Length} special days; leave at most {MaxDays}.";
        }

        var dates = new HashSet<CalendarDate>();
        foreach (var day in days)
        {
            if (day is null)
            {
                return $"{whose} has a special day that is null; leave it out.";
            }

            var date = Text(day.Date);
            if (day.Date.Year is < FirstYear or > LastYear)
            {
                return $"{whose} has the special day {date}; write a year from {FirstYear} to {LastYear}, or none for every year.";
            }

            // Every year has what a leap year has.
            if (day.Date.Month is < 1 or > 12 || day.Date.Day < 1 || day.Date.Day > DateTime.DaysInMonth(day.Date.Year ?? 2000, day.Date.Month))
            {
                return $"{whose} has the special day {date}, which no calendar has; write a month and a day of it.";
            }

            if (!dates.Add(day.Date))
            {
                return $"{whose} has the special day {date} twice; write all its spans in one.";
            }

            if (FindFaultOfSpans($"{whose} on {date}", day) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? FindFaultOfSpans(string whose, SpecialDay day)
    {
        var spans = day.Spans.IsDefault ? [] : day.Spans;
        if (spans.Length > MaxSpansOfDay)
        {
            return $"{whose} has {spans.Length} spans; leave at most {MaxSpansOfDay}.";
        }

        foreach (var span in spans)
        {
            if (FindFaultOfSpan(whose, span.From, span.To) is { } fault)
            {
                return fault;
            }
        }

        var ordered = spans.Select(static s => MinuteSpan.Of(s.From, s.To)).OrderBy(static s => s.From).ToList();
        for (var at = 1; at < ordered.Count; at++)
        {
            if (ordered[at - 1].To > ordered[at].From)
            {
                return $"{whose} is open {ordered[at - 1]} and {ordered[at]}, which overlap; write one span for both.";
            }
        }

        return null;
    }

    private static string? FindFaultOfSpan(string whose, TimeOnly from, TimeOnly to) =>
        from.Ticks % TimeSpan.TicksPerMinute != 0 || to.Ticks % TimeSpan.TicksPerMinute != 0
            ? string.Create(CultureInfo.InvariantCulture, $"{whose} has a span from {from:HH:mm:ss.fffffff} to {to:HH:mm:ss.fffffff}; write whole minutes.")
            : from == to && from != TimeOnly.MinValue
                ? string.Create(CultureInfo.InvariantCulture, $"{whose} has a span from {from:HH:mm} to {to:HH:mm}, which has no length; write 00:00 to 00:00 for a whole day.")
                : null;

    private static string Text(CalendarDate date) => date.Year is { } year
        ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{date.Month:00}-{date.Day:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{date.Month:00}-{date.Day:00} of every year");

    private static string Short(string? text) => text is null ? "" : text.Length <= CalendarZones.MaxLength ? text : text[..CalendarZones.MaxLength] + "…";
}
