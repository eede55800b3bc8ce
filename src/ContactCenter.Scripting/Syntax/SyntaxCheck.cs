using System.Collections.Immutable;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting;

/// <summary>What is wrong with how a script is written. Thread-safe.</summary>
public static class SyntaxCheck
{
    /// <summary>Reads a script, whatever it is.</summary>
    /// <returns>The faults by place, S1xx, at most one for each line and about 200 in all; none when the script is written as it should be.</returns>
    public static ImmutableArray<Diagnostic> Run(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ScriptParser.Parse(source).Diagnostics;
    }
}
