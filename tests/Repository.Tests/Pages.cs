using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>Reading of the pages under <c>docs/</c> and of the sources they describe.</summary>
internal static partial class Pages
{
    public static IEnumerable<string> All =>
        Repo.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal) && (f.StartsWith("docs/", StringComparison.Ordinal) || !f.Contains('/')));

    /// <summary>Each C# file of the packages, with its text.</summary>
    public static IEnumerable<(string File, string Text)> Sources =>
        Repo.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)).Select(f => (f, Repo.Read(f)));

    /// <summary>The rows of a page's tables, cell by cell, heads and rulers left out.</summary>
    public static IEnumerable<string[]> Rows(string page) => Repo.Read(page).Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries));

    /// <summary>What stands in backquotes.</summary>
    public static IEnumerable<string> Names(string text) => QuotedPattern().Matches(text).Select(m => m.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex QuotedPattern();
}
