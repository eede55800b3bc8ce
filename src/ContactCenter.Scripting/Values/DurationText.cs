using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting;

/// <summary>Lengths of time as scripts write them: <c>1d2h30m</c>, <c>-90s</c> as <c>-1m30s</c>, <c>0.5s</c>, <c>0s</c>.</summary>
internal static class DurationText
{
    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('d', TimeSpan.TicksPerDay), ('h', TimeSpan.TicksPerHour), ('m', TimeSpan.TicksPerMinute), ('s', TimeSpan.TicksPerSecond),
    ];

    public static string Format(long ticks)
    {
        if (ticks == 0)
        {
            return "0s";
        }

        var text = new StringBuilder(ticks < 0 ? "-" : "");
        var rest = Int128.Abs(ticks);
        foreach (var (unit, size) in Units)
        {
            var (count, left) = (rest / size, rest % size);
            var fraction = unit == 's' ? left : 0;
            if (count != 0 || fraction != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}");
                if (fraction != 0)
                {
                    text.Append('.').Append(((long)fraction).ToString("D7", CultureInfo.InvariantCulture).TrimEnd('0'));
                }

                text.Append(unit);
            }

            rest = left;
        }

        return text.ToString();
    }

    /// <summary>Days, hours, minutes and seconds in this order, each at most once, whole but for the seconds.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var rest = negative ? text[1..] : text;
        Int128 sum = 0;
        foreach (var (unit, size) in Units)
        {
            var end = rest.IndexOf(unit);
            if (end < 0)
            {
                continue;
            }

            if (!TryCount(rest[..end], unit == 's', size, out var part))
            {
                return false;
            }

            sum += part;
            rest = rest[(end + 1)..];
        }

        sum = negative ? -sum : sum;
        ticks = unchecked((long)sum);
        return rest.IsEmpty && text.Length > (negative ? 2 : 1) && sum == ticks;
    }

    private static bool TryCount(ReadOnlySpan<char> digits, bool hasFraction, long size, out Int128 ticks)
    {
        ticks = 0;
        var point = hasFraction ? digits.IndexOf('.') : -1;
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (whole.Length is 0 or > 15 || (point >= 0 && fraction.Length is 0 or > 7)
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        ticks = (Int128)long.Parse(whole, CultureInfo.InvariantCulture) * size;
        var unit = TimeSpan.TicksPerSecond / 10;
        foreach (var digit in fraction)
        {
            ticks += (digit - '0') * unit;
            unit /= 10;
        }

        return true;
    }
}
