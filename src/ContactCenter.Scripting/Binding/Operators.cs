using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

/// <summary>What calculations come to, by the kinds of what is calculated.</summary>
internal static class Operators
{
    /// <summary>The type of the result; null when the operator does not work with these.</summary>
    public static ScriptType? Result(BinaryOperator @operator, ScriptKind left, ScriptKind right) => (left, @operator, right) switch
    {
        (ScriptKind.Number, BinaryOperator.Plus or BinaryOperator.Minus or BinaryOperator.Times or BinaryOperator.Divide, ScriptKind.Number) => ScriptType.Number,
        (ScriptKind.Money, BinaryOperator.Plus or BinaryOperator.Minus, ScriptKind.Money) => ScriptType.Money,
        (ScriptKind.Money, BinaryOperator.Times or BinaryOperator.Divide, ScriptKind.Number) => ScriptType.Money,
        (ScriptKind.Number, BinaryOperator.Times, ScriptKind.Money) => ScriptType.Money,
        (ScriptKind.Money, BinaryOperator.Divide, ScriptKind.Money) => ScriptType.Number,
        (ScriptKind.Duration, BinaryOperator.Plus or BinaryOperator.Minus, ScriptKind.Duration) => ScriptType.Duration,
        (ScriptKind.Duration, BinaryOperator.Times or BinaryOperator.Divide, ScriptKind.Number) => ScriptType.Duration,
        (ScriptKind.Number, BinaryOperator.Times, ScriptKind.Duration) => ScriptType.Duration,
        (ScriptKind.Duration, BinaryOperator.Divide, ScriptKind.Duration) => ScriptType.Number,
        (ScriptKind.Moment, BinaryOperator.Plus or BinaryOperator.Minus, ScriptKind.Duration) => ScriptType.Moment,
        (ScriptKind.Duration, BinaryOperator.Plus, ScriptKind.Moment) => ScriptType.Moment,
        (ScriptKind.Moment, BinaryOperator.Minus, ScriptKind.Moment) => ScriptType.Duration,
        (ScriptKind.Date, BinaryOperator.Plus or BinaryOperator.Minus, ScriptKind.Duration) => ScriptType.Date,
        (ScriptKind.Duration, BinaryOperator.Plus, ScriptKind.Date) => ScriptType.Date,
        (ScriptKind.Date, BinaryOperator.Minus, ScriptKind.Date) => ScriptType.Duration,
        (ScriptKind.Time, BinaryOperator.Plus or BinaryOperator.Minus, ScriptKind.Duration) => ScriptType.Time,
        (ScriptKind.Time, BinaryOperator.Minus, ScriptKind.Time) => ScriptType.Duration,
        _ => null,
    };

    /// <summary>How it is written.</summary>
    public static string Sign(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Or => "or",
        BinaryOperator.And => "and",
        BinaryOperator.Is => "is",
        BinaryOperator.IsNot => "is not",
        BinaryOperator.In => "in",
        BinaryOperator.Less => "<",
        BinaryOperator.Greater => ">",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Plus => "+",
        BinaryOperator.Minus => "-",
        BinaryOperator.Times => "*",
        _ => "/",
    };
}
