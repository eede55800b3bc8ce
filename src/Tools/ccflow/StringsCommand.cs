using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow strings</c>: texts for translators and back, as XLIFF 2.1.</summary>
internal static class StringsCommand
{
    public static Command Create() => new("strings", "Gives texts to translators and takes them back, as XLIFF 2.1.") { Export(), Import() };

    private static Command Export()
    {
        var files = Shared.Files();
        var language = new Option<string[]>("--language") { Description = "Into which language; by default into every one a script's header names." };
        var into = new Option<string?>("--into") { Description = "The folder to write to; by default beside each script." };
        var command = new Command("export", "Writes NAME.LANG.xlf for each script and language, with the translations there are. Exit code 0: done, 2: it could not be done.") { files, language, into };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            foreach (var script in await Shared.ReadAsync(parsed.GetRequiredValue(files), cancellationToken))
            {
                var texts = await SideFiles.ReadAsync(script, cancellationToken);
                foreach (var code in parsed.GetValue(language) is { Length: > 0 } named ? [.. named] : ScriptXliff.LanguagesOf(script))
                {
                    var name = $"{Path.GetFileNameWithoutExtension(script.Name)}.{code}.xlf";
                    var file = Path.Combine(parsed.GetValue(into) ?? Path.GetDirectoryName(script.Name) ?? "", name);
                    await TextFile.WriteAsync(file, ScriptXliff.Export(script, texts, code), cancellationToken);
                    Console.WriteLine(file);
                }
            }

            return Shared.Right;
        }));
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("SCRIPT") { Description = "The script; the side file beside it is written." };
        var xliffs = new Argument<string[]>("XLIFF") { Description = "What translators gave back, XLIFF 2.0 or 2.1.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "Puts translations into the side files beside a script. Exit code 0: done, 1: done, and something was lost, unknown or left out, 2: it could not be done.") { file, xliffs };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var script = (await Shared.ReadAsync([parsed.GetRequiredValue(file)], cancellationToken))[0];
            var code = Shared.Right;
            foreach (var xliff in await Shared.ReadAsync(parsed.GetRequiredValue(xliffs), cancellationToken))
            {
                code = Math.Max(code, await TakeAsync(script, xliff, cancellationToken));
            }

            return code;
        }));
        return command;
    }

    private static async Task<int> TakeAsync(SourceText script, SourceText xliff, CancellationToken cancellationToken)
    {
        var texts = await SideFiles.ReadAsync(script, cancellationToken);
        if (texts.FirstOrDefault(static one => !one.Diagnostics.IsEmpty) is { } broken)
        {
            // Writing the file anew would drop what could not be read of it.
            throw new ToolException($"{broken.Source.Name} has faults; 'ccflow check' shows them. Mend them first.");
        }

        var import = ScriptXliff.Import(script, texts, xliff);
        var file = texts.FirstOrDefault(one => one.Language == import.Language)?.Source.Name ?? SideFiles.PathOf(script, import.Language);
        await TextFile.WriteAsync(file, import.Texts, cancellationToken);
        foreach (var problem in import.Problems)
        {
            await Console.Error.WriteLineAsync($"{xliff.Name}: {problem.Unit}: {problem.Message}");
        }

        Console.WriteLine($"{file} written.");
        return import.Problems.IsEmpty ? Shared.Right : Shared.Wrong;
    }
}
