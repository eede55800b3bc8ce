using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml.Linq;

namespace ContactCenter.Tools.Flow.Tests;

/// <summary>The commands that look at whole scripts, as their users run them.</summary>
public sealed class AnalysisToolTests : IDisposable
{
    private static readonly string Samples = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../samples/Scripts"));

    private readonly string _at = Directory.CreateTempSubdirectory("ccflow-").FullName;

    [Fact]
    public async Task Explore_shows_a_path_to_each_ending_and_fails_on_an_outcome_without_one()
    {
        var gas = await RunAsync("explore", Path.Combine(Samples, "gas.flow"));
        (gas.Code, gas.Error).ShouldBe((0, ""));
        gas.Output.ShouldContain("end passed-on, by 4 lines:\n");

        var file = Write("demo.flow", "script demo v1, texts en, for chat, outcomes done, never\n  step a\n    ask more \"More?\"\n      1 yes \"Yes\" -> b\n      2 no \"No\" -> b\n  step b\n    if more is yes and more is no -> end never\n    -> end done\n");
        var demo = await RunAsync("explore", "--format", "json", file);
        (demo.Code, demo.Error).ShouldBe((1, ""));
        using var json = JsonDocument.Parse(demo.Output);
        json.RootElement.GetProperty("outcomesNotReached").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("never");

        var wrong = await RunAsync("explore", Write("wrong.flow", "script demo v1, texts en, for chat, outcomes done\n  step a\n    -> b\n"));
        wrong.Code.ShouldBe(2);
        wrong.Error.ShouldContain("wrong.flow(3,8): error S202");
    }

    [Fact]
    public async Task Diagram_draws_as_svg_and_as_mermaid()
    {
        var lead = Path.Combine(Samples, "lead.flow");
        var svg = await RunAsync("diagram", lead);
        (svg.Code, svg.Error).ShouldBe((0, ""));
        XDocument.Parse(svg.Output).Root!.Name.LocalName.ShouldBe("svg");
        (await RunAsync("diagram", "--format", "mermaid", lead)).Output.ShouldStartWith("flowchart TD\n  n0([\"webform.submitted\"])\n");
        var other = await RunAsync("diagram", "--figures", Write("figures.json", "{\"scripts\":[]}"), lead);
        (other.Code, other.Error).ShouldBe((2, "The figures have nothing of web-lead v2; give those of that version.\n"));
    }

    public void Dispose() => Directory.Delete(_at, recursive: true);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_at, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ccflow.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
