using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Routing;

namespace ContactCenter.Configuration;

/// <summary>Reads calendars as people write them.</summary>
internal static class CalendarTexts
{
    private const string Closed = "closed";

    /// <summary>The calendar; null when something in it cannot be read, which is told.</summary>
    public static CalendarSettings? Read(string id, CalendarOptions options, string path, FaultList faults)
    {
        var week = ImmutableArray.CreateBuilder<WeekSpan>();
        var days = ImmutableArray.CreateBuilder<SpecialDay>();
        var isRead = true;
        foreach (var (day, text) in options.Week.OrderBy(static d => ((int)d.Key + 6) % 7)) // from Monday on
        {
            if (Spans(text) is { } spans)
            {
                week.AddRange(spans.Select(s => new WeekSpan(day, s.From, s.To)));
            }
            else
            {
                isRead = Unreadable($"{path}:Week:{day}", text);
            }
        }

        foreach (var (key, text) in options.Days.OrderBy(static d => d.Key, StringComparer.Ordinal))
        {
            if (Date(key) is not { } date)
            {
                faults.Add($"{path}:Days", "date", $": '{Short(key)}' is no date; write 2026-12-24, or 12-24 for every year.", Short(key));
                isRead = false;
            }
            else if (Spans(text) is { } spans)
            {
                days.Add(new SpecialDay { Date = date, Spans = [.. spans] });
            }
            else
            {
                isRead = Unreadable($"{path}:Days:{key}", text);
            }
        }

        return isRead ? new CalendarSettings { Id = new CalendarId(id), TimeZone = options.TimeZone, Week = week.ToImmutable(), Days = days.ToImmutable() } : null;

        bool Unreadable(string at, string? text)
        {
            faults.Add(at, "spans", $": '{Short(text)}' cannot be read; write spans such as 08:00-12:00 14:00-18:00, or closed.", Short(text));
            return false;
        }
    }

    /// <summary>The spans of a day; none for a day that is closed, null when they cannot be read.</summary>
    public static IReadOnlyList<DaySpan>? Spans(string? text)
    {
        var spans = new List<DaySpan>();
        foreach (var part in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Equals(Closed, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (part.Split('-') is not [var from, var to] || Time(from) is not { } opens || Time(to) is not { } closes)
            {
                return null;
            }

            spans.Add(new DaySpan(opens, closes));
        }

        return spans;
    }

    private static CalendarDate? Date(string text) =>
        text.Split('-') switch
        {
            [var month, var day] when Number(month, 2) is { } m && Number(day, 2) is { } d => new CalendarDate(m, d),
            [var year, var month, var day] when Number(year, 4) is { } y && Number(month, 2) is { } m && Number(day, 2) is { } d => new CalendarDate(m, d, y),
            _ => null,
        };

    private static int? Number(string text, int digits) =>
        text.Length == digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeOnly? Time(string text) =>
        text == "24:00" ? TimeOnly.MinValue
            : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Short(string? text) => text is null ? "" : text.Length <= 64 ? text : text[..64] + "…";
}
