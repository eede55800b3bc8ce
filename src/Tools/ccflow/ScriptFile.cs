using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>A script with the contracts it relies on.</summary>
internal sealed record ScriptFile(SourceText Source, ScriptContracts Contracts)
{
    /// <summary>Reads a script and its contracts: those named, or the file of the script's name beside it; none when that is not there.</summary>
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
            : new ScriptFile(source, known);
    }

    /// <summary>The program: also what says whether the script is right.</summary>
    /// <exception cref="ToolException">The script has an error.</exception>
    public ScriptProgram Compile()
    {
        var compiled = ScriptCompiler.Compile(Source, Contracts);
        return compiled.Program ?? throw new ToolException(Faults(compiled));
    }

    private string Faults(ScriptCompilation compiled)
    {
        var error = compiled.Diagnostics.First(static found => found.Severity == DiagnosticSeverity.Error);
        var (line, column) = Source.PositionOf(error.Range.Start);
        return $"{Source.Name}({line},{column}): error {error.Code.Id}: {error.Message} Mend it first; 'ccflow check' shows all.";
    }
}
