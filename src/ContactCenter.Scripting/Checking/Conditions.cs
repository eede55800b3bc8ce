using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>What surely has a value where a condition holds, and where it does not.</summary>
internal static class Conditions
{
    /// <summary>Where a condition holds, what it compares has a value.</summary>
    public static void Assume(BoundExpression? condition, SlotSet filled, ValuePaths paths)
    {
        switch (condition)
        {
            case BoundBinary { Operator: BinaryOperator.And } both:
                Assume(both.Left, filled, paths);
                Assume(both.Right, filled, paths);
                break;
            case BoundBinary { AsksForNothing: true } asked:
                if (asked.Operator == BinaryOperator.IsNot)
                {
                    paths.Fill(asked.Left, filled);
                }

                break;
            case BoundBinary { Operator: >= BinaryOperator.Is and <= BinaryOperator.GreaterOrEqual } compared:
                paths.Fill(compared.Left, filled);
                paths.Fill(compared.Right, filled);
                AssumeNumber(compared, compared.Operator, filled, paths);
                break;
            case BoundUnary { Operator: UnaryOperator.Not, Operand: var denied }:
                AssumeNot(denied, filled, paths);
                break;
            case BoundSlot or BoundField:
                paths.Fill(condition, filled);
                break;
        }
    }

    /// <summary>Where a condition does not hold. What it compares may be nothing there; but a question for nothing, or for how many there are, always has an answer.</summary>
    public static void AssumeNot(BoundExpression? condition, SlotSet filled, ValuePaths paths)
    {
        switch (condition)
        {
            case BoundBinary { Operator: BinaryOperator.Or, IsDefault: false } either:
                AssumeNot(either.Left, filled, paths);
                AssumeNot(either.Right, filled, paths);
                break;
            case BoundBinary { AsksForNothing: true, Operator: BinaryOperator.Is } asked:
                paths.Fill(asked.Left, filled);
                break;
            case BoundBinary { Operator: >= BinaryOperator.Is and <= BinaryOperator.GreaterOrEqual } compared:
                AssumeNumber(compared, Opposite(compared.Operator), filled, paths);
                break;
            case BoundUnary { Operator: UnaryOperator.Not, Operand: BoundBinary { AsksForNothing: true } or BoundBinary { Left: BoundFunction { Function: ScriptFunction.Count } } } denied:
                Assume(denied.Operand, filled, paths);
                break;
        }
    }

    /// <summary>Where a comparison with a number says that what is compared is not 0.</summary>
    private static void AssumeNumber(BoundBinary compared, BinaryOperator? holds, SlotSet filled, ValuePaths paths)
    {
        var isTurned = compared.Left is BoundConstant;
        if ((isTurned ? compared.Left : compared.Right) is BoundConstant { Value: { Kind: ScriptKind.Number } value } && IsNotZero(isTurned ? Turned(holds) : holds, value.AsNumber()!.Value))
        {
            paths.FillBy(isTurned ? compared.Right : compared.Left, filled);
        }
    }

    private static bool IsNotZero(BinaryOperator? holds, decimal than) => holds switch
    {
        BinaryOperator.Is => than != 0,
        BinaryOperator.IsNot => than == 0,
        BinaryOperator.Greater => than >= 0,
        BinaryOperator.GreaterOrEqual => than > 0,
        BinaryOperator.Less => than <= 0,
        BinaryOperator.LessOrEqual => than < 0,
        _ => false,
    };

    private static BinaryOperator? Opposite(BinaryOperator comparison) => comparison switch
    {
        BinaryOperator.Is => BinaryOperator.IsNot,
        BinaryOperator.IsNot => BinaryOperator.Is,
        BinaryOperator.Less => BinaryOperator.GreaterOrEqual,
        BinaryOperator.GreaterOrEqual => BinaryOperator.Less,
        BinaryOperator.Greater => BinaryOperator.LessOrEqual,
        BinaryOperator.LessOrEqual => BinaryOperator.Greater,
        _ => null,
    };

    private static BinaryOperator? Turned(BinaryOperator? comparison) => comparison switch
    {
        BinaryOperator.Less => BinaryOperator.Greater,
        BinaryOperator.Greater => BinaryOperator.Less,
        BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
        BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
        _ => comparison,
    };
}
