using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>What a comparison comes to whatever its values are: by the numbers a slot can hold, or because both sides are one thing.</summary>
internal static class ComparedRanges
{
    /// <returns>Yes or no; null where it depends, or is no comparison.</returns>
    public static bool? ComesTo(BoundBinary comparison) => comparison switch
    {
        { AsksForNothing: true } => null,
        { Operator: BinaryOperator.In, Right: BoundRange range } => InRange(comparison.Left, range),
        { Operator: >= BinaryOperator.Is and <= BinaryOperator.GreaterOrEqual and not BinaryOperator.In } => OfTwo(comparison),
        _ => null,
    };

    private static bool? OfTwo(BoundBinary comparison)
    {
        if (AreOne(comparison.Left, comparison.Right))
        {
            return comparison.Operator is BinaryOperator.Is or BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual;
        }

        if (NumbersOf(comparison.Left) is not var (from, to) || NumbersOf(comparison.Right) is not var (least, most))
        {
            return null;
        }

        return comparison.Operator switch
        {
            BinaryOperator.Less => Surely(to < least, from >= most),
            BinaryOperator.LessOrEqual => Surely(to <= least, from > most),
            BinaryOperator.Greater => Surely(from > most, to <= least),
            BinaryOperator.GreaterOrEqual => Surely(from >= most, to < least),
            BinaryOperator.Is => Surely(from == to && least == most && from == least, to < least || from > most),
            _ => Surely(to < least || from > most, from == to && least == most && from == least),
        };
    }

    private static bool? InRange(BoundExpression value, BoundRange range)
    {
        if (range is { From: BoundConstant first, To: BoundConstant last } && ScriptValue.TryCompare(first.Value, last.Value, out var order) && order > 0)
        {
            return false; // nothing lies between
        }

        return NumbersOf(value) is var (from, to) && NumbersOf(range.From) is var (least, lowest) && NumbersOf(range.To) is var (highest, most)
            ? Surely(from >= lowest && to <= highest, to < least || from > most)
            : null;
    }

    private static bool? Surely(bool holds, bool fails) => holds ? true : fails ? false : null;

    /// <summary>The least and the most a number can be; null for what has no bounds, or is no number.</summary>
    private static (decimal From, decimal To)? NumbersOf(BoundExpression value) => value switch
    {
        BoundConstant { Value: { Kind: ScriptKind.Number } number } => (number.AsNumber()!.Value, number.AsNumber()!.Value),
        BoundSlot or BoundField when value.Type is { Kind: ScriptKind.Number, Minimum: { } least, Maximum: { } most } => (least, most),
        BoundFunction { Function: ScriptFunction.Count or ScriptFunction.Length } => (0, decimal.MaxValue),
        _ => null,
    };

    /// <summary>Whether both are the same slot, or the same field of it.</summary>
    private static bool AreOne(BoundExpression left, BoundExpression right) => (left, right) switch
    {
        (BoundSlot a, BoundSlot b) => a.Slot == b.Slot,
        (BoundGiven a, BoundGiven b) => a.Name == b.Name,
        (BoundField a, BoundField b) => a.Field == b.Field && AreOne(a.Target, b.Target),
        _ => false,
    };
}
