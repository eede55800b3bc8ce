using System.Reflection;
using System.Text.RegularExpressions;
using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>The page of proofs names tests there are, and every number its tests carry.</summary>
public sealed partial class ProofPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Examples.Root, "docs/scripting/proofs.md"));

    [Fact]
    public void Each_test_of_state_machines_has_its_row_with_its_numbers()
    {
        var code = File.ReadAllText(Path.Combine(Examples.Root, "tests/ContactCenter.Scripting.Tests/Proofs/ScxmlTests.cs"));
        var rows = Row().Matches(Page).Select(static row => (Numbers: row.Groups["numbers"].Value.Split(", "), Tests: row.Groups["tests"].Value)).ToList();
        var tests = typeof(ScxmlTests).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(static method => method.Name).ToList();
        rows.Count.ShouldBeGreaterThan(20);
        Named().Matches(string.Concat(rows.Select(static row => row.Tests))).Select(static name => name.Groups["name"].Value).Order(StringComparer.Ordinal).ShouldBe(tests.Order(StringComparer.Ordinal));
        foreach (Match test in Numbered().Matches(code))
        {
            foreach (var number in test.Groups["numbers"].Value.Split(':')[0].Split(", "))
            {
                rows.ShouldContain(row => row.Numbers.Contains(number) && row.Tests.Contains(test.Groups["name"].Value, StringComparison.Ordinal), $"{number}: {test.Groups["name"].Value}");
            }
        }
    }

    [GeneratedRegex(@"^\| (?<numbers>\d+a?(, \d+)*) \| [^|]+ \| (?<tests>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z_]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\[(Fact|Theory)\] // (?<numbers>[\d, a]+?)(:[^\n]*)?\n(\s*\[InlineData[^\n]*\n)*\s*public void (?<name>\w+)")]
    private static partial Regex Numbered();
}
