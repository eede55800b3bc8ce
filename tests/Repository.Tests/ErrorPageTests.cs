using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary><c>docs/errors.md</c> and the codes in the sources are the same.</summary>
public sealed partial class ErrorPageTests
{
    private const string Page = "docs/errors.md";
    private const string Refusals = "src/ContactCenter.Routing/Commands/RouterRefusal.cs";

    [Fact]
    public void The_page_explains_every_code_there_is_and_no_other() =>
        Explained().Order(StringComparer.Ordinal).ShouldBe(Used().Select(u => u.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_has_one_row() =>
        Explained().GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void No_two_packages_give_one_code_their_own_meaning() =>
        Used().GroupBy(u => u.Code)
            .Select(g => (Code: g.Key, Packages: g.Select(u => u.Package).Distinct().ToList()))
            .Where(c => c.Packages.Count > 1)
            .Select(c => $"{c.Code}: {string.Join(", ", c.Packages)}")
            .ShouldBeEmpty("A code says one thing and belongs to one package; take the next free number of the package.");

    [Fact]
    public void Each_refusal_of_the_router_is_named_by_its_code()
    {
        var rows = Pages.Rows(Page).Where(r => CodePattern().IsMatch(r[0])).ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);
        foreach (var (code, name) in RouterCodes())
        {
            rows.ShouldContainKey(code);
            rows[code].ShouldStartWith($"`{name}`", Case.Sensitive, $"{code} is {name}: refusals are numbered in the order of the enum, so new ones go to its end.");
        }
    }

    private static IEnumerable<string> Explained() => Pages.Rows(Page).Select(r => r[0]).Where(c => CodePattern().IsMatch(c));

    private static List<(string Package, string Code)> Used() =>
    [
        .. Pages.Sources.SelectMany(s => LiteralPattern().Matches(s.Text).Select(m => (s.File.Split('/')[1], m.Groups["code"].Value))),
        .. RouterCodes().Select(c => ("ContactCenter.Routing", c.Code)),
    ];

    /// <summary>CC14 and the refusal's place in its enum; the first, Repeated, is no failure and has no code.</summary>
    private static List<(string Code, string Name)> RouterCodes()
    {
        var body = EnumPattern().Match(Repo.Read(Refusals)).Groups["body"].Value;
        var names = MemberPattern().Matches(body).Select(m => m.Groups["name"].Value).ToList();
        names.Count.ShouldBeGreaterThan(1);
        return [.. names.Select((name, i) => ($"CC14{i:00}", name)).Skip(1)];
    }

    [GeneratedRegex(@"^CC\d{4}$")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"""(?<code>CC\d{4})""")]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"enum RouterRefusalCode\s*\{(?<body>[^}]*)\}")]
    private static partial Regex EnumPattern();

    [GeneratedRegex(@"^\s*(?<name>[A-Z]\w+),", RegexOptions.Multiline)]
    private static partial Regex MemberPattern();
}
