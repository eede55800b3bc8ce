namespace ContactCenter.Routing;

/// <summary>A calendar by the wall clock alone, without a zone: what it says at a local time, and at which local time it next says otherwise.</summary>
internal sealed class WallHours
{
    // The same weekday falls on the 29th of February again within 40 years, over a century without a leap year included: what does not happen in 41 never does.
    private const int YearsAhead = 41;

    private readonly MinuteSpan[][] _week = [[], [], [], [], [], [], []];
    private readonly Dictionary<CalendarDate, MinuteSpan[]> _days = [];
    private readonly DateOnly _lastDated = DateOnly.MinValue;

    public WallHours(CalendarSettings settings)
    {
        foreach (var day in (settings.Week.IsDefault ? [] : settings.Week).GroupBy(static s => s.Day))
        {
            _week[(int)day.Key] = [.. day.Select(static s => MinuteSpan.Of(s.From, s.To)).OrderBy(static s => s.From)];
        }

        foreach (var day in settings.Days.IsDefault ? [] : settings.Days)
        {
            _days[day.Date] = day.Spans.IsDefault ? [] : [.. day.Spans.Select(static s => MinuteSpan.Of(s.From, s.To)).OrderBy(static s => s.From)];
            if (day.Date.Year is { } year && new DateOnly(year, day.Date.Month, day.Date.Day) is var date && date > _lastDated)
            {
                _lastDated = date;
            }
        }
    }

    public bool IsOpen(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        return FirstMinute(Before(day), SpansOf(day), MinuteSpan.Minutes(TimeOnly.FromDateTime(local)), open: true) == MinuteSpan.Minutes(TimeOnly.FromDateTime(local));
    }

    /// <summary>The first local time after <paramref name="local"/> at which it is no longer <paramref name="open"/>; null when there is none, ever.</summary>
    public DateTime? NextChange(DateTime local, bool open)
    {
        var day = DateOnly.FromDateTime(local);
        var begin = day > _lastDated ? day : _lastDated;
        var last = begin.Year + YearsAhead < DateOnly.MaxValue.Year ? begin.AddYears(YearsAhead) : DateOnly.MaxValue;
        var minute = MinuteSpan.Minutes(TimeOnly.FromDateTime(local));
        var before = Before(day);
        for (; day < last; day = day.AddDays(1))
        {
            var today = SpansOf(day);
            var found = FirstMinute(before, today, minute, !open);
            if (found < MinuteSpan.Day)
            {
                return day.ToDateTime(TimeOnly.MinValue).AddMinutes(found);
            }

            before = today;
            minute = 0;
        }

        return null;
    }

    /// <summary>The first minute of a day, from <paramref name="minute"/> on, that is open or closed as asked; <see cref="MinuteSpan.Day"/> when none is.</summary>
    private static int FirstMinute(MinuteSpan[] before, MinuteSpan[] today, int minute, bool open)
    {
        if (open)
        {
            var first = MinuteSpan.Day;
            foreach (var span in before)
            {
                first = span.To - MinuteSpan.Day > minute ? minute : first;
            }

            foreach (var span in today)
            {
                first = span.To > minute ? Math.Min(first, Math.Max(span.From, minute)) : first;
            }

            return first;
        }

        foreach (var span in before)
        {
            minute = Math.Max(minute, span.To - MinuteSpan.Day);
        }

        foreach (var span in today)
        {
            minute = span.Covers(minute) ? span.To : minute;
        }

        return Math.Min(minute, MinuteSpan.Day);
    }

    private MinuteSpan[] Before(DateOnly day) => day > DateOnly.MinValue ? SpansOf(day.AddDays(-1)) : [];

    private MinuteSpan[] SpansOf(DateOnly day) =>
        _days.TryGetValue(new CalendarDate(day.Month, day.Day, day.Year), out var dated) ? dated
        : _days.TryGetValue(new CalendarDate(day.Month, day.Day), out var yearly) ? yearly
        : _week[(int)day.DayOfWeek];
}
