using System.Collections.Immutable;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>A script of <c>samples/Scripts</c> with what it relies on, to be checked and compiled with changes in it and in its side files.</summary>
/// <param name="Contracts">What it relies on.</param>
/// <param name="Files">The script, then its side files.</param>
internal sealed record FuzzedSample(ScriptContracts Contracts, ImmutableArray<string> Files)
{
    public static FuzzedSample Read(string name) => new(
        ScriptContracts.Parse(new SourceText("contracts", Examples.Read(Path.ChangeExtension(name, "contracts"))), out _),
        [Examples.Read(name), .. Directory.GetFiles(Path.Combine(Examples.Root, "samples/Scripts"), Path.GetFileNameWithoutExtension(name) + ".*.texts").Order(StringComparer.Ordinal).Select(File.ReadAllText)]);

    /// <summary>Whether the files compile. Where they do not, that is said at places that are there.</summary>
    public bool Compiles(string[] files)
    {
        ImmutableArray<ScriptTexts> texts = [.. files.Skip(1).Select(static (file, i) => ScriptTexts.Parse(new SourceText($"fuzz.{i}.texts", file)))];
        var source = new SourceText("fuzz.flow", files[0]);
        ScriptCompilation compiled;
        try
        {
            compiled = ScriptCompiler.Compile(source, Contracts, texts);
        }
        catch (ScriptFormatException)
        {
            return false; // nothing is wrong with it, and it is too large
        }

        var found = compiled.Texts.Prepend(new SourceDiagnostics(source, compiled.Diagnostics)).SelectMany(static file => file.Diagnostics.Select(one => (file.Source, Diagnostic: one))).ToList();
        foreach (var (file, diagnostic) in found)
        {
            diagnostic.Range.Start.ShouldBeGreaterThanOrEqualTo(0);
            diagnostic.Range.End.ShouldBeLessThanOrEqualTo(file.Text.Length);
            diagnostic.Message.ShouldNotContain("{0}");
        }

        found.Exists(static one => one.Diagnostic.Severity == DiagnosticSeverity.Error).ShouldBe(compiled.Program is null);
        return compiled.Program is not null;
    }
}
