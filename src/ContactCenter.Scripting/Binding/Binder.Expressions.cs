using System.Runtime.InteropServices;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

// Values: what names stand for, and what calculations come to.
internal sealed partial class Binder
{
    private bool _queriesAllowed;

    /// <summary>Binds where an action may be asked in the middle of the expression.</summary>
    private BoundExpression BindWithQueries(ExpressionSyntax expression, ScriptType? expected)
    {
        var before = _queriesAllowed; // a slot's type may be worked out in the middle of another line
        _queriesAllowed = true;
        var bound = Bind(expression, expected);
        _queriesAllowed = before;
        return bound;
    }

    private BoundExpression BindConditionWithQueries(ExpressionSyntax expression)
    {
        var before = _queriesAllowed;
        _queriesAllowed = true;
        var bound = BindCondition(expression);
        _queriesAllowed = before;
        return bound;
    }

    private BoundExpression BindCondition(ExpressionSyntax expression)
    {
        var bound = Bind(expression, ScriptType.YesNo);
        if (bound.Type is { Kind: not ScriptKind.YesNo } type)
        {
            Report(TypeCodes.NotYesNo, expression.Range, TypeNames.Of(type));
        }

        return bound;
    }

    /// <summary>Binds where a type is expected; null expects nothing in particular.</summary>
    private BoundExpression BindAs(ExpressionSyntax expression, ScriptType? expected) => Fitting(Bind(expression, expected), expression, expected);

    /// <summary>Complains about what does not fit where a type is expected.</summary>
    private BoundExpression Fitting(BoundExpression bound, ExpressionSyntax expression, ScriptType? expected)
    {
        if (expected is not null && bound.Type is { } type)
        {
            if (!TypeNames.Fits(type, expected))
            {
                Report(TypeCodes.WrongType, expression.Range, Capital(TypeNames.Of(expected)), TypeNames.Of(type));
            }
            else if (bound is BoundConstant constant && !expected.Accepts(constant.Value) && expected.Kind == constant.Value.Kind)
            {
                Report(TypeCodes.OutOfRange, expression.Range, constant.Value.ToInvariantText(), TypeNames.Of(expected));
            }
        }

        return bound;
    }

    private BoundExpression Bind(ExpressionSyntax expression, ScriptType? expected) => expression switch
    {
        YesNoLiteral literal when expected is { Kind: ScriptKind.Choice } choice && choice.Names.Contains(literal.Value ? "yes" : "no") =>
            new BoundConstant(literal.Range, choice, ScriptValue.Choice(literal.Value ? "yes" : "no")),
        YesNoLiteral literal => new BoundConstant(literal.Range, ScriptType.YesNo, literal.Value ? ScriptValue.Yes : ScriptValue.No),
        NumberLiteral literal => new BoundConstant(literal.Range, ScriptType.Number, new ScriptValue(ValueTag.Number, literal.Millionths)),
        MoneyLiteral literal => new BoundConstant(literal.Range, ScriptType.Money, ScriptValue.Money(FixedPoint.ToDecimal(literal.Millionths), literal.Currency.Text)),
        DurationLiteral literal => new BoundConstant(literal.Range, ScriptType.Duration, ScriptValue.Duration(literal.Value)),
        TimeLiteral literal => new BoundConstant(literal.Range, ScriptType.Time, ScriptValue.Time(literal.Value)),
        DateLiteral literal => new BoundConstant(literal.Range, ScriptType.Date, ScriptValue.Date(literal.Value)),
        TextLiteral literal => BindKept(literal),
        NameExpression name => BindName(name, expected),
        MemberExpression member => BindMember(member),
        CallExpression call => BindCall(call),
        UnaryExpression unary => BindUnary(unary),
        BinaryExpression binary => BindBinary(binary, expected),
        ConditionalExpression conditional => BindConditional(conditional, expected),
        ListExpression list => BindList(list, expected),
        RangeExpression range => Misplaced(BindRange(range, null)),
        _ => new BoundError(expression.Range),
    };

    private BoundExpression BindName(NameExpression name, ScriptType? expected)
    {
        var text = name.Name.Text;
        if (expected is { Kind: ScriptKind.Choice } choice)
        {
            if (choice.Names.Contains(text))
            {
                return new BoundConstant(name.Range, choice, ScriptValue.Choice(text));
            }

            if (_slots.Find(text) is null && !Contracts.Givens.ContainsKey(text))
            {
                Report(TypeCodes.NotAChoice, name.Range, text, string.Join(", ", choice.Names), NearestWord.Hint(text, choice.Names));
                return new BoundError(name.Range);
            }
        }

        if (_slots.Find(text) is { } slot)
        {
            return new BoundSlot(name.Range, slot);
        }

        if (Contracts.Givens.TryGetValue(text, out var given))
        {
            return new BoundGiven(name.Range, given, text);
        }

        ReportUnknown(NameCodes.UnknownSlot, name.Name, _slots.Names.Concat(Contracts.Givens.Keys));
        return new BoundError(name.Range);
    }

    private BoundExpression BindMember(MemberExpression member)
    {
        var target = Bind(member.Target, null);
        if (target.Type is not { } type || member.Member.IsMissing)
        {
            return new BoundError(member.Range);
        }

        if (type.HasFields && type.IndexOf(member.Member.Text) is >= 0 and var index)
        {
            var field = type.Fields[index];
            return new BoundField(member.Range, field.Type, target, index, field.IsOptional);
        }

        if (Functions.PartOf(type.Kind, member.Member.Text) is { } function)
        {
            return new BoundFunction(member.Range, Functions.TypeOf(function, type), function, [target]);
        }

        if (_quiet == 0)
        {
            var known = type.HasFields ? type.Fields.Select(static field => field.Name) : Functions.PartsOf(type.Kind);
            Report(NameCodes.UnknownField, member.Member.Range, Capital(TypeNames.Of(type)), member.Member.Text, NearestWord.Hint(member.Member.Text, known));
        }

        return new BoundError(member.Range);
    }

    // -- Calculations

    private BoundExpression BindUnary(UnaryExpression unary)
    {
        if (unary.Operator == UnaryOperator.Not)
        {
            return new BoundUnary(unary.Range, ScriptType.YesNo, UnaryOperator.Not, BindCondition(unary.Operand));
        }

        var operand = Bind(unary.Operand, null);
        switch (operand)
        {
            case BoundConstant { Type.Kind: ScriptKind.Number } constant:
                return new BoundConstant(unary.Range, ScriptType.Number, new ScriptValue(ValueTag.Number, -constant.Value.Bits));
            case { Type: { Kind: not (ScriptKind.Number or ScriptKind.Money or ScriptKind.Duration) } type }:
                Report(TypeCodes.WrongType, unary.Operand.Range, Capital(TypeNames.Of(ScriptType.Number)), TypeNames.Of(type));
                return new BoundError(unary.Range);
            default:
                return new BoundUnary(unary.Range, operand.Type?.Kind == ScriptKind.Number ? ScriptType.Number : operand.Type, UnaryOperator.Minus, operand);
        }
    }

    private BoundExpression BindBinary(BinaryExpression binary, ScriptType? expected)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And:
                return new BoundBinary(binary.Range, ScriptType.YesNo, BindCondition(binary.Left), BinaryOperator.And, BindCondition(binary.Right));
            case BinaryOperator.Or:
                return BindOr(binary, expected);
            case BinaryOperator.Is or BinaryOperator.IsNot or BinaryOperator.In:
                return BindComparison(binary);
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                return BindOrder(binary);
        }

        var (left, right) = (Bind(binary.Left, null), Bind(binary.Right, null));
        if (left.Type is not { } a || right.Type is not { } b)
        {
            return new BoundError(binary.Range);
        }

        if (Operators.Result(binary.Operator, a.Kind, b.Kind) is { } result)
        {
            return new BoundBinary(binary.Range, result, left, binary.Operator, right);
        }

        var remedy = TypeNames.IsWritten(a.Kind) && TypeNames.IsWritten(b.Kind) ? "; write both as holes of one text" : "";
        Report(TypeCodes.WrongOperands, binary.OperatorRange, Operators.Sign(binary.Operator), TypeNames.Of(a), TypeNames.Of(b), remedy);
        return new BoundError(binary.Range);
    }

    private BoundExpression BindOr(BinaryExpression binary, ScriptType? expected)
    {
        var left = Bind(binary.Left, expected);
        var right = Bind(binary.Right, left.Type ?? expected);
        if (left.Type is not { } a || right.Type is not { } b)
        {
            return new BoundError(binary.Range);
        }

        if (TypeNames.Common(a, b) is not { } common)
        {
            Report(TypeCodes.WrongType, binary.Right.Range, Capital(TypeNames.Of(a)), TypeNames.Of(b));
            return new BoundError(binary.Range);
        }

        return new BoundBinary(binary.Range, common, left, BinaryOperator.Or, right);
    }

    private BoundBinary BindComparison(BinaryExpression binary)
    {
        var left = Bind(binary.Left, null);
        if (binary.Operator == BinaryOperator.In)
        {
            BoundExpression many = binary.Right switch
            {
                RangeExpression range => BindRange(range, left.Type),
                ListExpression list => BindList(list, left.Type is { } item ? AsListOf(item) : null),
                _ => Bind(binary.Right, left.Type is { } item ? AsListOf(item) : null),
            };
            var inside = many is BoundRange ? many.Type : many.Type is { Kind: ScriptKind.List } listed ? listed.Item : null;
            if (left.Type is { } one && many.Type is { } whole && (inside is null || !AreComparable(one, inside)))
            {
                Report(TypeCodes.Incomparable, binary.OperatorRange, Capital(TypeNames.Of(one)), TypeNames.Of(whole));
            }

            return new BoundBinary(binary.Range, ScriptType.YesNo, left, BinaryOperator.In, many);
        }

        var right = Bind(binary.Right, left.Type);
        if (left.Type is { } a && right.Type is { } b && !AreComparable(a, b))
        {
            Report(TypeCodes.Incomparable, binary.OperatorRange, Capital(TypeNames.Of(a)), TypeNames.Of(b));
        }

        return new BoundBinary(binary.Range, ScriptType.YesNo, left, binary.Operator, right);
    }

    private BoundBinary BindOrder(BinaryExpression binary)
    {
        var (left, right) = (Bind(binary.Left, null), Bind(binary.Right, null));
        if (left.Type is { } a && right.Type is { } b && (a.Kind != b.Kind || !TypeNames.IsOrdered(a.Kind)))
        {
            Report(TypeCodes.Incomparable, binary.OperatorRange, Capital(TypeNames.Of(a)), TypeNames.Of(b));
        }

        return new BoundBinary(binary.Range, ScriptType.YesNo, left, binary.Operator, right);
    }

    private static bool AreComparable(ScriptType a, ScriptType b) =>
        a.Kind == b.Kind ? a.Kind != ScriptKind.Record || a.Name == b.Name : TypeNames.IsWritten(a.Kind) && TypeNames.IsWritten(b.Kind);

    private BoundExpression BindConditional(ConditionalExpression conditional, ScriptType? expected)
    {
        var value = Bind(conditional.Value, expected);
        var condition = BindCondition(conditional.Condition);
        var otherwise = Bind(conditional.Otherwise, expected ?? value.Type);
        if (value.Type is not { } a || otherwise.Type is not { } b)
        {
            return new BoundConditional(conditional.Range, value.Type ?? otherwise.Type, value, condition, otherwise);
        }

        if (TypeNames.Common(a, b) is not { } common)
        {
            Report(TypeCodes.WrongType, conditional.Otherwise.Range, Capital(TypeNames.Of(a)), TypeNames.Of(b));
            return new BoundError(conditional.Range);
        }

        return new BoundConditional(conditional.Range, common, value, condition, otherwise);
    }

    private BoundExpression BindList(ListExpression list, ScriptType? expected)
    {
        if (expected is not { Kind: ScriptKind.List, Item: { } item })
        {
            return Misplaced(new BoundError(list.Range));
        }

        var items = new BoundExpression[list.Items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = BindAs(list.Items[i], item);
        }

        return new BoundList(list.Range, expected, ImmutableCollectionsMarshal.AsImmutableArray(items));
    }

    private BoundRange BindRange(RangeExpression range, ScriptType? expected)
    {
        var (from, to) = (Bind(range.From, null), Bind(range.To, null));
        var kind = expected?.Kind ?? from.Type?.Kind;
        foreach (var end in (ReadOnlySpan<BoundExpression>)[from, to])
        {
            if (end.Type is { } type && kind is { } wanted && (type.Kind != wanted || !TypeNames.IsOrdered(type.Kind)))
            {
                Report(TypeCodes.Incomparable, end.Range, Capital(TypeNames.Of(expected ?? from.Type!)), TypeNames.Of(type));
                return new BoundRange(range.Range, null, from, to);
            }
        }

        return new BoundRange(range.Range, from.Type is null || to.Type is null ? null : from.Type, from, to);
    }

    private BoundError Misplaced(BoundExpression expression)
    {
        Report(TypeCodes.MisplacedRange, expression.Range);
        return new BoundError(expression.Range);
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
