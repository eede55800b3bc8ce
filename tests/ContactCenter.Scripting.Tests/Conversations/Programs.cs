using System.Collections.Concurrent;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Conversations;

/// <summary>Scripts compiled for tests.</summary>
internal static class Programs
{
    private static readonly ConcurrentDictionary<string, ScriptProgram> Known = new(StringComparer.Ordinal);

    /// <summary>A script of <c>samples/Scripts</c>.</summary>
    public static ScriptProgram Of(string sample) => Known.GetOrAdd(sample, static name => Compile(Examples.Read(name), Examples.Read(Path.ChangeExtension(name, ".contracts"))));

    public static ScriptProgram Compile(string script, string contracts = "")
    {
        var known = ScriptContracts.Parse(new SourceText("contracts", contracts), out var faults);
        faults.ShouldBeEmpty();
        var compiled = ScriptCompiler.Compile(new SourceText("script", script), known);
        return compiled.Program.ShouldNotBeNull(string.Join("; ", compiled.Diagnostics));
    }
}
