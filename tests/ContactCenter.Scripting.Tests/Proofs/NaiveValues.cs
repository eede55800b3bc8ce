using System.Globalization;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>The run stops, and why.</summary>
internal sealed class NaiveStop(string why) : Exception(why);

/// <summary>
/// What expressions come to, straight from the syntax tree: null for nothing, bool, decimal, string, TimeSpan, DateTimeOffset, and lists and dictionaries of them.
/// </summary>
internal sealed class NaiveValues(SourceText source, Dictionary<string, object?> slots, Dictionary<CallExpression, object?> asked)
{
    private const decimal Largest = 9_223_372_036_854.775807m;

    public DateTimeOffset Now { get; set; }

    /// <summary>Slots of a yes or no, by name.</summary>
    public HashSet<string> Truths { get; } = [];

    public bool Holds(ExpressionSyntax condition) => Of(condition) is true;

    public object? Of(ExpressionSyntax expression) => expression switch
    {
        YesNoLiteral yes => yes.Value,
        NumberLiteral number => number.Millionths / 1_000_000m,
        DurationLiteral duration => duration.Value,
        TextLiteral text => text.Parts.IsEmpty ? null : source.Slice(text.Parts[0].Range).ToString(), // a value has no holes
        NameExpression { Name.Text: "now" } => Now,
        NameExpression name => slots.TryGetValue(name.Name.Text, out var value) ? value : name.Name.Text, // no slot: a choice
        MemberExpression member => Member(Of(member.Target), member.Member.Text),
        CallExpression { Function: NameExpression function } call => Function(function.Name.Text, [.. call.Arguments.Select(Of)]),
        CallExpression query => asked[query],
        ListExpression list => list.Items.Select(Of).Where(static item => item is not null).ToList(),
        UnaryExpression { Operator: UnaryOperator.Not } not => Of(not.Operand) is bool truth ? !truth : null,
        UnaryExpression minus => Of(minus.Operand) is decimal number ? -number : null,
        ConditionalExpression choice => Holds(choice.Condition) ? Of(choice.Value) : Of(choice.Otherwise),
        BinaryExpression binary => Binary(binary),
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    public static string Written(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "yes" : "no",
        decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
        string text => text,
        TimeSpan time => ScriptValue.Duration(time).ToInvariantText(),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        List<object?> list => "[" + string.Join(",", list.Select(static item => $"\"{Written(item)}\"")) + "]",
        Dictionary<string, object?> record => "{" + string.Join(",", record.Where(static field => field.Value is not null).Select(static field => $"\"{field.Key}\":\"{Written(field.Value)}\"")) + "}",
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static object? Member(object? target, string name) => (target, name) switch
    {
        (List<object?> list, "count") => (decimal)list.Count,
        (null, "count") => 0m,
        (null, _) => null,
        (List<object?> list, "first") => list.FirstOrDefault(),
        (List<object?> list, "last") => list.LastOrDefault(),
        (Dictionary<string, object?> record, _) => record[name],
        (string text, "length") => (decimal)text.Length,
        _ => throw new NotSupportedException(name),
    };

    private static object? Function(string name, object?[] values)
    {
        if (values.Any(static value => value is null))
        {
            return null;
        }

        switch (name, values)
        {
            case ("abs", [decimal number]):
                return Math.Abs(number);
            case ("round", [decimal number, decimal places]):
                return places is < 0 or > 6 ? throw new NaiveStop("Overflow") : Checked(decimal.Round(number, (int)places, MidpointRounding.ToEven));
            case ("least", [decimal one, decimal two]):
                return Math.Min(one, two);
            case ("most", [decimal one, decimal two]):
                return Math.Max(one, two);
            case ("starts", [string text, string part]):
                return text.StartsWith(part, StringComparison.Ordinal);
            case ("contains", [string text, string part]):
                return text.Contains(part, StringComparison.Ordinal);
            default:
                throw new NotSupportedException(name);
        }
    }

    private object? Binary(BinaryExpression binary)
    {
        switch (binary)
        {
            case { Operator: BinaryOperator.And }:
                return Holds(binary.Left) && Holds(binary.Right);
            case { Operator: BinaryOperator.Or } when IsTruth(binary.Left):
                return Holds(binary.Left) || Holds(binary.Right);
            case { Operator: BinaryOperator.Or }:
                return Of(binary.Left) ?? Of(binary.Right);
            case { Operator: BinaryOperator.Is, Right: TextLiteral { Parts.IsEmpty: true } }:
                return Of(binary.Left) is null;
            case { Operator: BinaryOperator.IsNot, Right: TextLiteral { Parts.IsEmpty: true } }:
                return Of(binary.Left) is not null;
            case { Operator: BinaryOperator.In, Right: RangeExpression range }:
                return Compare(Of(binary.Left), Of(range.From)) >= 0 && Compare(Of(binary.Left), Of(range.To)) <= 0;
        }

        var (first, second) = (Of(binary.Left), Of(binary.Right)); // both are worked out: one may overflow where the other is nothing
        if (first is not { } left || second is not { } right)
        {
            return null;
        }

        return binary.Operator switch
        {
            BinaryOperator.Is => left.Equals(right),
            BinaryOperator.IsNot => !left.Equals(right),
            BinaryOperator.In => ((List<object?>)right).Contains(left),
            BinaryOperator.Less => Compare(left, right) < 0,
            BinaryOperator.LessOrEqual => Compare(left, right) <= 0,
            BinaryOperator.Greater => Compare(left, right) > 0,
            BinaryOperator.GreaterOrEqual => Compare(left, right) >= 0,
            _ => Calculate(left, binary.Operator, right),
        };
    }

    /// <summary>Nothing compares with nothing.</summary>
    private static int? Compare(object? left, object? right) => left is null || right is null ? null : ((IComparable)left).CompareTo(right);

    private static object? Calculate(object left, BinaryOperator sign, object right) => (left, sign, right) switch
    {
        (decimal a, BinaryOperator.Plus, decimal b) => Checked(a + b),
        (decimal a, BinaryOperator.Minus, decimal b) => Checked(a - b),
        (decimal a, BinaryOperator.Times, decimal b) => Checked(decimal.Round(a * b, 6, MidpointRounding.ToEven)),
        (decimal, BinaryOperator.Divide, 0m) => null,
        (decimal a, BinaryOperator.Divide, decimal b) => Checked(decimal.Round(a / b, 6, MidpointRounding.ToEven)),
        (DateTimeOffset a, BinaryOperator.Plus, TimeSpan b) => a + b,
        (DateTimeOffset a, BinaryOperator.Minus, TimeSpan b) => a - b,
        (DateTimeOffset a, BinaryOperator.Minus, DateTimeOffset b) => a - b,
        (TimeSpan a, BinaryOperator.Plus, TimeSpan b) => a + b,
        _ => throw new NotSupportedException(sign.ToString()),
    };

    private static decimal Checked(decimal number) => Math.Abs(number) > Largest ? throw new NaiveStop("Overflow") : number;

    private bool IsTruth(ExpressionSyntax expression) => expression switch
    {
        YesNoLiteral or UnaryExpression { Operator: UnaryOperator.Not } => true,
        NameExpression name => Truths.Contains(name.Name.Text),
        MemberExpression { Member.Text: "ok" } => true, // the one field that is a yes or no
        BinaryExpression { Operator: BinaryOperator.Or } or => IsTruth(or.Left),
        BinaryExpression binary => binary.Operator is >= BinaryOperator.And and <= BinaryOperator.GreaterOrEqual,
        ConditionalExpression choice => IsTruth(choice.Value),
        CallExpression { Function: NameExpression { Name.Text: "starts" or "contains" } } => true,
        _ => false,
    };
}
