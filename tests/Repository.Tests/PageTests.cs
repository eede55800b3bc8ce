using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>What every page promises: its code compiles, its links lead somewhere.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Code_in_the_pages_is_the_code_that_is_compiled()
    {
        var snippets = Snippets();
        var shown = Pages.All.SelectMany(page => BlockPattern().Matches(Repo.Read(page)).Select(m => (Page: page, Name: m.Groups["name"].Value, Code: m.Groups["code"].Value))).ToList();

        shown.ShouldNotBeEmpty();
        foreach (var (page, name, code) in shown)
        {
            snippets.ShouldContainKey(name, $"{page} shows it; give it a region // <{name}> in tests/DocSnippets.");
            code.ShouldBe(snippets[name], $"{page} shows another '{name}' than tests/DocSnippets has.");
        }
    }

    [Fact]
    public void No_page_shows_code_that_nobody_compiles() =>
        Pages.All.Select(page => (page, Blocks: CodePattern().Count(Repo.Read(page)), Marked: BlockPattern().Count(Repo.Read(page))))
            .Where(p => p.Blocks != p.Marked)
            .ShouldBeEmpty("Put the code into tests/DocSnippets and <!-- snippet: Name --> above the block.");

    [Fact]
    public void Every_link_of_a_page_leads_to_a_file()
    {
        var files = Repo.Files.ToHashSet(StringComparer.Ordinal);
        var dead =
            from page in Repo.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))
            from Match match in LinkPattern().Matches(Repo.Read(page))
            let target = match.Groups["target"].Value
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
            let path = Path.GetRelativePath(Repo.Root, Path.GetFullPath(target, Path.GetDirectoryName(Repo.PathOf(page))!)).Replace('\\', '/')
            where !files.Contains(path) && !Directory.Exists(Repo.PathOf(path))
            select $"{page}: {target}";

        dead.ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_named_in_a_source_exists()
    {
        var missing =
            from source in Pages.Sources
            from Match match in PagePattern().Matches(source.Text)
            where !File.Exists(Repo.PathOf(match.Value))
            select $"{source.File}: {match.Value}";

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_architecture_names_every_folder_of_every_package()
    {
        var named = new List<string>();
        var package = "";
        foreach (var row in Pages.Rows("docs/architecture.md").Where(r => r.Length == 3))
        {
            package = row[0].Length > 0 ? row[0].Trim('`') : package;
            named.AddRange(Pages.Names(row[1]).Select(folder => $"{package}/{folder}"));
        }

        var folders = Pages.Sources.Concat(Repo.Files.Where(f => f.EndsWith(".razor", StringComparison.Ordinal)).Select(f => (f, "")))
            .Select(s => s.Item1.Split('/')).Where(p => p is ["src", _, _, _, ..]).Select(p => $"{p[1]}/{p[2]}").ToHashSet(StringComparer.Ordinal);
        folders.Count.ShouldBeGreaterThan(40);
        folders.Except(named).ShouldBeEmpty("Not in docs/architecture.md.");
        named.Where(n => n.StartsWith("ContactCenter", StringComparison.Ordinal)).Except(folders).ShouldBeEmpty("In docs/architecture.md alone.");
    }

    /// <summary>The regions of the compiled files: from <c>// &lt;Name&gt;</c> to <c>// &lt;/Name&gt;</c>.</summary>
    private static Dictionary<string, string> Snippets() => Repo.Files
        .Where(f => f.StartsWith("tests/DocSnippets/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(f => RegionPattern().Matches(Repo.Read(f)))
        .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["code"].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"<!-- snippet: (?<name>\w+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex BlockPattern();

    [GeneratedRegex("^```(csharp|cs|c#)", RegexOptions.Multiline)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^// <(?<name>\w+)>\n(?<code>.*?)^// </\k<name>>", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]*)(#[^)\s]*)?\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"docs/[a-z0-9/-]+\.md")]
    private static partial Regex PagePattern();
}
