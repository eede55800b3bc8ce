using System.Globalization;
using FsCheck.Xunit;

namespace ContactCenter.Scripting.Tests.Values;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData("0.000001", "0.5", "0")]         // half a millionth: to the even one, 0
    [InlineData("0.000003", "0.5", "0.000002")]  // 1.5 millionths: to the even one, 2
    [InlineData("0.000005", "0.5", "0.000002")]  // 2.5 millionths: to the even one, 2
    [InlineData("-0.000003", "0.5", "-0.000002")]
    [InlineData("0.000001", "0.500001", "0.000001")]
    [InlineData("12.5", "-3", "-37.5")]
    public void Products_are_rounded_half_to_even(string left, string right, string product)
    {
        FixedPoint.TryMultiply(Parse(left), Parse(right), out var result).ShouldBeTrue();
        Text(result).ShouldBe(product);
    }

    [Theory]
    [InlineData("1", "3", "0.333333")]
    [InlineData("2", "3", "0.666667")]
    [InlineData("-2", "3", "-0.666667")]
    [InlineData("0.000001", "2", "0")]
    [InlineData("0.000003", "-2", "-0.000002")]
    [InlineData("7", "-2", "-3.5")]
    public void Quotients_are_rounded_half_to_even(string left, string right, string quotient)
    {
        FixedPoint.TryDivide(Parse(left), Parse(right), out var result).ShouldBeTrue();
        Text(result).ShouldBe(quotient);
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        FixedPoint.TryAdd(long.MaxValue, 1, out _).ShouldBeFalse();
        FixedPoint.TryAdd(long.MinValue, -1, out _).ShouldBeFalse();
        FixedPoint.TrySubtract(long.MinValue, 1, out _).ShouldBeFalse();
        FixedPoint.TryMultiply(long.MaxValue, 2 * FixedPoint.One, out _).ShouldBeFalse();
        FixedPoint.TryMultiply(long.MinValue, -FixedPoint.One, out _).ShouldBeFalse();
        FixedPoint.TryDivide(long.MaxValue, 1, out _).ShouldBeFalse();
        FixedPoint.TryDivide(long.MinValue, -FixedPoint.One, out _).ShouldBeFalse();
        FixedPoint.TryFrom(9_223_372_036_854.775808m, out _).ShouldBeFalse();
        FixedPoint.TryFrom(decimal.MaxValue, out _).ShouldBeFalse();
        FixedPoint.TryFrom(-9_223_372_036_854.775808m, out var least).ShouldBeTrue();
        least.ShouldBe(long.MinValue);
    }

    [Property(MaxTest = 300)]
    public bool Arithmetic_is_that_of_decimals(int left, int right, short scale)
    {
        // Within decimal's 28 digits both are exact before rounding, so they must agree.
        long a = left * (long)(scale | 1), b = right;
        var product = FixedPoint.TryMultiply(a, b, out var times) && times == (long)decimal.Round((decimal)a * b / FixedPoint.One, MidpointRounding.ToEven);
        var quotient = b == 0 || (FixedPoint.TryDivide(a, b, out var by) && by == Exact((Int128)a * FixedPoint.One, b));
        return product && quotient && FixedPoint.TryAdd(a, b, out var sum) && sum == a + b;
    }

    [Property(MaxTest = 300)]
    public bool Numbers_are_read_as_they_are_written(long millionths)
    {
        var text = Text(millionths);
        return FixedPoint.TryParse(text, out var back) && back == millionths
            && decimal.Parse(text, CultureInfo.InvariantCulture) == FixedPoint.ToDecimal(millionths);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.0000001")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("٣")]
    [InlineData("9223372036854.775808")]
    [InlineData("99999999999999")]
    public void Anything_else_is_no_number(string text) => FixedPoint.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2.5", 0, "2")]
    [InlineData("3.5", 0, "4")]
    [InlineData("-2.5", 0, "-2")]
    [InlineData("2.345", 2, "2.34")]
    [InlineData("2.355", 2, "2.36")]
    public void Rounding_goes_half_to_even(string number, int decimals, string rounded)
    {
        FixedPoint.TryRound(Parse(number), decimals, out var result).ShouldBeTrue();
        Text(result).ShouldBe(rounded);
    }

    private static long Exact(Int128 dividend, long divisor)
    {
        // The naive way: the two neighbours, the nearer one, the even one from the middle.
        var low = dividend / divisor - (dividend % divisor != 0 && (dividend < 0) != (divisor < 0) ? 1 : 0);
        var (under, over) = (Int128.Abs(dividend - (low * divisor)), Int128.Abs(((low + 1) * divisor) - dividend));
        return (long)(under < over || (under == over && low % 2 == 0) ? low : low + 1);
    }

    private static long Parse(string text)
    {
        FixedPoint.TryParse(text, out var value).ShouldBeTrue(text);
        return value;
    }

    private static string Text(long value)
    {
        Span<char> text = stackalloc char[32];
        FixedPoint.TryFormat(value, text, out var written).ShouldBeTrue();
        return text[..written].ToString();
    }
}
