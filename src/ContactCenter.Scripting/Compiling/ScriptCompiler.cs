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
    public static ScriptCompilation Compile(SourceText source, ScriptContracts contracts)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contracts);
        var syntax = ScriptParser.Parse(source);
        var bound = Binder.Bind(syntax, contracts);
        ImmutableArray<Diagnostic> found = [.. syntax.Diagnostics.Concat(bound.Diagnostics).Concat(Checker.Check(bound)).OrderBy(static one => one.Range.Start)];
        return new ScriptCompilation(
            found.Any(static one => one.Severity == DiagnosticSeverity.Error) ? null : new ScriptEmitter(bound, contracts).Emit(),
            found);
    }
}

/// <summary>What came of a script.</summary>
/// <param name="Program">The program; null when there is an <see cref="DiagnosticSeverity.Error"/>.</param>
/// <param name="Diagnostics">What is wrong, by place.</param>
public sealed record ScriptCompilation(ScriptProgram? Program, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <inheritdoc />
    public bool Equals(ScriptCompilation? other) =>
        other is not null && Program?.Hash == other.Program?.Hash && Diagnostics.AsSpan().SequenceEqual(other.Diagnostics.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Program?.Hash, Diagnostics.Length);
}
