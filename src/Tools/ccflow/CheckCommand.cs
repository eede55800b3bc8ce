using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow check</c>: what is wrong with scripts, for people and for tools.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var files = Shared.Files();
        var format = new Option<string>("--format") { Description = "text: for people; sarif: SARIF 2.1.0, for code scanning.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "sarif");
        var command = new Command("check", "Says what is wrong with scripts. Exit code 0: no error, 1: a script has an error, 2: it could not be done.")
        {
            files, format,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var checks = (await Shared.ReadAsync(parsed.GetRequiredValue(files), cancellationToken))
                .Select(static script => new CheckedScript(script, SyntaxCheck.Run(script))).ToList();
            await Console.Out.WriteAsync(parsed.GetValue(format) == "sarif" ? SarifReport.Of(checks) : TextReport.Of(checks));
            return checks.Exists(static check => check.Diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) ? Shared.Wrong : Shared.Right;
        }));
        return command;
    }
}
