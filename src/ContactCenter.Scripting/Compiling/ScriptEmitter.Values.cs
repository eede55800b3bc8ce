using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Compiling;

// Values and conditions.
internal sealed partial class ScriptEmitter
{
    /// <summary>Asks the actions of an expression, each into a slot of its own that stays empty where the action fails.</summary>
    private void EmitQueries(BoundExpression? expression)
    {
        foreach (var query in Queries.In(expression))
        {
            var (slot, behind) = (Hidden(query.Type!), _builder.Label());
            _builder.Emit(ScriptOp.Empty);
            _builder.Emit(ScriptOp.Store, slot);
            var statement = _builder.Statement(IdOf("do", query.Action.Name), StatementKind.Do, query.Range);
            EmitArguments(query.Arguments, query.Action.Parameters);
            _builder.Perform(statement, new ProgramDo(query.Action.Name, Arguments(query.Action.Parameters), slot, behind) { IsRepeatable = query.Action.IsRepeatable });
            _builder.Mark(behind);
            _queried[query] = slot;
        }
    }

    /// <summary>Goes on at a place unless a condition holds.</summary>
    private void EmitUnless(BoundExpression condition, int otherwise)
    {
        if (condition is BoundBinary { Operator: BinaryOperator.And } both)
        {
            EmitUnless(both.Left, otherwise);
            EmitUnless(both.Right, otherwise);
            return;
        }

        EmitValue(condition);
        _builder.Emit(ScriptOp.JumpIfNo, otherwise);
    }

    private void EmitValue(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundConstant constant:
                _builder.Constant(constant.Value);
                break;
            case BoundSlot slot:
                _builder.Emit(ScriptOp.Load, _slots[slot.Slot.Index]);
                break;
            case BoundGiven { Name: GivenValues.Now }:
                _builder.Emit(ScriptOp.Now);
                break;
            case BoundGiven { Name: GivenValues.Today }:
                _builder.Emit(ScriptOp.Now);
                _builder.Call(ScriptFunction.DateOf);
                break;
            case BoundGiven or BoundField when FactOf(expression) is { } fact:
                _builder.Emit(ScriptOp.Load, Fact(fact, expression.Type!));
                break;
            case BoundField field:
                EmitValue(field.Target);
                _builder.Field(field.Target.Type!.Fields[field.Field].Name);
                break;
            case BoundFunction function:
                foreach (var argument in function.Arguments)
                {
                    EmitValue(argument);
                }

                _builder.Call(function.Function);
                break;
            case BoundQuery query:
                _builder.Emit(ScriptOp.Load, _queried[query]);
                break;
            case BoundUnary unary:
                EmitValue(unary.Operand);
                _builder.Emit(unary.Operator == UnaryOperator.Not ? ScriptOp.Not : ScriptOp.Negate);
                break;
            case BoundBinary binary:
                EmitBinary(binary);
                break;
            case BoundConditional conditional:
                EmitConditional(conditional);
                break;
            case BoundList list:
                foreach (var item in list.Items)
                {
                    EmitValue(item);
                }

                _builder.Emit(ScriptOp.MakeList, list.Items.Length);
                break;
            case BoundText text:
                _builder.Constant(ScriptValue.Text(Plain(text)));
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"No rule for {expression.GetType().Name}.");
        }
    }

    private void EmitBinary(BoundBinary binary)
    {
        switch (binary)
        {
            case { Operator: BinaryOperator.And }:
                EmitLogic(binary, ScriptOp.JumpIfNo, ScriptValue.Yes, ScriptValue.No);
                break;
            case { Operator: BinaryOperator.Or, IsDefault: false }:
                EmitLogic(binary, ScriptOp.JumpIfYes, ScriptValue.No, ScriptValue.Yes);
                break;
            case { Operator: BinaryOperator.Or }:
                var end = _builder.Label();
                EmitValue(binary.Left);
                _builder.Emit(ScriptOp.JumpIfFilled, end);
                EmitValue(binary.Right);
                _builder.Mark(end);
                break;
            case { Operator: BinaryOperator.In, Right: BoundRange range }:
                EmitInRange(binary.Left, range);
                break;
            case { AsksForNothing: true }:
                EmitValue(binary.Left);
                _builder.Emit(ScriptOp.IsFilled);
                if (binary.Operator == BinaryOperator.Is)
                {
                    _builder.Emit(ScriptOp.Not);
                }

                break;
            default:
                EmitValue(binary.Left);
                EmitValue(binary.Right);
                _builder.Emit(OpOf(binary.Operator));
                break;
        }
    }

    /// <summary>Looks at the right side only where the left has not decided.</summary>
    private void EmitLogic(BoundBinary binary, ScriptOp decided, ScriptValue otherwise, ScriptValue then)
    {
        var (known, end) = (_builder.Label(), _builder.Label());
        EmitValue(binary.Left);
        _builder.Emit(decided, known);
        EmitValue(binary.Right);
        _builder.Emit(decided, known);
        _builder.Constant(otherwise);
        _builder.Emit(ScriptOp.Jump, end);
        _builder.Mark(known);
        _builder.Constant(then);
        _builder.Mark(end);
    }

    private void EmitInRange(BoundExpression value, BoundRange range)
    {
        var (outside, end) = (_builder.Label(), _builder.Label());
        EmitValue(value);
        EmitValue(range.From);
        _builder.Emit(ScriptOp.AtLeast);
        _builder.Emit(ScriptOp.JumpIfNo, outside);
        EmitValue(value);
        EmitValue(range.To);
        _builder.Emit(ScriptOp.AtMost);
        _builder.Emit(ScriptOp.Jump, end);
        _builder.Mark(outside);
        _builder.Constant(ScriptValue.No);
        _builder.Mark(end);
    }

    private void EmitConditional(BoundConditional conditional)
    {
        var (other, end) = (_builder.Label(), _builder.Label());
        EmitUnless(conditional.Condition, other);
        EmitValue(conditional.Value);
        _builder.Emit(ScriptOp.Jump, end);
        _builder.Mark(other);
        EmitValue(conditional.Otherwise);
        _builder.Mark(end);
    }

    /// <summary>What the host gives under a dotted name; null for what the script holds itself.</summary>
    private static string? FactOf(BoundExpression expression) => expression switch
    {
        BoundGiven given => given.Name,
        BoundField { Target: var target, Field: var field } when FactOf(target) is { } path => $"{path}.{target.Type!.Fields[field].Name}",
        _ => null,
    };

    private int Fact(string name, ScriptType type)
    {
        if (!_facts.TryGetValue(name, out var slot))
        {
            _facts[name] = slot = _builder.Slot(name, type, isPrivate: name.StartsWith("customer", StringComparison.Ordinal) || name.StartsWith("session.from", StringComparison.Ordinal), isFact: true);
        }

        return slot;
    }

    private static ScriptOp OpOf(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Is => ScriptOp.Is,
        BinaryOperator.IsNot => ScriptOp.IsNot,
        BinaryOperator.In => ScriptOp.In,
        BinaryOperator.Less => ScriptOp.Less,
        BinaryOperator.LessOrEqual => ScriptOp.AtMost,
        BinaryOperator.Greater => ScriptOp.Greater,
        BinaryOperator.GreaterOrEqual => ScriptOp.AtLeast,
        BinaryOperator.Plus => ScriptOp.Add,
        BinaryOperator.Minus => ScriptOp.Subtract,
        BinaryOperator.Times => ScriptOp.Multiply,
        BinaryOperator.Divide => ScriptOp.Divide,
        _ => throw new System.Diagnostics.UnreachableException($"No instruction for {@operator}."),
    };
}
