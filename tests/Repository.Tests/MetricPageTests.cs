using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary><c>docs/metrics.md</c> and the instruments, tags and spans in the sources are the same.</summary>
public sealed partial class MetricPageTests
{
    private const string Page = "docs/metrics.md";

    [Fact]
    public void The_page_lists_every_instrument_there_is_and_no_other() =>
        Pages.Rows(Page).SelectMany(r => Pages.Names(r[0])).Where(n => n.StartsWith("contactcenter.", StringComparison.Ordinal) && n != "contactcenter.message.id")
            .Order(StringComparer.Ordinal)
            .ShouldBe(Instruments().Select(i => i.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_instrument_has_its_unit_on_the_page()
    {
        var units = Pages.Rows(Page).ToLookup(r => r[0].Trim('`'), r => r.Length > 2 ? r[2].Trim('`') : "");
        foreach (var (name, unit) in Instruments())
        {
            units[name].ShouldBe([unit], name);
        }
    }

    [Fact]
    public void The_page_names_every_tag_and_every_span()
    {
        var names = Pages.Rows(Page).SelectMany(r => r.SelectMany(Pages.Names)).ToHashSet(StringComparer.Ordinal);
        var tags = Pages.Sources.Where(s => s.File.EndsWith("Metrics.cs", StringComparison.Ordinal)).SelectMany(s => TagPattern().Matches(s.Text));
        var spans = Pages.Sources.SelectMany(s => SpanPattern().Matches(s.Text));

        var used = tags.Concat(spans).Select(m => m.Groups["name"].Value).Distinct().ToList();
        used.Count.ShouldBeGreaterThan(10);
        used.Where(n => !names.Contains(n)).ShouldBeEmpty($"Not on {Page}.");
    }

    private static List<(string Name, string Unit)> Instruments()
    {
        var found = Pages.Sources.SelectMany(s => InstrumentPattern().Matches(s.Text)).Select(m => (m.Groups["name"].Value, m.Groups["unit"].Value)).ToList();
        found.Count.ShouldBe(Pages.Sources.Sum(s => CallPattern().Count(s.Text)), "An instrument whose name is no literal at its creation.");
        return found;
    }

    [GeneratedRegex(@"\.Create(?:Histogram|Counter|UpDownCounter|Gauge|ObservableGauge|ObservableCounter|ObservableUpDownCounter)(?:<\w+>)?\(\s*""(?<name>[^""]+)"",\s*""(?<unit>[^""]+)""")]
    private static partial Regex InstrumentPattern();

    [GeneratedRegex(@"\.Create(?:Histogram|Counter|UpDownCounter|Gauge|ObservableGauge|ObservableCounter|ObservableUpDownCounter)(?:<\w+>)?\(")]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"(?:new(?: KeyValuePair<string, object\?>)?\(|\{ )""(?<name>[a-z]+)"",")]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"(?:Tracing\.Start|StartActivity|SetTag)\(""(?<name>[^""]+)""")]
    private static partial Regex SpanPattern();
}
