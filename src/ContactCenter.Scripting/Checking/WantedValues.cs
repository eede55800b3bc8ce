using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>What a line cannot do without: what is waited for, and what actions, other scripts and templates must be given.</summary>
internal static class WantedValues
{
    public static IEnumerable<BoundExpression> Of(BoundStatement? statement) => statement switch
    {
        BoundWait { Value: { } until } => [until],
        BoundDo { Action: { } action } wanted => Of(action.Parameters, wanted.Arguments),
        BoundStart { Parameters: { } parameters } start => Of(parameters, start.Arguments),
        BoundSend { Contract: { } template } send => Of(template.Parameters, send.Arguments),
        _ => [],
    };

    /// <summary>What an action that is asked in the middle of a line cannot do without.</summary>
    public static IEnumerable<BoundExpression> Of(BoundQuery query) => Of(query.Action.Parameters, query.Arguments);

    private static IEnumerable<BoundExpression> Of(ImmutableArray<ScriptTypeField> parameters, ImmutableArray<BoundExpression> arguments) =>
        arguments.Where((_, at) => at < parameters.Length && !parameters[at].IsOptional);
}
