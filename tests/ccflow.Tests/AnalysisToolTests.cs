using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml.Linq;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.Tests;

/// <summary>The commands that look at whole scripts, as their users run them.</summary>
public sealed class AnalysisToolTests : ToolRun
{
    private static readonly string Samples = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../samples/Scripts"));

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

    [Fact]
    public async Task Diff_says_what_changed_and_its_exit_code_whether_anything_did()
    {
        var gas = Path.Combine(Samples, "gas.flow");
        var other = Write("gas.flow", (await File.ReadAllTextAsync(gas)).Replace("wrong 3 times", "wrong 5 times", StringComparison.Ordinal));
        Write("gas.contracts", await File.ReadAllTextAsync(Path.ChangeExtension(gas, "contracts")));
        (await RunAsync("diff", gas, gas)).ShouldBe((0, "gas-emergency v3 to v3: no difference.\n", ""));
        var run = await RunAsync("diff", gas, other);
        run.ShouldBe((1, "gas-emergency v3 to v3: 1 difference.\n\nstep where\n  wrong of 'ask address: address': wrong 3 times -> pass-on became wrong 5 times -> pass-on (line 20)\n", ""));
        (await RunAsync("diff", gas, Path.Combine(At, "missing.flow"))).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Upgrade_says_which_runs_would_move_and_what_keeps_the_others()
    {
        const string Text = "script demo v1, texts en, for chat, outcomes done\n  step hello\n    ask name: text \"Your name?\"  #k7a2b\n    -> bye\n  step bye\n    say \"Goodbye, {name}.\"  #k3c9d\n    -> end done\n";
        var (old, now) = (Write("old.flow", Text), Write("new.flow", Text.Replace(" v1", " v2", StringComparison.Ordinal).Replace("bye\n", "farewell\n", StringComparison.Ordinal)));
        var program = ScriptCompiler.Compile(new SourceText("old", Text), ScriptContracts.Parse(new SourceText("none", ""), out _)).Program!;
        using (var file = File.Create(Path.Combine(At, "runs")))
        {
            foreach (var answer in new[] { null, "Ugo" })
            {
                var run = new ScriptRun(program, RunId(answer is null ? 1 : 2));
                ScriptMachine.Advance(run, ScriptInput.Begin(), DateTimeOffset.UnixEpoch);
                Append(file, run);
                if (answer is not null)
                {
                    ScriptMachine.Advance(run, ScriptInput.Answered(1, ScriptValue.Text(answer)), DateTimeOffset.UnixEpoch);
                    Append(file, run);
                }
            }
        }

        var all = await RunAsync("upgrade", "--from", old, "--to", now, "--runs", Path.Combine(At, "runs"), "--dry-run");
        (all.Code, all.Error).ShouldBe((1, ""));
        all.Output.ShouldBe($"""
            demo v1 to v2: 2 runs: 1 would move, 1 would stay, 0 cannot be read.
            {old}(6,5): warning SU01: 1 run kept in the step 'bye': the new version has no step of that name; say what it became, 'upgrade v1: bye -> …'.
                  say "Goodbye, {"{name}"}."  #k3c9d
                  ^^^^^^^^^^^^^^^^^^^^^^
            moves  {RunId(1)}  hello/k7a2b
            stays  {RunId(2)}  bye/k3c9d  SU01

            """.ReplaceLineEndings("\n"));

        var mapped = await RunAsync("upgrade", "--from", old, "--to", now, "--map", Write("demo.upgrade", "upgrade v1: bye -> farewell\n"), "--runs", Path.Combine(At, "runs"), "--dry-run");
        (mapped.Code, mapped.Error).ShouldBe((0, ""));
        mapped.Output.ShouldContain("bye/k3c9d -> farewell/k3c9d");
        var wrong = await RunAsync("upgrade", "--from", old, "--to", now, "--map", Write("wrong.upgrade", "upgrade v1: by -> farewell\n"), "--dry-run");
        wrong.Code.ShouldBe(1);
        wrong.Output.ShouldContain("wrong.upgrade(1,1): error SU11: 'by' is no step of the old version; did you mean 'bye'?");
        (await RunAsync("upgrade", "--from", old, "--to", now)).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task Stats_counts_what_runs_made_of_a_script_and_diagram_draws_it()
    {
        var script = Write("demo.flow", "script demo v1, texts en, for chat, outcomes done\n  step hello\n    ask name: text \"Your name?\"\n    -> end done\n");
        var program = ScriptCompiler.Compile(new SourceText("demo", await File.ReadAllTextAsync(script)), ScriptContracts.Parse(new SourceText("none", ""), out _)).Program!;
        using (var file = File.Create(Path.Combine(At, "runs")))
        {
            var run = new ScriptRun(program, RunId(1));
            ScriptMachine.Advance(run, ScriptInput.Begin(), DateTimeOffset.UnixEpoch);
            Append(file, run);
            ScriptMachine.Advance(run, ScriptInput.Answered(1, ScriptValue.Text("Ugo")), DateTimeOffset.UnixEpoch.AddSeconds(3));
            Append(file, run);
        }

        var text = await RunAsync("stats", Path.Combine(At, "runs"), "--script", script);
        (text.Code, text.Error).ShouldBe((0, ""));
        text.Output.ShouldContain("1 runs, 1 over, 100 % as the script says");
        var json = await RunAsync("stats", Path.Combine(At, "runs"), "--script", script, "--format", "json");
        (await RunAsync("diagram", script, "--format", "mermaid", "--figures", Write("figures.json", json.Output))).Output.ShouldContain("|\"1 (100 %)\"|");
        var other = await RunAsync("stats", Path.Combine(At, "runs"), "--script", Path.Combine(Samples, "lead.flow"));
        (other.Code, other.Error).ShouldBe((1, "2 frames of other scripts or versions were left out; name those with --script.\n"));
        (await RunAsync("stats", script, "--script", script)).Error.ShouldContain("is no file of frames");
    }

    private static Guid RunId(int number) => new(number, 0, 0, new byte[8]);

    private static void Append(Stream file, ScriptRun run)
    {
        var frame = new byte[1_024];
        ScriptFrame.TryWrite(run, frame, out var length).ShouldBeTrue();
        file.Write(BitConverter.GetBytes(length));
        file.Write(frame.AsSpan(0, length));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
