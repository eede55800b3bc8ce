using System.CommandLine;
using ContactCenter.Simulation;

namespace ContactCenter.Tools.Simulation;

/// <summary><c>ccsim run</c>: days of a scenario.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var (scenario, days, seed, csv) = (Shared.Scenario(), Shared.Days(30), Shared.Seed(), Shared.Csv());
        var html = Shared.Out("--html", "Writes a report in one HTML file.");
        var svg = new Option<string?>("--svg") { Description = "Writes the pictures as SVG into this folder.", HelpName = "FOLDER" };
        var png = new Option<string?>("--png") { Description = "Writes the pictures as PNG into this folder.", HelpName = "FOLDER" };
        var brief = new Option<bool>("--brief") { Description = "Leaves the tables by interval out." };
        var command = new Command("run", "Simulates days of a scenario. Exit code 0: every queue keeps its service level for certain, 1: not, 2: it could not be simulated.")
        {
            scenario, days, seed, csv, html, svg, png, brief,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var read = await ScenarioJson.LoadAsync(parsed.GetRequiredValue(scenario), cancellationToken);
            var result = Simulator.Run(read, Shared.Options(parsed.GetValue(days), parsed.GetValue(seed)), cancellationToken);
            Console.Write(TextReport.Of(result, intervals: !parsed.GetValue(brief)));
            await Shared.WriteAsync(parsed.GetValue(csv), () => CsvReport.Of(result), cancellationToken);
            await Shared.WriteAsync(parsed.GetValue(html), () => HtmlReport.Of(result), cancellationToken);
            await DrawAsync(result, parsed.GetValue(svg), parsed.GetValue(png), cancellationToken);
            return result.Queues.All(static queue => double.IsNaN(queue.ServiceLevel.Value) || queue.ServiceLevel.Low >= queue.Goal.Target) ? Shared.Kept : Shared.NotKept;
        }));
        return command;
    }

    private static async Task DrawAsync(SimulationResult result, string? svg, string? png, CancellationToken cancellationToken)
    {
        foreach (var (name, picture) in new[] { ("service-level", ResultPictures.ServiceLevel(result)), ("agents", ResultPictures.Agents(result)), ("waits", ResultPictures.Waits(result)) })
        {
            if (svg is not null)
            {
                Directory.CreateDirectory(svg);
                await File.WriteAllTextAsync(Path.Combine(svg, $"{name}.svg"), picture.ToSvg(), cancellationToken);
            }

            if (png is not null)
            {
                Directory.CreateDirectory(png);
                await File.WriteAllBytesAsync(Path.Combine(png, $"{name}.png"), picture.ToPng(), cancellationToken);
            }
        }
    }
}
