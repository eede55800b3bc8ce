namespace ContactCenter.Scripting;

/// <summary>What functions make of their arguments. Nothing makes nothing, but for the count of no list, which is 0.</summary>
internal static class FunctionCalls
{
    /// <param name="run">The run, for its time zone.</param>
    /// <param name="function">The function.</param>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second; anything for functions of one.</param>
    /// <param name="result">The result.</param>
    public static ScriptFault Call(ScriptRun run, ScriptFunction function, ScriptValue first, ScriptValue second, out ScriptValue result)
    {
        result = default;
        if (first.IsEmpty && function == ScriptFunction.Count)
        {
            result = ScriptValue.Number(0);
            return ScriptFault.None;
        }

        if (first.IsEmpty || (ScriptFunctions.ArgumentsOf(function) == 2 && second.IsEmpty))
        {
            return ScriptFault.None;
        }

        return ScriptFunctions.ArgumentsOf(function) == 1 ? One(run, function, first, out result) : Two(run, function, first, second, out result);
    }

    private static ScriptFault One(ScriptRun run, ScriptFunction function, ScriptValue value, out ScriptValue result)
    {
        result = default;
        switch (function, value.Reference)
        {
            case (ScriptFunction.Count, ScriptList list):
                result = ScriptValue.Number(list.Count);
                return ScriptFault.None;
            case (ScriptFunction.First, ScriptList list):
                result = list.Count > 0 ? list[0] : default;
                return ScriptFault.None;
            case (ScriptFunction.Last, ScriptList list):
                result = list.Count > 0 ? list[^1] : default;
                return ScriptFault.None;
            case (ScriptFunction.Length, string text):
                result = ScriptValue.Number(text.Length);
                return ScriptFault.None;
            case (ScriptFunction.Abs, ValueTag { Kind: ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration } tag):
                result = value.Bits == long.MinValue ? default : new(tag, Math.Abs(value.Bits));
                return result.IsEmpty ? ScriptFault.Overflow : ScriptFault.None;
            case (ScriptFunction.DateOf, ValueTag { Kind: ScriptKind.Moment }):
                result = ScriptValue.Date(DateOnly.FromDateTime(run.Zone.Wall(value.Bits)));
                return ScriptFault.None;
            case (ScriptFunction.TimeOf, ValueTag { Kind: ScriptKind.Moment }):
                result = ScriptValue.Time(TimeOnly.FromDateTime(run.Zone.Wall(value.Bits)));
                return ScriptFault.None;
            case (ScriptFunction.WeekdayOf, ValueTag { Kind: ScriptKind.Date }):
                result = ScriptValue.Number(((value.Bits + 7) % 7) + 1); // day 0, 1 January 1, is a Monday
                return ScriptFault.None;
            default:
                return ScriptFault.Mismatch;
        }
    }

    private static ScriptFault Two(ScriptRun run, ScriptFunction function, ScriptValue first, ScriptValue second, out ScriptValue result)
    {
        result = default;
        switch (function)
        {
            case ScriptFunction.Min or ScriptFunction.Max:
                if (!ScriptValue.TryCompare(first, second, out var order))
                {
                    return ScriptFault.Mismatch;
                }

                result = order <= 0 == (function == ScriptFunction.Min) ? first : second;
                return ScriptFault.None;
            case ScriptFunction.Round when ReferenceEquals(second.Reference, ValueTag.Number) && first.Kind is ScriptKind.Number or ScriptKind.Money:
                if (second.AsNumber() is not (>= 0 and <= FixedPoint.Decimals and var decimals) || !FixedPoint.TryRound(first.Bits, (int)decimals, out var rounded))
                {
                    return ScriptFault.Overflow;
                }

                result = new(first.Reference, rounded);
                return ScriptFault.None;
            case ScriptFunction.Starts when first.Reference is string text && second.Reference is string beginning:
                result = ScriptValue.YesNo(text.StartsWith(beginning, StringComparison.Ordinal));
                return ScriptFault.None;
            case ScriptFunction.Contains when first.Reference is string text && second.Reference is string part:
                result = ScriptValue.YesNo(text.Contains(part, StringComparison.Ordinal));
                return ScriptFault.None;
            case ScriptFunction.MomentOf when first.AsDate() is { } date && second.AsTime() is { } time:
                return ScriptValue.TryTagged(ValueTag.Moment, run.Zone.Instant(date.ToDateTime(time)), out result) ? ScriptFault.None : ScriptFault.Overflow;
            default:
                return ScriptFault.Mismatch;
        }
    }
}
