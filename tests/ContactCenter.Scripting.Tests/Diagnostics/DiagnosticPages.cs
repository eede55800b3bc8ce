using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContactCenter.Scripting.Tests.Analysis;
using ContactCenter.Scripting.Tests.Upgrades;

namespace ContactCenter.Scripting.Tests.Diagnostics;

/// <summary>The pages of <c>docs/scripting</c> about diagnostics, and what is wrong with their examples.</summary>
internal static partial class DiagnosticPages
{
    public static string Read(string page) => File.ReadAllText(Path.Combine(Syntax.Examples.Root, "docs/scripting", page));

    public static IEnumerable<Diagnostic> Faults(string page, PageExample example) => Check(page, example).SelectMany(static file => file.Diagnostics);

    /// <summary>What is wrong with an example: of how it is written where the page is about that, of its side files where it has any or the page is about them, else of all.</summary>
    public static List<SourceDiagnostics> Check(string page, PageExample example)
    {
        var source = new SourceText("page.flow", example.Script);
        if (page.StartsWith("# S1", StringComparison.Ordinal))
        {
            return [new SourceDiagnostics(source, SyntaxCheck.Run(source))];
        }

        var contracts = ScriptContracts.Parse(new SourceText("page.contracts", ContractsPattern().Match(page).Groups["contracts"].Value), out var faults);
        faults.ShouldBeEmpty();
        return example.Texts.IsEmpty && !page.StartsWith("# S7", StringComparison.Ordinal)
            ? [new SourceDiagnostics(source, ScriptChecker.Check(source, contracts, new ScriptCheckOptions { TimeZone = "Europe/Rome" }))]
            : [.. ScriptChecker.Check(source, contracts, [.. example.Texts.Select(static (texts, at) => ScriptTexts.Parse(new SourceText($"page.{at}.texts", texts)))])];
    }

    /// <summary>
    /// A page's examples: scripts, each with the side files below it up to the next sentence. Side files alone are an example with the script before.
    /// </summary>
    public static List<PageExample> Examples(string page)
    {
        var examples = new List<PageExample>();
        var end = 0;
        foreach (Match block in BlockPattern().Matches(page))
        {
            var (text, isNew) = (block.Groups["text"].Value, page[end..block.Index].Trim().Length > 0);
            if (block.Groups["kind"].Value == "flow")
            {
                examples.Add(new PageExample(text, []));
            }
            else if (isNew)
            {
                examples.Add(new PageExample(examples[^1].Script, [text]));
            }
            else
            {
                examples[^1] = examples[^1] with { Texts = examples[^1].Texts.Add(text) };
            }

            end = block.Index + block.Length;
        }

        return examples;
    }

    /// <summary>The versions of a page about upgrades, and its maps.</summary>
    public static (List<string> Scripts, List<string> Maps) Versions(string page) =>
        ([.. ExamplePattern().Matches(page).Select(static match => match.Groups["script"].Value)], [.. MapPattern().Matches(page).Select(static match => match.Groups["map"].Value)]);

    /// <summary>What keeps runs that stand at any line, or is wrong with the map.</summary>
    public static IReadOnlyList<Diagnostic> Kept(string page, string old, string now, string map)
    {
        var contracts = ContractsPattern().Match(page).Groups["contracts"].Value;
        var (from, to) = (Sample.Of(old, contracts).Compile(), Sample.Of(now, contracts).Compile());
        var upgrade = new ScriptUpgrade(from, to, ScriptUpgradeMap.Parse(new SourceText("page.upgrade", map), from.Version, out var faults));
        var report = upgrade.DryRun(LiveRuns.Of(from));
        report.Findings.Length.ShouldBeGreaterThan(0);
        return [.. faults, .. upgrade.MapFaults, .. report.Diagnostics];
    }

    [GeneratedRegex("```contracts\n(?<contracts>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ContractsPattern();

    [GeneratedRegex("```(?<kind>flow|texts)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    [GeneratedRegex("```upgrade\n(?<map>.*?)```", RegexOptions.Singleline)]
    private static partial Regex MapPattern();

    [GeneratedRegex("```flow\n(?<script>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();
}

/// <summary>A script of a page, with the side files below it.</summary>
internal sealed record PageExample(string Script, ImmutableArray<string> Texts);
