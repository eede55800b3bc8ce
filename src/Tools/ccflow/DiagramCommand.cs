using System.CommandLine;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary><c>ccflow diagram</c>: a picture of a script.</summary>
internal static class DiagramCommand
{
    private const long LargestFigures = 64 * 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A script." };
        var contracts = Shared.Contracts();
        var format = new Option<string>("--format") { Description = "svg: a picture; mermaid: text for pages that draw Mermaid.", DefaultValueFactory = _ => "svg" };
        format.AcceptOnlyFromAmong("svg", "mermaid");
        var figures = new Option<string?>("--figures") { Description = "What runs made of it, as 'ccflow stats' writes it: drawn on nodes and arrows." };
        var command = new Command("diagram", "Draws a script: a node for each step, arrows with what is chosen, failures dashed. Exit code 0: done, 2: it could not be done.")
        {
            file, contracts, format, figures,
        };
        command.SetAction((parsed, cancellationToken) => Shared.RunAsync(async () =>
        {
            var script = await ScriptFile.ReadAsync(parsed.GetRequiredValue(file), parsed.GetValue(contracts), cancellationToken);
            script.Compile();
            var diagram = ScriptDiagram.Of(script.Source, script.Contracts, await ReadAsync(parsed.GetValue(figures), cancellationToken));
            await Console.Out.WriteAsync(parsed.GetValue(format) == "mermaid" ? diagram.ToMermaid() : diagram.ToSvg());
            return Shared.Right;
        }));
        return command;
    }

    private static async Task<string?> ReadAsync(string? figures, CancellationToken cancellationToken)
    {
        if (figures is null)
        {
            return null;
        }

        return new FileInfo(figures).Length <= LargestFigures
            ? await File.ReadAllTextAsync(figures, cancellationToken)
            : throw new ToolException($"'{figures}' is larger than 64 MB; figures are not.");
    }
}
