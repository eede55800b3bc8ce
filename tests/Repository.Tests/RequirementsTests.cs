using System.Text.RegularExpressions;

namespace Repository.Tests;

public sealed partial class RequirementsTests
{
    private static readonly (int Section, int Lines)[] Sections = [(1, 16), (2, 4), (3, 4), (4, 8), (5, 3)];

    private static readonly List<(string Number, string Test)> Rows =
        [.. RowPattern().Matches(Repo.Read("docs/requirements.md")).Select(m => (m.Groups["number"].Value, m.Groups["test"].Value.Trim()))];

    [Fact]
    public void Every_requirement_has_its_row_once() =>
        Rows.Select(r => r.Number).ShouldBe(Sections.SelectMany(s => Enumerable.Range(1, s.Lines).Select(line => $"{s.Section}.{line}")));

    [Fact]
    public void Every_row_names_a_test_or_is_open() =>
        Rows.Where(r => r.Test != "open" && !NamePattern().IsMatch(r.Test)).ShouldBeEmpty();

    // That they ran and passed is checked by test.sh, which has the results of all projects.
    [Fact]
    public void Every_test_named_exists()
    {
        var tests = TestNames();
        Rows.SelectMany(r => NamePattern().Matches(r.Test)).Select(m => m.Groups["name"].Value).Except(tests).ShouldBeEmpty();
    }

    [Fact]
    public void The_names_of_tests_are_read_from_their_sources() =>
        TestNames().ShouldContain($"{typeof(RequirementsTests).FullName}.{nameof(The_names_of_tests_are_read_from_their_sources)}");

    /// <summary>The full names of all tests, from their sources.</summary>
    internal static HashSet<string> TestNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Repo.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var text = Repo.Read(file);
            var space = NamespacePattern().Match(text).Groups["name"].Value;
            var type = "";
            foreach (Match match in DeclarationPattern().Matches(text))
            {
                if (match.Groups["type"].Success)
                {
                    type = match.Groups["type"].Value;
                }
                else
                {
                    names.Add($"{space}.{type}.{match.Groups["method"].Value}");
                }
            }
        }

        return names;
    }

    [GeneratedRegex(@"^\| *(?<number>\d+\.\d+) *\|.*\|(?<test>[^|]*)\| *$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"`(?<name>[A-Za-z_][\w.]*)`")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    // A class, or a method behind a test attribute (which may stand among other attributes).
    [GeneratedRegex(@"\bclass (?<type>\w+)|\[(?:Fact|Theory|Property|\w+Fact|\w+Theory)\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public [^(\n]*?(?<method>\w+)\(")]
    private static partial Regex DeclarationPattern();
}
