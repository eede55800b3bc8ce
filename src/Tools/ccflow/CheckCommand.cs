using System.Collections.Immutable;
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
        var contracts = new Option<string?>("--contracts") { Description = "What the scripts rely on; by default a file of the script's name that ends with .contracts." };
        var parts = new Option<int>("--sms-parts") { Description = "The most parts an SMS may take.", DefaultValueFactory = _ => new ScriptCheckOptions().MaxSmsSegments };
        parts.Validators.Add(result =>
        {
            if (Shared.WholeOf(result) < 1)
            {
                result.AddError("--sms-parts is at least 1.");
            }
        });
        var zone = new Option<string?>("--time-zone") { Description = "The time zone times of the day are in, such as Europe/Rome: those its clocks skip or repeat within a year are told." };
        zone.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !(TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) && known.HasIanaId))
            {
                result.AddError($"--time-zone: there is no time zone '{name}'; give a name such as Europe/Rome.");
            }
        });
        var command = new Command("check", "Says what is wrong with scripts. Exit code 0: no error, 1: a script has an error, 2: it could not be done.")
        {
            files, contracts, format, parts, zone,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var checks = new List<SourceDiagnostics>();
            var options = new ScriptCheckOptions
            {
                MaxSmsSegments = parsed.GetValue(parts),
                TimeZone = parsed.GetValue(zone),
                ClocksFrom = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            };
            foreach (var script in await Shared.ReadAsync(parsed.GetRequiredValue(files), cancellationToken))
            {
                checks.AddRange(await CheckAsync(script, parsed.GetValue(contracts), options, cancellationToken));
            }

            await Console.Out.WriteAsync(parsed.GetValue(format) == "sarif" ? SarifReport.Of(checks) : TextReport.Of(checks));
            return checks.Exists(static check => check.Diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) ? Shared.Wrong : Shared.Right;
        }));
        return command;
    }

    /// <summary>What is wrong with a script and with the side files beside it.</summary>
    private static async Task<ImmutableArray<SourceDiagnostics>> CheckAsync(SourceText script, string? named, ScriptCheckOptions options, CancellationToken cancellationToken)
    {
        var file = named ?? Path.ChangeExtension(script.Name, ".contracts");
        if (named is null && !File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{script.Name}: only how it is written was checked, since '{file}' is not there. Write it, or name another with --contracts.");
            return [new SourceDiagnostics(script, SyntaxCheck.Run(script))];
        }

        var contracts = (await Shared.ReadAsync([file], cancellationToken))[0];
        var known = ScriptContracts.Parse(contracts, out var faults);
        if (faults is [var fault, ..])
        {
            var (line, column) = contracts.PositionOf(fault.Range.Start);
            throw new ToolException($"{file}({line},{column}): {fault.Message}");
        }

        return ScriptChecker.Check(script, known, await SideFiles.ReadAsync(script, cancellationToken), options);
    }
}
