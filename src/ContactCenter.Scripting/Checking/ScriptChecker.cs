using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Checking;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Says what is wrong with a script before it runs.</summary>
public static class ScriptChecker
{
    /// <summary>Looks at how it is written, at names and types, and at everything a run could come to.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it may rely on.</param>
    /// <returns>What is wrong, by place. A script without an <see cref="DiagnosticSeverity.Error"/> can run.</returns>
    public static ImmutableArray<Diagnostic> Check(SourceText source, ScriptContracts contracts) => Check(source, contracts, new ScriptCheckOptions());

    /// <summary>The same by other limits, or where the script's clocks are known.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it may rely on.</param>
    /// <param name="options">What is too much.</param>
    /// <returns>What is wrong, by place. A script without an <see cref="DiagnosticSeverity.Error"/> can run.</returns>
    /// <exception cref="ArgumentException">There is no such time zone.</exception>
    public static ImmutableArray<Diagnostic> Check(SourceText source, ScriptContracts contracts, ScriptCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contracts);
        return Checker.Check(Binder.Bind(ScriptParser.Parse(source), contracts), contracts, default, options)[0].Diagnostics;
    }

    /// <summary>The same with its side files: whether every text is there in every language, and right.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it may rely on.</param>
    /// <param name="texts">All its side files; empty when there are none.</param>
    /// <param name="options">What is too much; null for the defaults.</param>
    /// <returns>The script with what is wrong in it, then each side file in the order given: one without faults is there, too.</returns>
    /// <exception cref="ArgumentException">There is no such time zone.</exception>
    public static ImmutableArray<SourceDiagnostics> Check(SourceText source, ScriptContracts contracts, ImmutableArray<ScriptTexts> texts, ScriptCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contracts);
        return Checker.Check(Binder.Bind(ScriptParser.Parse(source), contracts), contracts, texts.IsDefault ? [] : texts, options ?? new ScriptCheckOptions());
    }
}
