using System.Text.RegularExpressions;
using ContactCenter.Scripting.Tests.Syntax;

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
        var page = DiagnosticPages.Read($"diagnostics/{id}.md");
        page.ShouldStartWith($"# {id}: {code.Title}\n");
        var examples = DiagnosticPages.Examples(page);
        if (id == WithoutExample)
        {
            examples.ShouldBeEmpty();
            return;
        }

        examples.Count.ShouldBe(2, "one with the fault, one without");
        DiagnosticPages.Faults(page, examples[0]).Select(static found => found.Code.Id).ShouldBe([id]);
        DiagnosticPages.Faults(page, examples[1]).ShouldBeEmpty();
    }

    /// <summary>Its first example is the old version, the next the new one; a map follows where the page is about maps. The last is a new version, or a map, that mends it.</summary>
    [Theory]
    [MemberData(nameof(UpgradeCodes))]
    public void The_page_of_a_code_of_upgrades_shows_what_keeps_runs_and_what_lets_them_go(string id)
    {
        var page = DiagnosticPages.Read($"diagnostics/{id}.md");
        page.ShouldStartWith($"# {id}: {DiagnosticCodes.Find(id).ShouldNotBeNull().Title}\n");
        var (scripts, maps) = DiagnosticPages.Versions(page);
        (scripts.Count + maps.Count).ShouldBe(maps.Count == 2 ? 4 : 3);
        DiagnosticPages.Kept(page, scripts[0], scripts[1], maps.Count == 2 ? maps[0] : "").Select(static found => found.Code.Id).Distinct().ShouldBe([id]);
        DiagnosticPages.Kept(page, scripts[0], scripts.Count == 3 ? scripts[2] : scripts[1], maps.Count > 0 ? maps[^1] : "").ShouldBeEmpty();
    }

    [Fact]
    public void The_table_has_every_code_once_with_its_severity()
    {
        var rows = RowPattern().Matches(DiagnosticPages.Read("diagnostics.md")).Select(static match => (match.Groups["id"].Value, match.Groups["severity"].Value, match.Groups["title"].Value));
        rows.ShouldBe(DiagnosticCodes.All.Select(static code => (code.Id, code.Severity.ToString().ToLowerInvariant(), code.Title)));
    }

    [Fact]
    public void The_table_names_for_every_code_a_test_that_shows_it()
    {
        var sources = Directory.GetFiles(Path.Combine(Syntax.Examples.Root, "tests/ContactCenter.Scripting.Tests"), "*Tests.cs", SearchOption.AllDirectories).ToDictionary(static file => Path.GetFileNameWithoutExtension(file)!);
        foreach (Match row in RowPattern().Matches(DiagnosticPages.Read("diagnostics.md")))
        {
            var (id, type, test) = (row.Groups["id"].Value, row.Groups["type"].Value, row.Groups["test"].Value);
            var method = typeof(DiagnosticPageTests).Assembly.GetTypes().SingleOrDefault(known => known.Name == type)?.GetMethod(test).ShouldNotBeNull($"{id}: there is no test {type}.{test}");
            method!.GetCustomAttributes(typeof(FactAttribute), inherit: true).ShouldNotBeEmpty($"{id}: {type}.{test} is no test");
            File.ReadAllText(sources[type]).ShouldContain(id, Case.Sensitive, $"{type}.{test} does not show it");
        }
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
            var page = DiagnosticPages.Read($"diagnostics/{code.Id}.md");
            var example = DiagnosticPages.Examples(page)[0];
            var files = DiagnosticPages.Check(page, example);
            var at = files.FindIndex(static file => !file.Diagnostics.IsEmpty);
            if (files[at].Diagnostics.Single().Fix is { } fix)
            {
                var text = Apply(files[at].Source.Text, fix);
                DiagnosticPages.Faults(page, at == 0 ? example with { Script = text } : example with { Texts = example.Texts.SetItem(at - 1, text) }).ShouldBeEmpty($"{code.Id}: {fix.Title}");
                mended++;
            }
        }

        mended.ShouldBeGreaterThan(5);
    }

    private static string Apply(string text, DiagnosticFix fix) =>
        fix.Edits.OrderByDescending(static edit => edit.Range.Start).Aggregate(text, static (old, edit) => string.Concat(old.AsSpan(0, edit.Range.Start), edit.NewText, old.AsSpan(edit.Range.End)));

    [GeneratedRegex(@"^\| \[(?<id>\w+)\]\(diagnostics/\k<id>\.md\) \| (?<severity>\w+) \| (?<title>.*) \| `(?<type>\w+)\.(?<test>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
