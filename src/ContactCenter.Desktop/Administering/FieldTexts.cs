using System.Globalization;

namespace ContactCenter.Desktop.Administering;

/// <summary>How values are typed and read.</summary>
internal static class FieldTexts
{
    /// <summary><c>gas 3, office 2</c>.</summary>
    public static string Of(Dictionary<string, int> skills) => string.Join(", ", skills.OrderBy(static s => s.Key, StringComparer.Ordinal).Select(static s => $"{s.Key} {s.Value}"));

    public static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary><c>north, south</c>.</summary>
    public static string Of(IEnumerable<string> keys) => string.Join(", ", keys);

    public static IEnumerable<string> Keys(this FormField field) => field.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);

    public static string SecondsOrNone(TimeSpan? span) => span is { } value ? Seconds(value) : "";

    /// <summary>Nothing where nothing is typed.</summary>
    public static TimeSpan? SecondsOrNone(this FormField field) => field.Value.Trim().Length == 0 ? null : field.Seconds();

    /// <summary><c>mail 20 interruptible, voice 100 alone</c>.</summary>
    public static string Of(Dictionary<string, CostOptions> costs) => string.Join(
        ", ", costs.OrderBy(static c => c.Key, StringComparer.Ordinal).Select(static c => $"{c.Key} {c.Value.Units}{(c.Value.Exclusive ? " alone" : "")}{(c.Value.Interruptible ? " interruptible" : "")}"));

    public static void ReadCosts(this FormField field, Dictionary<string, CostOptions> costs)
    {
        foreach (var part in field.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            costs[words[0]] = words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var units) && words.Skip(2).All(static w => w is "alone" or "interruptible")
                ? new CostOptions { Units = units, Exclusive = words.Contains("alone"), Interruptible = words.Contains("interruptible") }
                : throw new FormatException(field.Label);
        }
    }

    public static int Number(this FormField field) =>
        int.TryParse(field.Value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException(field.Label);

    public static TimeSpan Seconds(this FormField field) => TimeSpan.FromSeconds(field.Number());

    /// <summary>An id, which must be a key.</summary>
    public static string Id(this FormField field) => KeyRules.IsValid(field.Value.Trim()) ? field.Value.Trim() : throw new FormatException(field.Label);

    public static void ReadSkills(this FormField field, Dictionary<string, int> skills)
    {
        foreach (var part in field.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            skills[part.Split(' ')[0]] = part.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var level] && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException(field.Label);
        }
    }

    /// <summary><c>08:00-12:00 14:00-18:00</c>.</summary>
    public static string Of(OpeningHours? hours, DayOfWeek day) => hours is null ? "" : string.Join(
        ' ', hours.Spans.Where(s => s.Day == day).OrderBy(static s => s.From).Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.From:HH:mm}-{s.To:HH:mm}")));

    public static IEnumerable<OpeningSpan> Spans(this FormField field, DayOfWeek day)
    {
        foreach (var part in field.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return part.Split('-') is [var from, var to] && Time(from) is { } opens && Time(to) is { } closes
                ? new OpeningSpan(day, opens, closes)
                : throw new FormatException(field.Label);
        }
    }

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
