namespace ContactCenter.Scripting;

/// <summary>What came of an operation.</summary>
internal enum ArithmeticResult : byte
{
    /// <summary>There is a value; it may be empty.</summary>
    Done,

    /// <summary>It is too large, or lies beyond the calendar.</summary>
    Overflow,

    /// <summary>The operands' kinds or currencies do not go together.</summary>
    Mismatch,
}

/// <summary>The operations of expressions. An empty operand makes the result empty, and so does a divisor of 0.</summary>
internal static class ScriptArithmetic
{
    public static ArithmeticResult Add(ScriptValue left, ScriptValue right, out ScriptValue sum)
    {
        if (left.Reference is ValueTag tag && right.Reference is ValueTag second)
        {
            if (ReferenceEquals(tag, second))
            {
                sum = default;
                return tag.Kind is ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration
                    ? FixedPoint.TryAdd(left.Bits, right.Bits, out var bits) ? Tagged(tag, bits, out sum) : ArithmeticResult.Overflow
                    : ArithmeticResult.Mismatch;
            }

            return tag.Kind == ScriptKind.Duration ? Shift(right, second, left.Bits, out sum) : Shift(left, tag, IfDuration(second, right.Bits), out sum);
        }

        sum = default;
        if (left.IsEmpty || right.IsEmpty)
        {
            return ArithmeticResult.Done;
        }

        if (left.Reference is not string text || right.Reference is not string more)
        {
            return ArithmeticResult.Mismatch;
        }

        if (text.Length + more.Length > ScriptValueLimits.MaxTextLength)
        {
            return ArithmeticResult.Overflow;
        }

        sum = new(text + more, (long)ScriptKind.Text);
        return ArithmeticResult.Done;
    }

    public static ArithmeticResult Subtract(ScriptValue left, ScriptValue right, out ScriptValue difference)
    {
        difference = default;
        if (left.IsEmpty || right.IsEmpty)
        {
            return ArithmeticResult.Done;
        }

        if (left.Reference is not ValueTag tag || right.Reference is not ValueTag second)
        {
            return ArithmeticResult.Mismatch;
        }

        if (!ReferenceEquals(tag, second))
        {
            return IfDuration(second, right.Bits) is { } shift && shift != long.MinValue
                ? Shift(left, tag, -shift, out difference)
                : ArithmeticResult.Mismatch;
        }

        return tag.Kind switch
        {
            ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration =>
                FixedPoint.TrySubtract(left.Bits, right.Bits, out var bits) ? Tagged(tag, bits, out difference) : ArithmeticResult.Overflow,
            ScriptKind.Moment or ScriptKind.Time => Tagged(ValueTag.Duration, left.Bits - right.Bits, out difference),
            ScriptKind.Date => Tagged(ValueTag.Duration, (left.Bits - right.Bits) * TimeSpan.TicksPerDay, out difference),
            _ => ArithmeticResult.Mismatch,
        };
    }

    public static ArithmeticResult Multiply(ScriptValue left, ScriptValue right, out ScriptValue product)
    {
        product = default;
        if (left.IsEmpty || right.IsEmpty)
        {
            return ArithmeticResult.Done;
        }

        if (left.Reference is not ValueTag tag || right.Reference is not ValueTag second)
        {
            return ArithmeticResult.Mismatch;
        }

        if (!ReferenceEquals(second, ValueTag.Number))
        {
            (tag, second) = (second, tag);
        }

        if (!ReferenceEquals(second, ValueTag.Number) || tag.Kind is not (ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration))
        {
            return ArithmeticResult.Mismatch;
        }

        return FixedPoint.TryMultiply(left.Bits, right.Bits, out var bits) ? Tagged(tag, bits, out product) : ArithmeticResult.Overflow;
    }

    public static ArithmeticResult Divide(ScriptValue left, ScriptValue right, out ScriptValue quotient)
    {
        quotient = default;
        if (left.IsEmpty || right.IsEmpty)
        {
            return ArithmeticResult.Done;
        }

        if (left.Reference is not ValueTag tag || right.Reference is not ValueTag second
            || tag.Kind is not (ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration)
            || !(ReferenceEquals(second, ValueTag.Number) || ReferenceEquals(tag, second)))
        {
            return ArithmeticResult.Mismatch;
        }

        if (right.Bits == 0)
        {
            return ArithmeticResult.Done;
        }

        return FixedPoint.TryDivide(left.Bits, right.Bits, out var bits)
            ? Tagged(ReferenceEquals(tag, second) ? ValueTag.Number : tag, bits, out quotient)
            : ArithmeticResult.Overflow;
    }

    public static ArithmeticResult Negate(ScriptValue operand, out ScriptValue negated)
    {
        negated = default;
        return operand.Reference switch
        {
            null => ArithmeticResult.Done,
            ValueTag { Kind: ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration } tag =>
                operand.Bits == long.MinValue ? ArithmeticResult.Overflow : Tagged(tag, -operand.Bits, out negated),
            _ => ArithmeticResult.Mismatch,
        };
    }

    /// <summary>A moment by any time, a date by whole days, a time of the day round the clock.</summary>
    private static ArithmeticResult Shift(ScriptValue point, ValueTag tag, long? ticks, out ScriptValue shifted)
    {
        shifted = default;
        if (ticks is not { } by || tag.Kind is not (ScriptKind.Moment or ScriptKind.Date or ScriptKind.Time))
        {
            return ArithmeticResult.Mismatch;
        }

        if (tag.Kind == ScriptKind.Time)
        {
            var time = (point.Bits + (by % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay) % TimeSpan.TicksPerDay; // as a clock goes, past midnight
            return Tagged(tag, time, out shifted);
        }

        if (tag.Kind == ScriptKind.Date)
        {
            var (days, rest) = Math.DivRem(by, TimeSpan.TicksPerDay);
            return rest != 0 ? ArithmeticResult.Mismatch : Tagged(tag, point.Bits + days, out shifted);
        }

        return FixedPoint.TryAdd(point.Bits, by, out var sum) ? Tagged(tag, sum, out shifted) : ArithmeticResult.Overflow;
    }

    private static long? IfDuration(ValueTag tag, long bits) => ReferenceEquals(tag, ValueTag.Duration) ? bits : null;

    private static ArithmeticResult Tagged(ValueTag tag, long bits, out ScriptValue value) =>
        ScriptValue.TryTagged(tag, bits, out value) ? ArithmeticResult.Done : ArithmeticResult.Overflow;
}
