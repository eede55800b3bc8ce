using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Says what is wrong with a script before it runs.</summary>
public static class ScriptChecker
{
    /// <summary>Looks at how it is written, at names and types, and at everything a run could come to.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it may rely on.</param>
    /// <returns>What is wrong, by place. A script without an <see cref="DiagnosticSeverity.Error"/> can run.</returns>
    public static ImmutableArray<Diagnostic> Check(SourceText source, ScriptContracts contracts)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contracts);
        var syntax = ScriptParser.Parse(source);
        var bound = Binder.Bind(syntax, contracts);
        return [.. syntax.Diagnostics.Concat(bound.Diagnostics).Concat(Checking.Checker.Check(bound)).OrderBy(static found => found.Range.Start)];
    }
}
