using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>The fields of a calendar: its zone, a field for each day of the week, and the days that differ, one a line.</summary>
internal sealed class CalendarFields(Words words, CalendarOptions s)
{
    private static readonly DayOfWeek[] Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private readonly FormField _name = new(words["admin.name"], s.Name);
    private readonly FormField _zone = new(words["admin.calendarZone"], s.TimeZone, hint: "Europe/Rome");
    private readonly FormField[] _days = [.. Days.Select(d => new FormField(words.Culture.DateTimeFormat.GetDayName(d), s.Week.GetValueOrDefault(d, ""), hint: words["admin.hoursHint"]))];
    private readonly FormField _special = new(
        words["admin.specialDays"], string.Join('\n', s.Days.OrderBy(static d => d.Key, StringComparer.Ordinal).Select(static d => $"{d.Key} {d.Value}".TrimEnd())), isLong: true, hint: words["admin.specialHint"]);

    public IEnumerable<FormField> All => [_name, _zone, .. _days, _special];

    /// <summary>A week as a table shows it: days that are alike stand together.</summary>
    public static string Week(CalendarOptions calendar, Words words) => string.Join(
        "; ", Days.Where(calendar.Week.ContainsKey).GroupBy(d => calendar.Week[d]).Select(g => $"{string.Join(", ", g.Select(words.Culture.DateTimeFormat.GetAbbreviatedDayName))} {g.Key}"));

    public CalendarOptions Read()
    {
        var calendar = new CalendarOptions { Name = _name.Value.Trim(), TimeZone = _zone.Value.Trim() };
        for (var i = 0; i < Days.Length; i++)
        {
            if (_days[i].Value.Trim().Length > 0)
            {
                calendar.Week[Days[i]] = _days[i].Value.Trim();
            }
        }

        foreach (var line in _special.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            calendar.Days[space < 0 ? line : line[..space]] = space < 0 ? "closed" : line[space..].Trim();
        }

        return calendar;
    }
}
