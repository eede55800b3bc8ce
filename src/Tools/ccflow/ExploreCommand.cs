using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow explore</c>: every way a script can go.</summary>
internal static class ExploreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A script." };
        var contracts = Shared.Contracts();
        var format = new Option<string>("--format") { Description = "text: for people; json: for tools.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var defaults = new ScriptExplorerOptions();
        var places = Shared.Count("--places", "Lines with what is known at them, at most, each looked at once.", defaults.MaxPlaces, 10_000_000);
        var paths = Shared.Count("--paths", "Paths counted, at most.", defaults.MaxPaths, 10_000_000);
        var command = new Command("explore", "Walks every way a script can go and shows the shortest to each ending. Exit code 0: every outcome and step is reached, 1: one is not, 2: it could not be done.")
        {
            file, contracts, format, places, paths,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var script = await ScriptFile.ReadAsync(parsed.GetRequiredValue(file), parsed.GetValue(contracts), cancellationToken);
            script.Compile();
            var explored = ScriptExplorer.Explore(script.Source, script.Contracts, new ScriptExplorerOptions { MaxPlaces = parsed.GetValue(places), MaxPaths = parsed.GetValue(paths) });
            await Console.Out.WriteAsync(parsed.GetValue(format) == "json" ? ExplorationReport.ToJson(explored) : ExplorationReport.ToText(explored));
            return explored.OutcomesNotReached.IsEmpty && explored.StepsNotReached.IsEmpty ? Shared.Right : Shared.Wrong;
        }));
        return command;
    }
}
