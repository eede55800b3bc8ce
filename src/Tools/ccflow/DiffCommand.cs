using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow diff</c>: what changed between two versions of a script.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var old = new Argument<string>("OLD") { Description = "The old version." };
        var now = new Argument<string>("NEW") { Description = "The new version." };
        var oldContracts = new Option<string?>("--old-contracts") { Description = "What the old version relies on; by default the file of its name that ends with .contracts." };
        var contracts = new Option<string?>("--contracts") { Description = "What the new version relies on, and the old one unless said otherwise; by default the file of its name that ends with .contracts." };
        var format = new Option<string>("--format") { Description = "text: for people; json: for tools.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("diff", "Says what an author changed between two versions, by the ids of texts. Exit code 0: nothing, 1: something, 2: it could not be done.")
        {
            old, now, oldContracts, contracts, format,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var before = await ScriptFile.ReadAsync(parsed.GetRequiredValue(old), parsed.GetValue(oldContracts) ?? parsed.GetValue(contracts), cancellationToken);
            var after = await ScriptFile.ReadAsync(parsed.GetRequiredValue(now), parsed.GetValue(contracts), cancellationToken);
            before.Compile();
            after.Compile();
            var differences = ScriptDifferences.Between(before.Source, before.Contracts, after.Source, after.Contracts);
            await Console.Out.WriteAsync(parsed.GetValue(format) == "json" ? DifferenceReport.ToJson(differences) : DifferenceReport.ToText(differences));
            return differences.All.IsEmpty ? Shared.Right : Shared.Wrong;
        }));
        return command;
    }
}
