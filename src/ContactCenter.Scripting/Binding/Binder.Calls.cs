using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Binding;

// Functions, and actions that are asked.
internal sealed partial class Binder
{
    private BoundExpression BindCall(CallExpression call)
    {
        if (call.Function is NameExpression function)
        {
            return BindFunction(call, function.Name);
        }

        if (call.Function is not MemberExpression { Member: var verb } member)
        {
            return new BoundError(call.Range);
        }

        // With a slot in front it is asked about what the slot holds, as in seller.free(when); without one the whole is the action's name.
        if (RootOf(member) is { } root && (_slots.Find(root) is not null || Contracts.Givens.ContainsKey(root)))
        {
            var target = Bind(member.Target, null);
            return target.Type is not { } type ? new BoundError(call.Range)
                : BindQuery(call, new NameSyntax($"{type.Name ?? type.Kind.ToString()}.{verb.Text}", verb.Range), target);
        }

        return BindQuery(call, new NameSyntax(Dotted(member), member.Range), null);
    }

    private BoundExpression BindQuery(CallExpression call, NameSyntax name, BoundExpression? target)
    {
        if (!Contracts.Actions.TryGetValue(name.Text, out var action))
        {
            ReportUnknown(NameCodes.UnknownAction, name, Contracts.Actions.Keys);
            return new BoundError(call.Range);
        }

        if (!_queriesAllowed)
        {
            Report(TypeCodes.MisplacedQuery, call.Range, action.Name);
            return new BoundError(call.Range);
        }

        if (!action.IsRepeatable || action.IsIrreversible)
        {
            Report(TypeCodes.UnsafeQuery, call.Range, action.Name);
        }

        if (action.Result is not { } result)
        {
            Report(NameCodes.GivesNothing, call.Range, action.Name);
            return new BoundError(call.Range);
        }

        var skipped = target is null ? 0 : 1;
        if (target is not null && action.Parameters is [var first, ..] && !TypeNames.Fits(target.Type!, first.Type))
        {
            Report(TypeCodes.WrongType, target.Range, Capital(TypeNames.Of(first.Type)), TypeNames.Of(target.Type!));
        }

        var arguments = BindArguments(name, call.Arguments, [.. action.Parameters.Skip(skipped)]);
        return new BoundQuery(call.Range, result, action, target is null ? arguments : arguments.Insert(0, target));
    }

    private BoundExpression BindFunction(CallExpression call, NameSyntax name)
    {
        var arguments = call.Arguments.Select(argument => Bind(argument, null)).ToImmutableArray();
        if (Functions.Find(name.Text) is not var (function, count))
        {
            ReportUnknown(NameCodes.UnknownFunction, name, Functions.Called);
            return new BoundError(call.Range);
        }

        if (arguments.Length != count)
        {
            ReportCount(name, arguments.Length, count, count);
            return new BoundError(call.Range);
        }

        BoundFunction Of(ScriptType type, params ReadOnlySpan<ScriptType> expected)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                if (arguments[i].Type is { } given && !TypeNames.Fits(given, expected[i]))
                {
                    Report(TypeCodes.WrongType, call.Arguments[i].Range, Capital(TypeNames.Of(expected[i])), TypeNames.Of(given));
                }
            }

            return new BoundFunction(call.Range, type, function, arguments);
        }

        switch (function)
        {
            case ScriptFunction.Round:
                var rounded = arguments[0].Type is { Kind: ScriptKind.Money } money ? money : ScriptType.Number;
                return Of(rounded, rounded, ScriptType.Number);
            case ScriptFunction.Abs:
                var signed = arguments[0].Type is { Kind: ScriptKind.Money or ScriptKind.Duration } kind ? kind : ScriptType.Number;
                return Of(signed, signed);
            case ScriptFunction.Starts or ScriptFunction.Contains:
                return Of(ScriptType.YesNo, ScriptType.Text, ScriptType.Text);
            case ScriptFunction.MomentOf:
                return Of(ScriptType.Moment, ScriptType.Date, ScriptType.Time);
        }

        if (arguments[0].Type is not { } left || arguments[1].Type is not { } right)
        {
            return new BoundError(call.Range);
        }

        if (left.Kind != right.Kind || !TypeNames.IsOrdered(left.Kind))
        {
            Report(TypeCodes.Incomparable, call.Range, Capital(TypeNames.Of(left)), TypeNames.Of(right));
            return new BoundError(call.Range);
        }

        return Of(TypeNames.Common(left, right)!);
    }

    private static string? RootOf(MemberExpression member) => member.Target switch
    {
        NameExpression name => name.Name.Text,
        MemberExpression inner => RootOf(inner),
        _ => null,
    };

    private static string Dotted(ExpressionSyntax expression) => expression switch
    {
        NameExpression name => name.Name.Text,
        MemberExpression member => $"{Dotted(member.Target)}.{member.Member.Text}",
        _ => "",
    };
}
