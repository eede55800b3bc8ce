namespace ContactCenter.Routing.Tests.Calendars;

/// <summary>The oracle: looks at the wall clock and at each span, minute by minute.</summary>
internal static class NaiveCalendar
{
    public static bool IsOpen(CalendarSettings settings, DateTimeOffset at)
    {
        var wall = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)).DateTime;
        return Begun(settings, wall.Date).Concat(Begun(settings, wall.Date.AddDays(-1))).Any(s => s.From <= wall && wall < s.To);
    }

    /// <summary>Every instant of a whole minute, after the start, at which openness is not what it was a minute before.</summary>
    public static List<DateTimeOffset> Changes(CalendarSettings settings, DateTimeOffset from, DateTimeOffset until)
    {
        var changes = new List<DateTimeOffset>();
        var open = IsOpen(settings, from);
        for (var at = from.AddMinutes(1); at < until; at = at.AddMinutes(1))
        {
            if (IsOpen(settings, at) != open)
            {
                open = !open;
                changes.Add(at);
            }
        }

        return changes;
    }

    private static IEnumerable<(DateTime From, DateTime To)> Begun(CalendarSettings settings, DateTime date)
    {
        var special = settings.Days.FirstOrDefault(d => d.Date == new CalendarDate(date.Month, date.Day, date.Year))
            ?? settings.Days.FirstOrDefault(d => d.Date == new CalendarDate(date.Month, date.Day));
        var spans = special is not null
            ? special.Spans.Select(static s => (s.From, s.To))
            : settings.Week.Where(s => s.Day == date.DayOfWeek).Select(static s => (s.From, s.To));
        return spans.Select(s => (date + s.From.ToTimeSpan(), date.AddDays(s.To <= s.From ? 1 : 0) + s.To.ToTimeSpan()));
    }
}
