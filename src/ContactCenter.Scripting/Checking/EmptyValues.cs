using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>Whether an expression can come to nothing although the slots named have values.</summary>
internal static class EmptyValues
{
    /// <param name="expression">What is worked out.</param>
    /// <param name="filled">What surely has a value.</param>
    /// <param name="paths">What may be nothing beside slots.</param>
    /// <returns>The part that makes it nothing; null when none does.</returns>
    public static BoundExpression? In(BoundExpression expression, SlotSet filled, ValuePaths paths)
    {
        switch (expression)
        {
            case BoundSlot slot:
                return filled.Contains(slot.Slot.Index) ? null : slot;
            case BoundBinary { IsDefault: true } or:
                return In(or.Left, filled, paths) is null ? null : In(or.Right, filled, paths);
            case BoundBinary { Type.Kind: ScriptKind.YesNo } or BoundUnary { Operator: UnaryOperator.Not } or BoundText or BoundList or BoundFunction { Function: ScriptFunction.Count }:
                return null;
            case BoundQuery:
                return expression;
            case BoundConditional conditional:
                return InConditional(conditional, filled, paths);
        }

        foreach (var part in BoundParts.Of(expression))
        {
            if (In(part, filled, paths) is { } empty)
            {
                return empty;
            }
        }

        return MayBeNothing(expression) && !paths.IsFilled(expression, filled) ? expression : null;
    }

    private static BoundExpression? InConditional(BoundConditional conditional, SlotSet filled, ValuePaths paths)
    {
        var holds = new SlotSet(paths.Count);
        var fails = new SlotSet(paths.Count);
        holds.CopyFrom(filled);
        fails.CopyFrom(filled);
        Conditions.Assume(conditional.Condition, holds, paths);
        Conditions.AssumeNot(conditional.Condition, fails, paths);
        return In(conditional.Value, holds, paths) ?? In(conditional.Otherwise, fails, paths);
    }

    /// <summary>Whether a value can be nothing where what it is made of is something.</summary>
    public static bool MayBeNothing(BoundExpression value) => value switch
    {
        BoundField field => field.IsOptional,
        BoundFunction function => function.Function is ScriptFunction.First or ScriptFunction.Last,
        BoundBinary { Operator: BinaryOperator.Divide } quotient => quotient.Right is not BoundConstant && quotient.Right.Type is not { Kind: ScriptKind.Number, Minimum: > 0 },
        _ => false,
    };
}
