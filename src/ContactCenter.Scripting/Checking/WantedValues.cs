using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>What a line cannot do without: what is waited for, and what actions, other scripts and templates must be given.</summary>
internal static class WantedValues
{
    /// <summary>Adds what a line cannot do without.</summary>
    public static void Collect(BoundStatement? statement, List<BoundExpression> found)
    {
        switch (statement)
        {
            case BoundWait { Value: { } until }:
                found.Add(until);
                break;
            case BoundDo { Action: { } action } wanted:
                Collect(action.Parameters, wanted.Arguments, found);
                break;
            case BoundStart { Parameters: { } parameters } start:
                Collect(parameters, start.Arguments, found);
                break;
            case BoundSend { Contract: { } template } send:
                Collect(template.Parameters, send.Arguments, found);
                break;
        }
    }

    /// <summary>Adds what an action that is asked in the middle of a line cannot do without.</summary>
    public static void Collect(BoundQuery query, List<BoundExpression> found) => Collect(query.Action.Parameters, query.Arguments, found);

    private static void Collect(ImmutableArray<ScriptTypeField> parameters, ImmutableArray<BoundExpression> arguments, List<BoundExpression> found)
    {
        for (var i = 0; i < Math.Min(arguments.Length, parameters.Length); i++)
        {
            if (!parameters[i].IsOptional)
            {
                found.Add(arguments[i]);
            }
        }
    }
}
