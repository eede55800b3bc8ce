using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>A script with the contracts it relies on and its side files.</summary>
internal sealed record ScriptFile(SourceText Source, ScriptContracts Contracts, ImmutableArray<ScriptTexts> Texts)
{
    /// <summary>Reads a script, the side files beside it and its contracts: those named, or the file of the script's name beside it; none when that is not there.</summary>
    public static async Task<ScriptFile> ReadAsync(string file, string? contracts, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
        {
            throw new ToolException($"'{file}' is a folder; name one script.");
        }

        var source = (await Shared.ReadAsync([file], cancellationToken))[0];
        var beside = contracts ?? Path.ChangeExtension(file, ".contracts");
        var written = contracts is null && !File.Exists(beside) ? new SourceText(beside, "") : (await Shared.ReadAsync([beside], cancellationToken))[0];
        var known = ScriptContracts.Parse(written, out var faults);
        return faults is [var fault, ..]
            ? throw new ToolException($"{beside}({written.PositionOf(fault.Range.Start).Line},{written.PositionOf(fault.Range.Start).Column}): {fault.Message}")
            : new ScriptFile(source, known, await SideFiles.ReadAsync(source, cancellationToken));
    }

    /// <summary>The program: also what says whether the script is right.</summary>
    /// <exception cref="ToolException">The script has an error.</exception>
    public ScriptProgram Compile()
    {
        var compiled = Texts.IsEmpty ? ScriptCompiler.Compile(Source, Contracts) : ScriptCompiler.Compile(Source, Contracts, Texts);
        return compiled.Program ?? throw new ToolException(Faults(compiled));
    }

    private string Faults(ScriptCompilation compiled)
    {
        var (source, error) = compiled.Texts.Prepend(new SourceDiagnostics(Source, compiled.Diagnostics))
            .SelectMany(static file => file.Diagnostics.Select(one => (file.Source, Diagnostic: one)))
            .First(static found => found.Diagnostic.Severity == DiagnosticSeverity.Error);
        var (line, column) = source.PositionOf(error.Range.Start);
        return $"{source.Name}({line},{column}): error {error.Code.Id}: {error.Message} Mend it first; 'ccflow check' shows all.";
    }
}
