using System.Buffers;
using System.Globalization;

namespace ContactCenter.Scripting.Syntax;

/// <summary>What numbers, durations, times and dates are worth. A method answers null, or why it is no value.</summary>
internal static class LiteralReader
{
    public const long One = 1_000_000;

    /// <summary>The longest duration: ten years.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(3_660);

    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.");

    private const int Decimals = 6;

    public static string? Number(ReadOnlySpan<char> digits, out long millionths)
    {
        millionths = 0;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? default : digits[(point + 1)..];
        if (decimals.Length > Decimals)
        {
            return $"a number has at most {Decimals} decimals";
        }

        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > (long.MaxValue / One) - 1)
        {
            return "numbers go up to 9223372036853";
        }

        millionths = value * One;
        var unit = One;
        foreach (var digit in decimals)
        {
            unit /= 10;
            millionths += (digit - '0') * unit;
        }

        return null;
    }

    /// <summary><c>8s</c>, <c>1.5h</c>, <c>1h30m</c>: numbers with units, the larger unit first.</summary>
    public static string? Duration(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var last = long.MaxValue;
        while (!text.IsEmpty)
        {
            var number = text.IndexOfAnyExcept(NumberSigns);
            var letters = number <= 0 ? -1 : text[number..].IndexOfAnyInRange('0', '9');
            var unit = number <= 0 ? default : letters < 0 ? text[number..] : text.Slice(number, letters);
            if (number <= 0 || UnitOf(unit) is not { } ticks || ticks >= last)
            {
                return "durations are written as 8s, 20m, 2h, 1h30m, 3 days or 2 weeks";
            }

            if (Duration(text[..number], ticks, out var part) is { } why)
            {
                return why;
            }

            value += part;
            last = ticks;
            text = text[(number + unit.Length)..];
        }

        return value > LongestDuration ? TooLong : null;
    }

    /// <summary>A number with its unit apart: <c>2 h</c>, <c>1 day</c>.</summary>
    public static string? Duration(ReadOnlySpan<char> number, long unit, out TimeSpan value)
    {
        value = default;
        if (Number(number, out var millionths) is { } why)
        {
            return why;
        }

        var ticks = (Int128)millionths * unit / One;
        if (ticks > LongestDuration.Ticks)
        {
            return TooLong;
        }

        value = TimeSpan.FromTicks((long)ticks);
        return null;
    }

    /// <summary>The ticks of a unit of time; null when the word is none.</summary>
    public static long? UnitOf(ReadOnlySpan<char> word) => word switch
    {
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        "w" or "week" or "weeks" => 7 * TimeSpan.TicksPerDay,
        _ => null,
    };

    public static string? Time(ReadOnlySpan<char> text, out TimeOnly value)
    {
        value = default;
        var colon = text.IndexOf(':');
        if (colon is < 1 or > 2 || text.Length != colon + 3
            || !int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || hour > 23 || minute > 59)
        {
            return "times go from 0:00 to 23:59";
        }

        value = new TimeOnly(hour, minute);
        return null;
    }

    public static string? Date(ReadOnlySpan<char> text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value) ? null : "there is no such day";

    private static string TooLong => $"durations go up to {LongestDuration.Days} days";
}
