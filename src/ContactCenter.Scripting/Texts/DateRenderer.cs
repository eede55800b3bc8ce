using System.Globalization;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Texts;

/// <summary>Days and times.</summary>
internal static class DateRenderer
{
    public static string Date(DateOnly date, TextFormat format, Language language)
    {
        var calendar = language.Calendar;
        var weekday = (format.At ? calendar.OnWeekdays : calendar.Weekdays)[(int)date.DayOfWeek];
        var month = calendar.Months[date.Month - 1];
        return format.Style switch
        {
            TextStyle.Short or TextStyle.Plain when !format.At => Fill(calendar.Short, date.Day, date.Month, date.Year),
            // Speech engines read a year better than words would have it.
            TextStyle.Spoken => $"{weekday} {calendar.SpokenDay(date.Day)} {month} {date.Year}",
            TextStyle.Weekday => Fill(calendar.LongWithWeekday, weekday, date.Day, month, date.Year),
            _ when format.At => Fill(calendar.LongWithWeekday, weekday, date.Day, month, date.Year),
            _ => Fill(calendar.Long, weekday, date.Day, month, date.Year),
        };
    }

    public static string Time(TimeOnly time, TextFormat format, Language language)
    {
        var clock = language.Clock;
        if (format.Style == TextStyle.Spoken)
        {
            return clock.Spoken(time.Hour, time.Minute, format.At);
        }

        var written = clock.TwelveHours
            ? string.Create(CultureInfo.InvariantCulture, $"{(time.Hour % 12 == 0 ? 12 : time.Hour % 12)}:{time.Minute:00} {(time.Hour < 12 ? "am" : "pm")}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}");
        return format.At ? Fill(time.Hour == 1 && clock.AtOne is { } one ? one : clock.At, written) : written;
    }

    public static string Moment(DateTimeOffset moment, TextFormat format, Language language)
    {
        var (date, time) = (DateOnly.FromDateTime(moment.DateTime), TimeOnly.FromDateTime(moment.DateTime));
        return format.Part switch
        {
            TextPart.Date => Date(date, format, language),
            TextPart.Time => Time(time, format, language),
            _ => Both(date, time, format, language),
        };
    }

    private static string Both(DateOnly date, TimeOnly time, TextFormat format, Language language) =>
        format.Style is TextStyle.Short or TextStyle.Plain
            ? Date(date, format with { At = false }, language) + " " + Time(time, format with { At = false }, language)
            : Date(date, format.Style == TextStyle.Usual ? format with { Style = TextStyle.Weekday } : format, language) + " "
                + Time(time, format with { At = true }, language);

    private static string Fill(string form, params object[] values) => string.Format(CultureInfo.InvariantCulture, form, values);
}
