using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <content>The loop over instructions. The verifier has checked every place and every height of the stack; budgets are checked here.</content>
public static partial class ScriptMachine
{
    /// <summary>Runs from a place to the next demand, the end or a fault.</summary>
    /// <returns>False only for code that refuses an answer, or faults.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Execute(ScriptRun run, int at)
    {
        var code = run.Program.Code;
        var slots = run.Slots;
        var stack = run.Stack;
        var top = 0;
        var steps = run.Budget.Steps;
        var fault = ScriptFault.None;
        while (fault == ScriptFault.None)
        {
            if (--steps < 0)
            {
                break;
            }

            var instruction = code[at++];
            switch (instruction.Op)
            {
                case ScriptOp.Constant:
                    stack[top++] = run.Program.Constants[instruction.C];
                    break;
                case ScriptOp.Load:
                    stack[top++] = slots[instruction.C];
                    break;
                case ScriptOp.Store:
                    run.Set(instruction.C, stack[--top]);
                    break;
                case ScriptOp.Jump:
                    at = instruction.C;
                    break;
                case ScriptOp.JumpIfNo:
                    at = stack[--top].IsYes ? at : instruction.C;
                    break;
                case ScriptOp.JumpIfYes:
                    at = stack[--top].IsYes ? instruction.C : at;
                    break;
                case ScriptOp.JumpIfFilled when stack[top - 1].IsEmpty:
                    top--;
                    break;
                case ScriptOp.JumpIfFilled:
                    at = instruction.C;
                    break;
                case ScriptOp.SlotWithConstant:
                    steps -= FusedCode.Parts - 1;
                    fault = steps < 0 ? ScriptFault.StepBudget : WithConstant(run, code.AsSpan(at - 1, FusedCode.Parts), out stack[top++]);
                    at += FusedCode.Parts - 1;
                    break;
                case ScriptOp.Perform:
                    at = Demand(run, instruction.C);
                    if (at < 0)
                    {
                        return true;
                    }

                    top = 0;
                    break;
                case ScriptOp.End:
                    run.End(instruction.C);
                    return true;
                case ScriptOp.Back:
                    at = ReturnPlace(run);
                    if (at < 0)
                    {
                        return true;
                    }

                    break;
                case ScriptOp.Accept:
                    return true;
                case ScriptOp.Reject:
                    Reject(run, instruction.C);
                    return false;
                default:
                    fault = Calculate(run, instruction.Op, instruction.A, instruction.C, stack, ref top);
                    break;
            }
        }

        return Stop(run, steps < 0 ? ScriptFault.StepBudget : fault);
    }

    private static ScriptFault WithConstant(ScriptRun run, ReadOnlySpan<Instruction> fused, out ScriptValue result) =>
        Two(run, fused[2].Op, in run.Slots[fused[0].C], in run.Program.Constants[fused[1].C], out result);

    private static bool Stop(ScriptRun run, ScriptFault fault)
    {
        run.Stop(fault);
        return false;
    }

    /// <summary>Where <c>back</c> leads; -1 when the run stands at a wait again, or stops.</summary>
    private static int ReturnPlace(ScriptRun run)
    {
        if (run.ReturnCount == 0)
        {
            run.Stop(ScriptFault.NoWayBack);
            return -1;
        }

        var point = run.Returns[--run.ReturnCount];
        var statement = run.Program.Statements[point.Statement];
        if (statement.Kind != StatementKind.Wait)
        {
            return statement.Entry;
        }

        // A wait goes on as it was: it is not counted from the beginning.
        run.Stack[0] = default;
        run.GivenCount = run.Program.Given[point.Statement];
        run.Given[0] = default;
        run.Statement = point.Statement;
        run.State = ScriptRunState.Waiting;
        run.DemandSequence = run.Sequence;
        run.Refusal = -1;
        (run.DueTicks, run.Wanted) = (point.Due, point.Wanted);
        (run.Silences, run.Wrongs, run.Attempt) = (0, 0, 0);
        return -1;
    }

    private static void Reject(ScriptRun run, int text)
    {
        var holes = run.Program.Tables.Texts[text].Holes.Length;
        for (var i = 0; i < holes; i++)
        {
            run.Given[run.GivenCount + i] = run.Stack[i];
            run.IsHeavy |= ScriptRun.IsLarge(in run.Stack[i]);
        }

        run.GivenCount += holes;
        run.Refusal = text;
    }

    private static ScriptFault Calculate(ScriptRun run, ScriptOp op, int arguments, int operand, ScriptValue[] stack, ref int top)
    {
        switch (op)
        {
            case ScriptOp.Empty:
                stack[top++] = default;
                return ScriptFault.None;
            case ScriptOp.Now:
                stack[top++] = new(ValueTag.Moment, run.At);
                return ScriptFault.None;
            case ScriptOp.StoreChecked:
                return StoreChecked(run, operand, in stack[--top]);
            case ScriptOp.MakeList:
                top -= operand;
                return Make(run, stack, top++, operand, null);
            case ScriptOp.MakeRecord:
                var type = run.Program.Tables.Types[operand];
                top -= type.Fields.Length;
                return Make(run, stack, top++, type.Fields.Length, type);
            case ScriptOp.Call:
                top -= arguments - 1;
                return FunctionCalls.Call(run, (ScriptFunction)operand, stack[top - 1], stack[top], out stack[top - 1]);
            case ScriptOp.Field:
                return Field(run.Program.Tables.Names[operand], ref stack[top - 1]);
            case ScriptOp.Not:
                var value = stack[top - 1];
                stack[top - 1] = value.IsEmpty ? default : ScriptValue.YesNo(!value.IsYes);
                return value.IsEmpty || value.Kind == ScriptKind.YesNo ? ScriptFault.None : ScriptFault.Mismatch;
            case ScriptOp.IsFilled:
                stack[top - 1] = ScriptValue.YesNo(!stack[top - 1].IsEmpty);
                return ScriptFault.None;
            case ScriptOp.Negate:
                return Fault(ScriptArithmetic.Negate(stack[top - 1], out stack[top - 1]));
            default:
                top--;
                return Two(run, op, in stack[top - 1], in stack[top], out stack[top - 1]);
        }
    }

    private static ScriptFault StoreChecked(ScriptRun run, int slot, in ScriptValue value)
    {
        if (!value.IsEmpty && !run.Program.Tables.Slots[slot].Type.Accepts(value))
        {
            return ScriptFault.OutOfRange;
        }

        run.Set(slot, in value);
        return ScriptFault.None;
    }

    private static ScriptFault Two(ScriptRun run, ScriptOp op, in ScriptValue first, in ScriptValue second, out ScriptValue result)
    {
        var (left, right) = (first, second);
        if (op <= ScriptOp.Divide)
        {
            var arithmetic = op switch
            {
                ScriptOp.Add => ScriptArithmetic.Add(left, right, out result),
                ScriptOp.Subtract => ScriptArithmetic.Subtract(left, right, out result),
                ScriptOp.Multiply => ScriptArithmetic.Multiply(left, right, out result),
                _ => ScriptArithmetic.Divide(left, right, out result),
            };
            return result.Reference is string text && (run.TextLeft -= text.Length) < 0 ? ScriptFault.TextBudget : Fault(arithmetic);
        }

        if (left.IsEmpty || right.IsEmpty)
        {
            result = default;
            return ScriptFault.None;
        }

        switch (op)
        {
            case ScriptOp.Is:
                result = ScriptValue.YesNo(left == right);
                return ScriptFault.None;
            case ScriptOp.IsNot:
                result = ScriptValue.YesNo(left != right);
                return ScriptFault.None;
            case ScriptOp.In:
                result = ScriptValue.YesNo(right.Reference is ScriptList list && list.Contains(left));
                return right.Reference is ScriptList ? ScriptFault.None : ScriptFault.Mismatch;
        }

        result = !ScriptValue.TryCompare(left, right, out var order)
            ? default
            : ScriptValue.YesNo(op switch
            {
                ScriptOp.Less => order < 0,
                ScriptOp.AtMost => order <= 0,
                ScriptOp.Greater => order > 0,
                _ => order >= 0,
            });
        return ScriptFault.None;
    }

    private static ScriptFault Field(string name, ref ScriptValue value)
    {
        if (value.IsEmpty)
        {
            return ScriptFault.None;
        }

        if (value.Reference is not ScriptRecord record || record.Type.IndexOf(name) is not (>= 0 and var at))
        {
            return ScriptFault.Mismatch;
        }

        value = record.Values[at];
        return ScriptFault.None;
    }

    private static ScriptFault Make(ScriptRun run, ScriptValue[] stack, int from, int count, ScriptType? type)
    {
        run.TextLeft -= count + 1;
        if (run.TextLeft < 0)
        {
            return ScriptFault.TextBudget;
        }

        var (depth, weight) = (0, 16);
        foreach (ref readonly var part in stack.AsSpan(from, count))
        {
            depth = Math.Max(depth, part.Depth);
            weight += part.Weight;
        }

        if (depth >= ScriptValueLimits.MaxDepth || weight > ScriptValueLimits.MaxWeight)
        {
            return ScriptFault.Overflow;
        }

        // A record has all its fields; in a list what is nothing is left out.
        ImmutableArray<ScriptValue> parts = [.. stack.AsSpan(from, count)];
        stack[from] = type is null ? new(new ScriptList(parts.RemoveAll(static part => part.IsEmpty)), 0) : new(new ScriptRecord(type, parts), 0);
        return ScriptFault.None;
    }

    private static ScriptFault Fault(ArithmeticResult result) => result switch
    {
        ArithmeticResult.Done => ScriptFault.None,
        ArithmeticResult.Overflow => ScriptFault.Overflow,
        _ => ScriptFault.Mismatch,
    };
}
