using System.Collections.Concurrent;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Conversations;

/// <summary>Scripts compiled for tests.</summary>
internal static class Programs
{
    private static readonly ConcurrentDictionary<string, ScriptProgram> Known = new(StringComparer.Ordinal);

    /// <summary>A script of <c>samples/Scripts</c>.</summary>
    public static ScriptProgram Of(string sample) => Known.GetOrAdd(sample, static name => Compile(
        Examples.Read(name),
        Examples.Read(Path.ChangeExtension(name, ".contracts")),
        [.. Directory.GetFiles(Path.Combine(Examples.Root, "samples/Scripts"), Path.ChangeExtension(name, null) + ".*.texts").Select(static file => ScriptTexts.Parse(new SourceText(Path.GetFileName(file), File.ReadAllText(file))))]));

    public static ScriptProgram Compile(string script, string contracts = "", params System.Collections.Immutable.ImmutableArray<ScriptTexts> texts)
    {
        var known = ScriptContracts.Parse(new SourceText("contracts", contracts), out var faults);
        faults.ShouldBeEmpty();
        var source = new SourceText("script", script);
        var compiled = texts.IsEmpty ? ScriptCompiler.Compile(source, known) : ScriptCompiler.Compile(source, known, texts);
        return compiled.Program.ShouldNotBeNull(string.Join("; ", compiled.Diagnostics));
    }
}
