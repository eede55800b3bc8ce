using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Checking;

/// <summary>Looks for what is wrong with a script whose names and types are right.</summary>
internal static class Checker
{
    /// <summary>What is wrong with a script and its side files.</summary>
    /// <param name="script">The script.</param>
    /// <param name="contracts">What it relies on.</param>
    /// <param name="texts">Its side files; the default value where nothing is known of them.</param>
    /// <param name="options">What is too much.</param>
    /// <returns>The script, with what was wrong with it before, by place, then its side files in their order.</returns>
    public static ImmutableArray<SourceDiagnostics> Check(BoundScript script, ScriptContracts contracts, ImmutableArray<ScriptTexts> texts, ScriptCheckOptions options)
    {
        var ofTexts = new List<Diagnostic>();
        var files = TextChecks.Run(script, texts, contracts, options, ofTexts);
        var found = script.Syntax.Diagnostics.Concat(script.Diagnostics).Concat(Check(script, options)).Concat(ofTexts).OrderBy(static one => one.Range.Start);
        return [new SourceDiagnostics(script.Syntax.Source, [.. found]), .. files];
    }

    private static ImmutableArray<Diagnostic> Check(BoundScript script, ScriptCheckOptions options)
    {
        if (script.Steps.IsEmpty)
        {
            return [];
        }

        var context = new CheckContext(script, FlowGraph.Of(script));
        FlowChecks.Run(context);
        DataChecks.Run(context);
        ComparisonChecks.Run(context);
        ActionChecks.Run(context);
        LineChecks.Run(context);
        TimeChecks.Run(context, options);
        ClockChecks.Run(context, options);
        return [.. context.Found.OrderBy(static found => found.Range.Start).ThenBy(static found => found.Code.Id, StringComparer.Ordinal)];
    }
}
