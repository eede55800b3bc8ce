using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Checking;

/// <summary>A place where a slot is read.</summary>
/// <param name="Slot">The place.</param>
/// <param name="IsProvided">Whether an empty one is provided for by <c>or</c>.</param>
internal readonly record struct SlotRead(BoundSlot Slot, bool IsProvided);

/// <summary>Which slots a line reads itself, without the lines inside it.</summary>
internal static class Reads
{
    public static ImmutableArray<SlotRead> Of(BoundStatement? statement)
    {
        var found = new List<SlotRead>();
        Collect(statement, found);
        return [.. found];
    }

    public static ImmutableArray<SlotRead> Of(BoundExpression? expression)
    {
        var found = new List<SlotRead>();
        Collect(expression, false, found);
        return [.. found];
    }

    /// <summary>Adds what a line reads.</summary>
    public static void Collect(BoundStatement? statement, List<SlotRead> found)
    {
        switch (statement)
        {
            case BoundSay say:
                Collect(say.Text, false, found);
                break;
            case BoundNote note:
                Collect(note.Text, false, found);
                break;
            case BoundAsk ask:
                CollectAsk(ask, found);
                break;
            case BoundConfirm confirm:
                Collect(confirm.Text, false, found);
                break;
            case BoundSet set:
                Collect(set.Value, false, found);
                break;
            case BoundDo action:
                CollectAll(action.Arguments, found);
                break;
            case BoundSend send:
                Collect(send.Text, false, found);
                CollectAll(send.Arguments, found);
                CollectAll(send.To, found);
                break;
            case BoundCall call:
                Collect(call.Number, false, found);
                break;
            case BoundTransfer transfer:
                Collect(transfer.Priority, false, found);
                break;
            case BoundWait wait:
                Collect(wait.Value, false, found);
                Collect(wait.Within, false, found);
                break;
            case BoundIf choice:
                foreach (var branch in choice.Branches)
                {
                    Collect(branch.Condition, false, found);
                }

                break;
            case BoundStart start:
                CollectAll(start.Arguments, found);
                break;
        }
    }

    private static void CollectAsk(BoundAsk ask, List<SlotRead> found)
    {
        Collect(ask.Text, false, found);
        Collect(ask.From, false, found);
        foreach (var choice in ask.Choices)
        {
            Collect(choice.Text, false, found);
        }

        var first = found.Count;
        foreach (var accept in ask.Accepts)
        {
            Collect(accept.Condition, false, found);
            Collect(accept.Otherwise, false, found);
        }

        // The answer itself is there when it is looked at.
        foreach (ref var read in CollectionsMarshal.AsSpan(found)[first..])
        {
            read = read with { IsProvided = read.IsProvided || read.Slot.Slot == ask.Slot };
        }
    }

    /// <summary>Adds what an expression reads.</summary>
    public static void Collect(BoundExpression? expression, bool isProvided, List<SlotRead> found)
    {
        switch (expression)
        {
            case null or BoundConstant:
                break;
            case BoundSlot slot:
                found.Add(new SlotRead(slot, isProvided));
                break;
            case BoundBinary { Operator: BinaryOperator.Or, IsDefault: false, Right: BoundConstant { Value.IsYes: false } } or:
                Collect(or.Left, isProvided: true, found); // between conditions 'or no' says the same: nothing is no
                Collect(or.Right, isProvided, found);
                break;
            case BoundBinary { AsksForNothing: true } asked:
                Collect(asked.Left, isProvided: true, found);
                break;
            case BoundBinary binary:
                Collect(binary.Left, isProvided || binary.IsDefault, found);
                Collect(binary.Right, isProvided, found);
                break;
            case BoundField field:
                Collect(field.Target, isProvided, found);
                break;
            case BoundText text:
                foreach (var value in text.Values)
                {
                    Collect(value, isProvided, found);
                }

                break;
            default:
                foreach (var part in BoundParts.Of(expression))
                {
                    Collect(part, isProvided, found);
                }

                break;
        }
    }

    /// <summary>Adds what expressions read.</summary>
    public static void CollectAll(ImmutableArray<BoundExpression> expressions, List<SlotRead> found)
    {
        foreach (var expression in expressions)
        {
            Collect(expression, false, found);
        }
    }
}
