using System.Globalization;

namespace ContactCenter.Scripting;

/// <summary>Numbers of scripts: millionths in an <see cref="long"/>. Exact, the same on every machine; what does not fit is told, never wrapped.</summary>
/// <remarks>Products and quotients that lie between two millionths go to the nearer one, and from the middle to the even one.</remarks>
internal static class FixedPoint
{
    /// <summary>One, in millionths.</summary>
    public const long One = 1_000_000;

    /// <summary>Decimals kept.</summary>
    public const int Decimals = 6;

    public static bool TryAdd(long left, long right, out long sum)
    {
        sum = unchecked(left + right);
        return ((left ^ sum) & (right ^ sum)) >= 0;
    }

    public static bool TrySubtract(long left, long right, out long difference)
    {
        difference = unchecked(left - right);
        return ((left ^ right) & (left ^ difference)) >= 0;
    }

    public static bool TryMultiply(long left, long right, out long product) => TryScale(left, right, One, out product);

    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor; not 0.</param>
    /// <param name="quotient">The quotient.</param>
    public static bool TryDivide(long left, long right, out long quotient) => TryScale(left, One, right, out quotient);

    /// <summary>left × right ÷ divisor, rounded half to even.</summary>
    public static bool TryScale(long left, long right, long divisor, out long result)
    {
        var product = (Int128)left * right;
        var quotient = product / divisor;
        var remainder = product - (quotient * divisor);
        if (remainder != 0)
        {
            var twice = Int128.Abs(remainder) * 2;
            var whole = Int128.Abs(divisor);
            if (twice > whole || (twice == whole && !Int128.IsEvenInteger(quotient)))
            {
                quotient += Int128.IsNegative(product) == (divisor < 0) ? 1 : -1;
            }
        }

        result = unchecked((long)quotient);
        return quotient == result;
    }

    /// <summary>The number nearest to a decimal, half to even; false when it does not fit.</summary>
    public static bool TryFrom(decimal value, out long millionths)
    {
        if (value is > 9_223_372_036_855m or < -9_223_372_036_855m)
        {
            millionths = 0;
            return false;
        }

        var scaled = decimal.Round(value * One, MidpointRounding.ToEven);
        var fits = scaled is <= long.MaxValue and >= long.MinValue;
        millionths = fits ? (long)scaled : 0;
        return fits;
    }

    /// <summary>The number rounded to fewer decimals, half to even.</summary>
    /// <param name="millionths">The number.</param>
    /// <param name="decimals">0 to 6.</param>
    /// <param name="rounded">The number rounded.</param>
    public static bool TryRound(long millionths, int decimals, out long rounded)
    {
        var unit = One;
        for (var i = 0; i < decimals; i++)
        {
            unit /= 10;
        }

        return TryScale(millionths, 1, unit, out var units) & TryScale(units, unit, 1, out rounded);
    }

    public static decimal ToDecimal(long millionths) => (decimal)millionths / One;

    /// <summary>Digits with a point where there are decimals, no more of them than are needed: <c>12</c>, <c>-0.5</c>.</summary>
    public static bool TryFormat(long millionths, Span<char> to, out int written)
    {
        var (whole, rest) = Math.DivRem(millionths, One);
        written = 0;
        if (millionths < 0 && whole == 0)
        {
            if (to.IsEmpty)
            {
                return false;
            }

            to[written++] = '-';
        }

        if (!whole.TryFormat(to[written..], out var digits, provider: CultureInfo.InvariantCulture))
        {
            return false;
        }

        written += digits;
        if (rest == 0)
        {
            return true;
        }

        rest = Math.Abs(rest);
        var places = Decimals;
        while (rest % 10 == 0)
        {
            (rest, places) = (rest / 10, places - 1);
        }

        if (to.Length < written + 1 + places)
        {
            return false;
        }

        to[written++] = '.';
        for (var at = written + places - 1; at >= written; at--)
        {
            to[at] = (char)('0' + (rest % 10));
            rest /= 10;
        }

        written += places;
        return true;
    }

    /// <summary>An optional minus sign, digits, and at most six decimals behind a point. Nothing else: no spaces, no groups, no exponent.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long millionths)
    {
        millionths = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var rest = negative ? text[1..] : text;
        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var decimals = point < 0 ? [] : rest[(point + 1)..];
        if (whole.Length is 0 or > 13 || (point >= 0 && decimals.Length is 0 or > Decimals)
            || whole.ContainsAnyExceptInRange('0', '9') || decimals.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        Int128 units = 0;
        foreach (var digit in whole)
        {
            units = (units * 10) + (digit - '0');
        }

        for (var i = 0; i < Decimals; i++)
        {
            units = (units * 10) + (i < decimals.Length ? decimals[i] - '0' : 0);
        }

        units = negative ? -units : units;
        millionths = unchecked((long)units);
        return units == millionths;
    }
}
