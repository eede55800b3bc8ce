using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>What a statement of a syntax tree has around it and in it.</summary>
internal static class NaiveTree
{
    /// <summary>The statement behind another: the next line, or what is behind the <c>if</c> it stands in.</summary>
    public static StatementSyntax? Behind(ScriptSyntax script, StatementSyntax statement) => script.Steps.Select(step => Behind(step.Body, statement, null)).FirstOrDefault(static found => found is not null);

    /// <summary>The actions asked in the middle of a statement's expression, in the order they are asked.</summary>
    public static List<CallExpression> Queries(StatementSyntax statement)
    {
        var expression = statement switch
        {
            SetStatement set => set.Value,
            AskStatement ask => ask.Option<FromOption>()?.List,
            _ => null,
        };
        return expression is null ? [] : QueriesIn(expression);
    }

    public static List<CallExpression> QueriesIn(ExpressionSyntax expression) =>
    [
        .. Parts(expression).SelectMany(QueriesIn),
        .. expression is CallExpression { Function: MemberExpression } query ? [query] : Array.Empty<CallExpression>(),
    ];

    private static IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax expression) => expression switch
    {
        MemberExpression member => [member.Target],
        CallExpression call => call.Arguments,
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        RangeExpression range => [range.From, range.To],
        ListExpression list => list.Items,
        ConditionalExpression choice => [choice.Condition, choice.Value, choice.Otherwise],
        _ => [],
    };

    private static StatementSyntax? Behind(ImmutableArray<StatementSyntax> body, StatementSyntax statement, StatementSyntax? behindAll)
    {
        for (var i = 0; i < body.Length; i++)
        {
            var next = i + 1 < body.Length ? body[i + 1] : behindAll;
            if (ReferenceEquals(body[i], statement))
            {
                return next;
            }

            if (body[i] is IfStatement choice && choice.Branches.Select(branch => Behind(branch.Body, statement, next)).FirstOrDefault(static found => found is not null) is { } inside)
            {
                return inside;
            }
        }

        return null;
    }
}
