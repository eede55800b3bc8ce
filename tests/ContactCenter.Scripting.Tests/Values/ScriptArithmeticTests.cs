namespace ContactCenter.Scripting.Tests.Values;

public sealed class ScriptArithmeticTests
{
    /// <summary>Operands by type and text; the result's text, or the name of what came instead.</summary>
    [Theory]
    [InlineData("number:2", "+", "number:3.5", "5.5")]
    [InlineData("money:2 EUR", "+", "money:3 EUR", "5 EUR")]
    [InlineData("money:2 EUR", "+", "money:3 PLN", "Mismatch")]
    [InlineData("money:2 EUR", "+", "number:3", "Mismatch")]
    [InlineData("money:2 EUR", "*", "number:1.5", "3 EUR")]
    [InlineData("number:1.5", "*", "money:2 EUR", "3 EUR")]
    [InlineData("money:3 EUR", "*", "money:2 EUR", "Mismatch")]
    [InlineData("money:3 EUR", "/", "number:2", "1.5 EUR")]
    [InlineData("money:3 EUR", "/", "money:2 EUR", "1.5")]
    [InlineData("number:3", "/", "number:0", "")]
    [InlineData("number:3", "/", "money:2 EUR", "Mismatch")]
    [InlineData("moment:2026-11-29T10:00:00Z", "-", "duration:1d", "2026-11-28T10:00:00Z")]
    [InlineData("moment:2026-11-29T10:00:00Z", "+", "duration:2h", "2026-11-29T12:00:00Z")]
    [InlineData("duration:2h", "+", "moment:2026-11-29T10:00:00Z", "2026-11-29T12:00:00Z")]
    [InlineData("moment:2026-11-29T10:00:00Z", "-", "moment:2026-11-28T09:00:00Z", "1d1h")]
    [InlineData("moment:2026-11-29T10:00:00Z", "+", "moment:2026-11-28T09:00:00Z", "Mismatch")]
    [InlineData("moment:9999-12-31T10:00:00Z", "+", "duration:1d", "Overflow")]
    [InlineData("date:2026-03-01", "-", "duration:1d", "2026-02-28")]
    [InlineData("date:2026-03-01", "+", "duration:1h", "Mismatch")]
    [InlineData("date:2026-03-01", "-", "date:2026-02-27", "2d")]
    [InlineData("date:0001-01-01", "-", "duration:1d", "Overflow")]
    [InlineData("time:10:00", "-", "time:09:30", "30m")]
    [InlineData("time:10:00", "+", "duration:2h30m", "12:30")]
    [InlineData("time:23:00", "+", "duration:2h", "01:00")]
    [InlineData("time:01:00", "-", "duration:1d2h", "23:00")]
    [InlineData("duration:1h", "*", "number:1.5", "1h30m")]
    [InlineData("duration:1h", "/", "duration:20m", "3")]
    [InlineData("duration:1h", "+", "number:1", "Mismatch")]
    [InlineData("number:1", "-", "duration:1h", "Mismatch")]
    [InlineData("text:ab", "+", "text:cd", "abcd")]
    [InlineData("text:ab", "-", "text:cd", "Mismatch")]
    [InlineData("text:ab", "+", "number:1", "Mismatch")]
    [InlineData("number:", "+", "number:1", "")]
    [InlineData("number:1", "*", "number:", "")]
    [InlineData("yes/no:yes", "+", "yes/no:no", "Mismatch")]
    [InlineData("number:9223372036854", "+", "number:9223372036854", "Overflow")]
    [InlineData("number:9223372036854", "*", "number:2", "Overflow")]
    [InlineData("number:-9223372036854", "-", "number:9223372036854", "Overflow")]
    public void Every_operation_has_its_result(string left, string operation, string right, string expected)
    {
        var (a, b) = (Parse(left), Parse(right));
        var result = operation switch
        {
            "+" => ScriptArithmetic.Add(a, b, out var value) is var r ? (r, value) : default,
            "-" => ScriptArithmetic.Subtract(a, b, out var value) is var r ? (r, value) : default,
            "*" => ScriptArithmetic.Multiply(a, b, out var value) is var r ? (r, value) : default,
            _ => ScriptArithmetic.Divide(a, b, out var value) is var r ? (r, value) : default,
        };
        (result.r == ArithmeticResult.Done ? result.value.ToInvariantText() : result.r.ToString()).ShouldBe(expected);
    }

    [Fact]
    public void Negation_has_its_limits()
    {
        ScriptArithmetic.Negate(ScriptValue.Number(2), out var value).ShouldBe(ArithmeticResult.Done);
        value.ShouldBe(ScriptValue.Number(-2));
        ScriptArithmetic.Negate(new ScriptValue(ValueTag.Number, long.MinValue), out _).ShouldBe(ArithmeticResult.Overflow);
        ScriptArithmetic.Negate(ScriptValue.Text("x"), out _).ShouldBe(ArithmeticResult.Mismatch);
        ScriptArithmetic.Negate(default, out var empty).ShouldBe(ArithmeticResult.Done);
        empty.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Text_does_not_grow_beyond_its_limit() =>
        ScriptArithmetic.Add(ScriptValue.Text(new string('x', 4_000)), ScriptValue.Text(new string('y', 97)), out _).ShouldBe(ArithmeticResult.Overflow);

    private static ScriptValue Parse(string typed)
    {
        var at = typed.IndexOf(':', StringComparison.Ordinal);
        ScriptType.TryParse(typed[..at], out var type).ShouldBeTrue();
        ScriptValue.TryParse(type, typed[(at + 1)..], out var value).ShouldBeTrue(typed);
        return value;
    }
}
