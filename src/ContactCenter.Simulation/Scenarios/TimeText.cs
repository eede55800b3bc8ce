using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactCenter.Simulation;

/// <summary>Times as they are written in scenarios, lists of contacts and commands: the same on every machine, whatever its language. Thread-safe.</summary>
public static partial class TimeText
{
    private const double MostSeconds = 1e8;

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads <c>hh:mm:ss</c>, with as many hours as it takes and fractions of a second; or <c>d.hh:mm:ss</c>, as .NET writes a day and more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time; below zero where the text begins with a minus.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadClock(string? text, out TimeSpan time)
    {
        time = default;
        var match = Clock().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        long Number(string group) => match.Groups[group] is { Success: true, ValueSpan: var digits } ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var hours = Number("hours");
        if (match.Groups["days"].Success && hours > 23)
        {
            return false;
        }

        var seconds = (((((Number("days") * 24) + hours) * 60) + Number("minutes")) * 60) + Number("seconds");
        var fraction = match.Groups["fraction"].Success ? long.Parse(match.Groups["fraction"].Value.PadRight(7, '0'), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var length = new TimeSpan((seconds * TimeSpan.TicksPerSecond) + fraction);
        time = match.Groups["minus"].Success ? -length : length;
        return true;
    }

    /// <summary>Reads <c>hh:mm:ss</c>, or a number of seconds with a point before its fractions.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time; 0 or more.</param>
    /// <returns>Whether it is one; seconds are taken below 100,000,000.</returns>
    public static bool TryReadLength(string? text, out TimeSpan time)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            var taken = seconds is >= 0 and < MostSeconds; // the names of what is no number are read, too
            time = taken ? TimeSpan.FromSeconds(seconds) : default;
            return taken;
        }

        return TryReadClock(text, out time) && time >= TimeSpan.Zero;
    }

    /// <summary>Reads a date with or without a time, in the form of ISO 8601, such as <c>2026-03-02T08:00+01:00</c>; in UTC where it names no offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryReadInstant(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    [GeneratedRegex(@"^(?<minus>-)?((?<days>[0-9]{1,4})\.)?(?<hours>[0-9]{1,5}):(?<minutes>[0-5][0-9]):(?<seconds>[0-5][0-9])(\.(?<fraction>[0-9]{1,7}))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Clock();
}
