namespace ContactCenter;

/// <summary>When something is open: a week, and the days that differ from it. Spans are written as <c>08:00-12:00 14:00-18:00</c>, also across midnight; <c>00:00-00:00</c> is a whole day, nothing is closed.</summary>
public sealed class CalendarOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The IANA time zone whose wall clock counts, such as <c>Europe/Rome</c>.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The spans of an ordinary week, by the day on which they begin; a day that is not named is closed.</summary>
    public Dictionary<DayOfWeek, string> Week { get; } = [];

    /// <summary>The days that differ, each <c>2026-12-24</c> or, every year, <c>12-24</c>, with their spans; empty or <c>closed</c> is a holiday.</summary>
    public Dictionary<string, string> Days { get; } = [];

    /// <summary>Names the calendar.</summary>
    public CalendarOptions Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Sets the zone.</summary>
    public CalendarOptions In(string timeZone)
    {
        TimeZone = timeZone;
        return this;
    }

    /// <summary>Opens on days of the week; Monday to Friday where none is named.</summary>
    public CalendarOptions Open(string spans, params ReadOnlySpan<DayOfWeek> days)
    {
        foreach (var day in days.IsEmpty ? [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday] : days)
        {
            Week[day] = spans;
        }

        return this;
    }

    /// <summary>Closes on holidays, each <c>2026-04-06</c> or, every year, <c>12-25</c>.</summary>
    public CalendarOptions Closed(params ReadOnlySpan<string> dates)
    {
        foreach (var date in dates)
        {
            Days[date] = "closed";
        }

        return this;
    }

    /// <summary>Opens otherwise on a day.</summary>
    public CalendarOptions On(string date, string spans)
    {
        Days[date] = spans;
        return this;
    }
}
