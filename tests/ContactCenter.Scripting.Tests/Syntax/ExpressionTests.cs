using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Syntax;

public sealed class ExpressionTests
{
    /// <summary>How an expression binds, shown by the brackets that change nothing.</summary>
    [Theory]
    [InlineData("a or b and c", "a or (b and c)")]
    [InlineData("not a and b", "(not a) and b")]
    [InlineData("not a is b", "not (a is b)")]
    [InlineData("a is b and c > d", "(a is b) and (c > d)")]
    [InlineData("a is not b", "(a is not b)")]
    [InlineData("a + b < c", "(a + b) < c")]
    [InlineData("a in 1..b + 1", "a in (1..(b + 1))")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("a + b * c", "a + (b * c)")]
    [InlineData("a/b*c", "(a / b) * c")]
    [InlineData("-a * b", "(-a) * b")]
    [InlineData("-a.b", "-(a.b)")]
    [InlineData("a when b, otherwise c when d, otherwise e", "a when b, otherwise (c when d, otherwise e)")]
    [InlineData("a or b when c or d, otherwise e", "(a or b) when (c or d), otherwise e")]
    [InlineData("when when when, otherwise otherwise", "(when) when (when), otherwise (otherwise)")]
    [InlineData("risk or 0", "((risk) or (0))")]
    public void Operators_bind_as_tables_say(string written, string bracketed) => Snippet.Expression(written).ShouldBe(Snippet.Expression(bracketed));

    [Theory]
    [InlineData("yes", "(YesNoLiteral Value=True)")]
    [InlineData("no", "(YesNoLiteral Value=False)")]
    [InlineData("12", "(NumberLiteral Millionths=12000000)")]
    [InlineData("0.000001", "(NumberLiteral Millionths=1)")]
    [InlineData("12.50 EUR", "(MoneyLiteral Currency=EUR Millionths=12500000)")]
    [InlineData("8s", "(DurationLiteral Value=00:00:08)")]
    [InlineData("90m", "(DurationLiteral Value=01:30:00)")]
    [InlineData("1h30m", "(DurationLiteral Value=01:30:00)")]
    [InlineData("1.5h", "(DurationLiteral Value=01:30:00)")]
    [InlineData("2 h", "(DurationLiteral Value=02:00:00)")]
    [InlineData("1 day", "(DurationLiteral Value=1.00:00:00)")]
    [InlineData("2 weeks", "(DurationLiteral Value=14.00:00:00)")]
    [InlineData("9:05", "(TimeLiteral Value=09:05)")]
    [InlineData("2026-12-24", "(DateLiteral Value=12/24/2026)")]
    [InlineData("\"a\"", "(TextLiteral Parts=[ \"a\" ])")]
    [InlineData("two-hours", "(NameExpression Name=two-hours)")]
    [InlineData("é", "(NameExpression Name=é)")]
    [InlineData("(a, 1)", "(ListExpression Items=[ (NameExpression Name=a) (NumberLiteral Millionths=1000000) ])")]
    [InlineData("f()", "(CallExpression Function=(NameExpression Name=f))")]
    [InlineData("a.f(1).b", "(MemberExpression Member=b Target=(CallExpression Arguments=[ (NumberLiteral Millionths=1000000) ] Function=(MemberExpression Member=f Target=(NameExpression Name=a))))")]
    public void A_value_is_read(string written, string tree) => Snippet.Expression(written).ShouldBe(tree);

    [Theory]
    [InlineData("8x")]
    [InlineData("1m1h")]
    [InlineData("1h1h")]
    [InlineData("99999999999d")]
    [InlineData("1.1234567")]
    [InlineData("9223372036854")]
    [InlineData("24:00")]
    [InlineData("9:5")]
    [InlineData("2026-02-30")]
    [InlineData("99999999999999999999999999 days")]
    public void What_is_no_value_is_one_fault(string written) => Snippet.Codes(Snippet.Step($"set x = {written}", "hang up")).ShouldBe(["S129"]);

    [Theory]
    [InlineData("a <")]
    [InlineData("(a")]
    [InlineData("()")]
    [InlineData("a b")]
    [InlineData("a < b < c")]
    [InlineData("a when b")]
    [InlineData("a when b, c")]
    [InlineData("f(")]
    [InlineData("f(,)")]
    [InlineData("a.")]
    [InlineData("not")]
    [InlineData("..")]
    [InlineData("a = b")]
    public void A_broken_expression_is_one_fault(string written) => Snippet.Codes(Snippet.Step($"set x = {written}", "hang up")).Length.ShouldBe(1);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("not ", "")]
    [InlineData("f(", ")")]
    [InlineData("1 + ", "")]
    [InlineData("1 when x, otherwise ", "")]
    public void Depth_has_a_bound_and_what_is_below_it_is_read(string before, string behind)
    {
        string Nested(int times) => $"{string.Concat(Enumerable.Repeat(before, times))}1{string.Concat(Enumerable.Repeat(behind, times))}";
        Snippet.Codes(Snippet.Step($"set x = {Nested(ExpressionSyntax.MaxDepth - 2)}")).ShouldBeEmpty();
        Snippet.Codes(Snippet.Step($"set x = {Nested(ExpressionSyntax.MaxDepth + 1)}", "hang up")).ShouldBe(["S132"]);
        Snippet.Codes(Snippet.Step($"set x = {Nested(100_000)}", "hang up")).ShouldBe(["S132"]);
    }
}
