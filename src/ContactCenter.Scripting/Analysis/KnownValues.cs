using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Analysis;

/// <summary>What an expression comes to, as far as it follows from what is known. It calculates as the machine does.</summary>
internal static class KnownValues
{
    /// <summary>Whether the value is certain; an empty one is a value too.</summary>
    public static bool TryGet(BoundExpression expression, Knowledge known, out ScriptValue value)
    {
        value = default;
        switch (expression)
        {
            case BoundConstant constant:
                value = constant.Value;
                return true;
            case BoundSlot slot:
                return known.TryGet(slot.Slot, out value);
            case BoundUnary { Operator: UnaryOperator.Not } not when TryGet(not.Operand, known, out var operand):
                return Is(operand.IsEmpty ? default : ScriptValue.YesNo(!operand.IsYes), out value);
            case BoundUnary { Operator: UnaryOperator.Minus } minus when TryGet(minus.Operand, known, out var operand):
                return ScriptArithmetic.Negate(operand, out value) == ArithmeticResult.Done;
            case BoundConditional conditional when Holds(conditional.Condition, known) is { } holds:
                return TryGet(holds ? conditional.Value : conditional.Otherwise, known, out value);
            case BoundBinary { Operator: BinaryOperator.And or BinaryOperator.Or, IsDefault: false } logic:
                return TryLogic(logic, known, out value);
            case BoundBinary { IsDefault: true } either when TryGet(either.Left, known, out var left):
                return left.IsEmpty ? TryGet(either.Right, known, out value) : Is(left, out value);
            case BoundBinary { Operator: BinaryOperator.In } within:
                return TryIn(within, known, out value);
            case BoundBinary binary when !binary.IsDefault && TryGet(binary.Left, known, out var first) && TryGet(binary.Right, known, out var second):
                return TryTwo(binary.Operator, first, second, out value);
            default:
                return false;
        }
    }

    /// <summary>Whether a condition holds; null when that is open. Empty counts as no.</summary>
    public static bool? Holds(BoundExpression condition, Knowledge known) => TryGet(condition, known, out var value) ? value.IsYes : null;

    /// <summary>What is known once a condition was found to hold, or not to: that of a slot it asks about alone.</summary>
    public static Knowledge Assume(BoundExpression condition, bool holds, Knowledge known)
    {
        switch (condition)
        {
            case BoundUnary { Operator: UnaryOperator.Not } not:
                return Assume(not.Operand, !holds, known);
            case BoundBinary { Operator: BinaryOperator.And } both when holds:
                return Assume(both.Right, true, Assume(both.Left, true, known));
            case BoundBinary { Operator: BinaryOperator.Or, IsDefault: false } either when !holds:
                return Assume(either.Right, false, Assume(either.Left, false, known));
            case BoundSlot { Slot: { Type.Kind: ScriptKind.YesNo } slot } when holds:
                return known.With(slot, ScriptValue.Yes);
            case BoundBinary { Operator: BinaryOperator.Is, Left: BoundSlot { Slot: var slot }, Right: BoundConstant { Value: var value } } when holds:
                return known.With(slot, value);
            default:
                return known;
        }
    }

    private static bool Is(ScriptValue it, out ScriptValue value)
    {
        value = it;
        return true;
    }

    /// <summary>One side may decide.</summary>
    private static bool TryLogic(BoundBinary logic, Knowledge known, out ScriptValue value)
    {
        var (left, right) = (Holds(logic.Left, known), Holds(logic.Right, known));
        var decides = logic.Operator == BinaryOperator.Or;
        value = ScriptValue.YesNo(decides);
        if (left == decides || right == decides)
        {
            return true;
        }

        value = ScriptValue.YesNo(!decides);
        return left is not null && right is not null;
    }

    private static bool TryIn(BoundBinary within, Knowledge known, out ScriptValue value)
    {
        value = default;
        if (!TryGet(within.Left, known, out var it))
        {
            return false;
        }

        switch (within.Right)
        {
            case BoundRange range when TryGet(range.From, known, out var from) && TryGet(range.To, known, out var to):
                return Is(ScriptValue.YesNo(ScriptValue.TryCompare(it, from, out var below) && below >= 0 && ScriptValue.TryCompare(it, to, out var above) && above <= 0), out value);
            case BoundList list:
                var items = new List<ScriptValue>();
                foreach (var item in list.Items)
                {
                    if (!TryGet(item, known, out var one))
                    {
                        return false;
                    }

                    items.Add(one);
                }

                return Is(it.IsEmpty ? default : ScriptValue.YesNo(items.Contains(it)), out value);
            default:
                return false;
        }
    }

    private static bool TryTwo(BinaryOperator sign, ScriptValue left, ScriptValue right, out ScriptValue value)
    {
        switch (sign)
        {
            case BinaryOperator.Plus:
                return ScriptArithmetic.Add(left, right, out value) == ArithmeticResult.Done;
            case BinaryOperator.Minus:
                return ScriptArithmetic.Subtract(left, right, out value) == ArithmeticResult.Done;
            case BinaryOperator.Times:
                return ScriptArithmetic.Multiply(left, right, out value) == ArithmeticResult.Done;
            case BinaryOperator.Divide:
                return ScriptArithmetic.Divide(left, right, out value) == ArithmeticResult.Done;
        }

        if (left.IsEmpty || right.IsEmpty)
        {
            return Is(default, out value);
        }

        if (sign is BinaryOperator.Is or BinaryOperator.IsNot)
        {
            return Is(ScriptValue.YesNo(left == right == (sign == BinaryOperator.Is)), out value);
        }

        return Is(
            !ScriptValue.TryCompare(left, right, out var order)
                ? default
                : ScriptValue.YesNo(sign switch
                {
                    BinaryOperator.Less => order < 0,
                    BinaryOperator.LessOrEqual => order <= 0,
                    BinaryOperator.Greater => order > 0,
                    _ => order >= 0,
                }),
            out value);
    }
}
