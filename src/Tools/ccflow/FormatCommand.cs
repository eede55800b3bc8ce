using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow fmt</c>: every script in the same layout, every text with its id.</summary>
internal static class FormatCommand
{
    public static Command Create()
    {
        var files = Shared.Files();
        var check = new Option<bool>("--check") { Description = "Writes nothing; names the files that are not formatted." };
        var command = new Command("fmt", "Formats scripts in place and gives every text its id. Lines with faults stay as they are. Exit code 0: all is well, 1: a script has a fault, or with --check is not formatted, 2: it could not be done.")
        {
            files, check,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var code = Shared.Right;
            foreach (var script in await Shared.ReadAsync(parsed.GetRequiredValue(files), cancellationToken))
            {
                code = Math.Max(code, await OneAsync(script, parsed.GetValue(check), cancellationToken));
            }

            return code;
        }));
        return command;
    }

    private static async Task<int> OneAsync(SourceText script, bool checkOnly, CancellationToken cancellationToken)
    {
        var code = Shared.Right;
        var formatted = ScriptFormatter.Format(script);
        if (formatted != script.Text)
        {
            Console.WriteLine(checkOnly ? $"{script.Name} is not formatted; run 'ccflow fmt'." : $"{script.Name} formatted.");
            code = checkOnly ? Shared.Wrong : code;
            if (!checkOnly)
            {
                await TextFile.WriteAsync(script.Name, formatted, cancellationToken);
            }
        }

        if (SyntaxCheck.Run(script) is { IsEmpty: false } faults)
        {
            await Console.Error.WriteLineAsync($"{script.Name} has {(faults.Length == 1 ? "a fault; its line stays" : $"{faults.Length} faults; their lines stay")} as written. 'ccflow check' shows them.");
            code = Shared.Wrong;
        }

        return code;
    }
}
