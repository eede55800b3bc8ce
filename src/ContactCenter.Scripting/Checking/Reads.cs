using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>Which slots a line reads itself, without the lines inside it.</summary>
internal static class Reads
{
    /// <summary>The places of slots, with whether an empty one is provided for by <c>or</c>.</summary>
    public static void Of(BoundStatement? statement, Action<BoundSlot, bool> read)
    {
        switch (statement)
        {
            case BoundSay say:
                Of(say.Text, read);
                break;
            case BoundNote note:
                Of(note.Text, read);
                break;
            case BoundAsk ask:
                Of(ask.Text, read);
                Of(ask.From, read);
                foreach (var choice in ask.Choices)
                {
                    Of(choice.Text, read);
                }

                foreach (var accept in ask.Accepts)
                {
                    // The answer itself is there when it is looked at.
                    void ReadOthers(BoundSlot slot, bool provided) => read(slot, provided || slot.Slot == ask.Slot);
                    Of(accept.Condition, ReadOthers);
                    Of(accept.Otherwise, ReadOthers);
                }

                break;
            case BoundConfirm confirm:
                Of(confirm.Text, read);
                break;
            case BoundSet set:
                Of(set.Value, read);
                break;
            case BoundDo action:
                Of(action.Arguments, read);
                break;
            case BoundSend send:
                Of(send.Text, read);
                Of(send.To, read);
                break;
            case BoundCall call:
                Of(call.Number, read);
                break;
            case BoundTransfer transfer:
                Of(transfer.Priority, read);
                break;
            case BoundWait wait:
                Of(wait.Value, read);
                Of(wait.Within, read);
                break;
            case BoundIf choice:
                foreach (var branch in choice.Branches)
                {
                    Of(branch.Condition, read);
                }

                break;
            case BoundStart start:
                Of(start.Arguments, read);
                break;
        }
    }

    public static void Of(BoundExpression? expression, Action<BoundSlot, bool> read)
    {
        switch (expression)
        {
            case BoundSlot slot:
                read(slot, false);
                break;
            case BoundBinary { IsDefault: true } or BoundBinary { Operator: BinaryOperator.Or, Right: BoundConstant { Value.IsYes: false } }:
                var or = (BoundBinary)expression; // between conditions 'or no' says the same: nothing is no
                Of(or.Left, (slot, _) => read(slot, true));
                Of(or.Right, read);
                break;
            case BoundBinary { AsksForNothing: true } asked:
                Of(asked.Left, (slot, _) => read(slot, true));
                break;
            case BoundBinary binary:
                Of(binary.Left, read);
                Of(binary.Right, read);
                break;
            default:
                foreach (var part in BoundParts.Of(expression))
                {
                    Of(part, read);
                }

                break;
        }
    }

    /// <summary>Whether an expression can come to nothing although all slots it reads have values but those named.</summary>
    /// <param name="expression">What is worked out.</param>
    /// <param name="isFilled">Whether a slot surely has a value.</param>
    public static bool MayBeEmpty(BoundExpression expression, Func<SlotSymbol, bool> isFilled) => expression switch
    {
        BoundSlot slot => !isFilled(slot.Slot),
        BoundBinary { IsDefault: true } or => MayBeEmpty(or.Left, isFilled) && MayBeEmpty(or.Right, isFilled),
        BoundBinary { Type.Kind: ScriptKind.YesNo } or BoundUnary { Operator: UnaryOperator.Not } or BoundText or BoundList => false,
        BoundBinary { Operator: BinaryOperator.Divide, Right: not BoundConstant } => true,
        BoundConditional conditional => MayBeEmpty(conditional.Value, isFilled) || MayBeEmpty(conditional.Otherwise, isFilled),
        BoundField field => field.IsOptional || MayBeEmpty(field.Target, isFilled),
        BoundQuery or BoundFunction { Function: ScriptFunction.First or ScriptFunction.Last } => true,
        _ => BoundParts.Of(expression).Any(part => MayBeEmpty(part, isFilled)),
    };

    private static void Of(IEnumerable<BoundExpression> expressions, Action<BoundSlot, bool> read)
    {
        foreach (var expression in expressions)
        {
            Of(expression, read);
        }
    }
}
