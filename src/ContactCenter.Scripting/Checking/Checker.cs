using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Looks for what is wrong with a script whose names and types are right.</summary>
internal static class Checker
{
    /// <summary>What is wrong, by place.</summary>
    public static ImmutableArray<Diagnostic> Check(BoundScript script)
    {
        if (script.Steps.IsEmpty)
        {
            return [];
        }

        var context = new CheckContext(script, FlowGraph.Of(script));
        FlowChecks.Run(context);
        DataChecks.Run(context);
        ActionChecks.Run(context);
        LineChecks.Run(context);
        TimeChecks.Run(context);
        return [.. context.Found.OrderBy(static found => found.Range.Start).ThenBy(static found => found.Code.Id, StringComparer.Ordinal)];
    }
}
