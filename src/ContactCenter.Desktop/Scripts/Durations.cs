using System.Globalization;

namespace ContactCenter.Desktop.Scripts;

/// <summary>Durations and shares as tables have them. The units are the same in every language.</summary>
internal static class Durations
{
    /// <summary>About as long, to be read at a glance: <c>8.5 s</c>, <c>12 min</c>, <c>2.5 h</c>, <c>3 d</c>.</summary>
    public static string About(TimeSpan time, CultureInfo culture) => time switch
    {
        { TotalMinutes: < 1 } => time.TotalSeconds.ToString("0.#", culture) + " s",
        { TotalHours: < 1 } => time.TotalMinutes.ToString("0.#", culture) + " min",
        { TotalDays: < 1 } => time.TotalHours.ToString("0.#", culture) + " h",
        _ => time.TotalDays.ToString("0.#", culture) + " d",
    };

    /// <summary>A share of a whole; nothing where the whole is nothing.</summary>
    public static string Share(long part, long whole, CultureInfo culture) => whole == 0 ? "" : (100.0 * part / whole).ToString("0.#", culture) + " %";
}
