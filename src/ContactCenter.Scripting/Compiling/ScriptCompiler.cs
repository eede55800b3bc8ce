using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Checking;
using ContactCenter.Scripting.Compiling;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>Makes programs of scripts. Thread-safe.</summary>
public static class ScriptCompiler
{
    /// <summary>Checks a script and, where nothing is wrong with it, compiles it.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it may rely on.</param>
    /// <exception cref="ScriptFormatException">Nothing is wrong with it, and it is larger than programs may be: over 256 slots, or over 48 values on one line.</exception>
    public static ScriptCompilation Compile(SourceText source, ScriptContracts contracts) => Make(source, contracts, default, null);

    /// <summary>The same with side files: the program has its texts in all languages.</summary>
    /// <param name="source">The script.</param>
    /// <param name="contracts">What it may rely on.</param>
    /// <param name="texts">All its side files; empty when there are none.</param>
    /// <param name="options">What is too much; null for the defaults.</param>
    /// <exception cref="ScriptFormatException">Nothing is wrong with it, and it is larger than programs may be: over 256 slots, or over 48 values on one line.</exception>
    public static ScriptCompilation Compile(SourceText source, ScriptContracts contracts, ImmutableArray<ScriptTexts> texts, ScriptCheckOptions? options = null) =>
        Make(source, contracts, texts.IsDefault ? [] : texts, options);

    private static ScriptCompilation Make(SourceText source, ScriptContracts contracts, ImmutableArray<ScriptTexts> texts, ScriptCheckOptions? options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contracts);
        var bound = Binder.Bind(ScriptParser.Parse(source), contracts);
        var found = Checker.Check(bound, contracts, texts, options ?? new ScriptCheckOptions());
        var isWrong = found.Any(static file => file.Diagnostics.Any(static one => one.Severity == DiagnosticSeverity.Error));
        return new ScriptCompilation(isWrong ? null : new ScriptEmitter(bound, contracts, texts.IsDefault ? [] : texts).Emit(), found[0].Diagnostics) { Texts = found[1..] };
    }
}

/// <summary>What came of a script.</summary>
/// <param name="Program">The program; null when there is an <see cref="DiagnosticSeverity.Error"/>, in the script or in a side file.</param>
/// <param name="Diagnostics">What is wrong with the script, by place.</param>
public sealed record ScriptCompilation(ScriptProgram? Program, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Its side files in the order given, with what is wrong in each.</summary>
    public ImmutableArray<SourceDiagnostics> Texts { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(ScriptCompilation? other) =>
        other is not null && Program?.Hash == other.Program?.Hash && Diagnostics.AsSpan().SequenceEqual(other.Diagnostics.AsSpan())
        && Texts.AsSpan().SequenceEqual(other.Texts.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Program?.Hash, Diagnostics.Length);
}
