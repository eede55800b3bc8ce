using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContactCenter.Scripting.Tests.Analysis;
using ContactCenter.Scripting.Tests.Syntax;
using ContactCenter.Scripting.Tests.Upgrades;

namespace ContactCenter.Scripting.Tests.Diagnostics;

/// <summary>Every code has its page, whose first example has that fault and no other, and whose second has none.</summary>
public sealed partial class DiagnosticPageTests
{
    /// <summary>Takes more faults than a page has room for; <c>FaultTests</c> provokes it.</summary>
    private const string WithoutExample = "S199";

    /// <summary>Of upgrades, whose examples are two versions and a map.</summary>
    private const string OfUpgrades = "SU";

    public static TheoryData<string> Codes { get; } = [.. OfScripts.Select(static code => code.Id)];

    public static TheoryData<string> UpgradeCodes { get; } = [.. DiagnosticCodes.All.Select(static code => code.Id).Where(static id => id.StartsWith(OfUpgrades, StringComparison.Ordinal))];

    private static IEnumerable<DiagnosticCode> OfScripts => DiagnosticCodes.All.Where(static code => !code.Id.StartsWith(OfUpgrades, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_code_shows_it_and_its_remedy(string id)
    {
        var code = DiagnosticCodes.Find(id).ShouldNotBeNull();
        var page = Read($"diagnostics/{id}.md");
        page.ShouldStartWith($"# {id}: {code.Title}\n");
        var examples = Examples(page);
        if (id == WithoutExample)
        {
            examples.ShouldBeEmpty();
            return;
        }

        examples.Count.ShouldBe(2, "one with the fault, one without");
        Faults(page, examples[0]).Select(static found => found.Code.Id).ShouldBe([id]);
        Faults(page, examples[1]).ShouldBeEmpty();
    }

    /// <summary>Its first example is the old version, the next the new one; a map follows where the page is about maps. The last is a new version, or a map, that mends it.</summary>
    [Theory]
    [MemberData(nameof(UpgradeCodes))]
    public void The_page_of_a_code_of_upgrades_shows_what_keeps_runs_and_what_lets_them_go(string id)
    {
        var page = Read($"diagnostics/{id}.md");
        page.ShouldStartWith($"# {id}: {DiagnosticCodes.Find(id).ShouldNotBeNull().Title}\n");
        var (scripts, maps) = (ExamplePattern().Matches(page).Select(static match => match.Groups["script"].Value).ToList(), MapPattern().Matches(page).Select(static match => match.Groups["map"].Value).ToList());
        (scripts.Count + maps.Count).ShouldBe(maps.Count == 2 ? 4 : 3);
        Kept(page, scripts[0], scripts[1], maps.Count == 2 ? maps[0] : "").Select(static found => found.Code.Id).Distinct().ShouldBe([id]);
        Kept(page, scripts[0], scripts.Count == 3 ? scripts[2] : scripts[1], maps.Count > 0 ? maps[^1] : "").ShouldBeEmpty();
    }

    [Fact]
    public void The_table_has_every_code_once_with_its_severity()
    {
        var rows = RowPattern().Matches(Read("diagnostics.md")).Select(static match => (match.Groups["id"].Value, match.Groups["severity"].Value, match.Groups["title"].Value));
        rows.ShouldBe(DiagnosticCodes.All.Select(static code => (code.Id, code.Severity.ToString().ToLowerInvariant(), code.Title)));
    }

    [Fact]
    public void Every_page_is_of_a_code() =>
        Directory.GetFiles(Path.Combine(Syntax.Examples.Root, "docs/scripting/diagnostics")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .ShouldBe(DiagnosticCodes.All.Select(static code => code.Id));

    [Fact]
    public void Every_fix_of_an_example_mends_it()
    {
        var mended = 0;
        foreach (var code in OfScripts.Where(static code => code.Id != WithoutExample))
        {
            var page = Read($"diagnostics/{code.Id}.md");
            var example = Examples(page)[0];
            var files = Check(page, example);
            var at = files.FindIndex(static file => !file.Diagnostics.IsEmpty);
            if (files[at].Diagnostics.Single().Fix is { } fix)
            {
                var text = Apply(files[at].Source.Text, fix);
                Faults(page, at == 0 ? example with { Script = text } : example with { Texts = example.Texts.SetItem(at - 1, text) }).ShouldBeEmpty($"{code.Id}: {fix.Title}");
                mended++;
            }
        }

        mended.ShouldBeGreaterThan(5);
    }

    private static string Apply(string text, DiagnosticFix fix) =>
        fix.Edits.OrderByDescending(static edit => edit.Range.Start).Aggregate(text, static (old, edit) => string.Concat(old.AsSpan(0, edit.Range.Start), edit.NewText, old.AsSpan(edit.Range.End)));

    private static IEnumerable<Diagnostic> Faults(string page, Example example) => Check(page, example).SelectMany(static file => file.Diagnostics);

    /// <summary>What is wrong with an example: of how it is written where the page is about that, of its side files where it has any or the page is about them, else of all.</summary>
    private static List<SourceDiagnostics> Check(string page, Example example)
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
    private static List<Example> Examples(string page)
    {
        var examples = new List<Example>();
        var end = 0;
        foreach (Match block in BlockPattern().Matches(page))
        {
            var (text, isNew) = (block.Groups["text"].Value, page[end..block.Index].Trim().Length > 0);
            if (block.Groups["kind"].Value == "flow")
            {
                examples.Add(new Example(text, []));
            }
            else if (isNew)
            {
                examples.Add(new Example(examples[^1].Script, [text]));
            }
            else
            {
                examples[^1] = examples[^1] with { Texts = examples[^1].Texts.Add(text) };
            }

            end = block.Index + block.Length;
        }

        return examples;
    }

    private sealed record Example(string Script, ImmutableArray<string> Texts);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Syntax.Examples.Root, "docs/scripting", page));
    /// <summary>What keeps runs that stand at any line, or is wrong with the map.</summary>
    private static IReadOnlyList<Diagnostic> Kept(string page, string old, string now, string map)
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

    [GeneratedRegex(@"^\| \[(?<id>\w+)\]\(diagnostics/\k<id>\.md\) \| (?<severity>\w+) \| (?<title>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
