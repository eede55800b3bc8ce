using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>docs/screens.md: every page of the desktop is shown, on both sizes, and the pictures stay small.</summary>
public sealed partial class ScreenPageTests
{
    private const string Page = "docs/screens.md";
    private const string Folder = "docs/images/pages";
    private const long MaxFolderSizeBytes = 4_000_000;

    private static readonly string[] Sizes = ["desktop", "phone"];

    [Fact]
    public void Every_page_of_the_desktop_is_shown_on_both_sizes()
    {
        var shown = SectionPattern().Matches(Repo.Read(Page)).ToDictionary(m => m.Groups["route"].Value, m => m.Value);
        var routes = Repo.Files.Where(static f => f.StartsWith("src/ContactCenter.Desktop/", StringComparison.Ordinal) && f.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(static f => RoutePattern().Matches(Repo.Read(f)).Select(static m => m.Groups["route"].Value)).ToList();

        routes.Count.ShouldBeGreaterThan(8);
        routes.Except(shown.Keys).ShouldBeEmpty($"Show the page in {Page}: a section that names its route, with a picture for each size made by ScreenTests.");
        shown.Keys.Except(routes).ShouldBeEmpty("There is no such page any more.");
        shown.Where(s => !Sizes.All(size => PicturePattern().Matches(s.Value).Any(p => p.Groups["size"].Value == size))).Select(static s => s.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_picture_is_shown_and_all_of_them_are_small()
    {
        var files = Directory.EnumerateFiles(Repo.PathOf(Folder)).ToList();

        files.Select(static f => Path.GetFileName(f)).ShouldBe(PicturePattern().Matches(Repo.Read(Page)).Select(static m => m.Groups["file"].Value), ignoreOrder: true);
        files.Sum(static f => new FileInfo(f).Length).ShouldBeLessThan(MaxFolderSizeBytes);
    }

    [GeneratedRegex("^## [^\n]*: `(?<route>/[^`]*)`\n(?:(?!^## ).*\n?)*", RegexOptions.Multiline)]
    private static partial Regex SectionPattern();

    [GeneratedRegex("^@page \"(?<route>[^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex RoutePattern();

    [GeneratedRegex(@"\(images/pages/(?<file>[a-z-]+-(?<size>desktop|phone)\.png)\)")]
    private static partial Regex PicturePattern();
}
