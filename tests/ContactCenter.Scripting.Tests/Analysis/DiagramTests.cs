using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ContactCenter.Scripting.Tests.Analysis;

public sealed partial class DiagramTests
{
    private const string Figures = """
        {"scripts":[{"script":"gas-emergency","version":3,"runs":1000,
        "outcomes":[{"outcome":"dispatched","runs":700},{"outcome":"lost","runs":90}],
        "steps":[{"step":"hello","entered":1000,"droppedOff":25},{"step":"where","entered":900,"droppedOff":0}],
        "moves":[{"from":"hello","to":"where","failure":false,"count":900},{"from":"hello","to":"pass-on","failure":true,"count":50},{"from":"where","to":"end dispatched","failure":false,"count":700}]}]}
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("gas")]
    [InlineData("clinic")]
    [InlineData("lead")]
    public void Every_step_and_outcome_is_a_node_with_its_title(string name)
    {
        var sample = Sample.Read(name);
        var program = sample.Compile();
        var svg = Draw(sample);
        (svg.Name, svg.Attribute("role")!.Value).ShouldBe((Svg + "svg", "img"));
        var titles = svg.Descendants(Svg + "g").Where(static group => group.Element(Svg + "rect") is not null).Select(static group => group.Element(Svg + "title")!.Value).ToList();
        foreach (var step in program.Tables.Steps.Where(static step => !step.Name.Contains('.', StringComparison.Ordinal)))
        {
            titles.ShouldContain(step.Title.Length > 0 ? $"{step.Title} ({step.Name})" : step.Name);
        }

        foreach (var outcome in program.Outcomes)
        {
            titles.ShouldContain(outcome);
        }

        svg.Attribute("aria-labelledby")!.Value.Split(' ').ShouldAllBe(id => svg.Descendants().Any(element => (string?)element.Attribute("id") == id));
    }

    [Fact]
    public void Failures_are_dashed_and_say_what_fails()
    {
        var sample = Sample.Read("gas");
        var text = ScriptDiagram.Of(sample.Source, sample.Contracts).ToMermaid();
        text.ShouldContain("-.->|\"silent 2#215;<br/>alert.ambulance fails\"| n3");
        text.ShouldContain("-->|\"Nessun odore, manca il gas<br/>otherwise\"| n2");
        var svg = Draw(sample);
        svg.Descendants(Svg + "path").Count(static path => (string?)path.Attribute("class") == "wire failure").ShouldBe(4);
        svg.Descendants(Svg + "style").Single().Value.ShouldContain(".failure { stroke: var(--bad); stroke-dasharray");
    }

    [Fact]
    public void What_authors_write_is_shown_and_never_obeyed()
    {
        const string Title = "</text><script>alert(1)</script> & ]]> 'x' \u202E\u0001\uFFFF -->";
        var sample = Sample.Of($"script demo v1, texts en, for chat, outcomes done\n  step a \"{Title}\"\n    ask more \"Which?\"\n      1 x \"<b>&amp; \\\"\" -> b\n      2 y \"end\\n\" -> b\n  step b\n    -> end done\n".Replace("\\\"", "", StringComparison.Ordinal).Replace("\\n", "", StringComparison.Ordinal));
        var svg = Draw(sample);
        svg.Descendants().Select(static element => element.Name.LocalName).Distinct().ShouldNotContain("script");
        svg.Descendants(Svg + "title").Select(static title => title.Value).ShouldContain(Title.Replace('\u0001', '\uFFFD').Replace('\uFFFF', '\uFFFD') + " (a)");
        var mermaid = ScriptDiagram.Of(sample.Source, sample.Contracts).ToMermaid();
        mermaid.Split('\n').Where(static line => line.Contains("n1[", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldMatch("^  n1\\[\"[^\"<>]*<br/>a\"\\]$");
    }

    [Fact]
    public void Figures_are_drawn_on_nodes_and_arrows()
    {
        var sample = Sample.Read("gas");
        var svg = Draw(sample, Figures);
        var texts = svg.Descendants(Svg + "text").Select(static text => text.Value).ToList();
        texts.ShouldContain("1,000 came, 25 dropped off (2.5 %)");
        texts.ShouldContain("700 (70 %)");
        texts.ShouldContain("900 (90 %)");
        texts.ShouldContain("50 (5 %)");
        texts.ShouldContain("none came");
        svg.Descendants(Svg + "rect").Count(static rect => (string?)rect.Attribute("class") == "dropped").ShouldBe(1);
        ScriptDiagram.Of(sample.Source, sample.Contracts, Figures).ToMermaid().ShouldContain("|\"700 (78 %)\"|");
    }

    [Theory]
    [InlineData("[]", "no figures of scripts")]
    [InlineData("{\"scripts\":[{}]}", "no figures of scripts")]
    [InlineData("{\"scripts\":[{\"script\":\"gas-emergency\",\"version\":3,\"runs\":-1}]}", "'runs' is below 0")]
    [InlineData("{\"scripts\":[{\"script\":\"gas-emergency\",\"version\":2}]}", "nothing of gas-emergency v3")]
    public void Figures_that_are_none_are_told(string figures, string says) =>
        Should.Throw<FormatException>(() => Draw(Sample.Read("gas"), figures)).Message.ShouldContain(says);

    [Fact]
    public void A_script_too_large_for_a_picture_is_told_and_has_mermaid()
    {
        var steps = string.Concat(Enumerable.Range(0, 800).Select(static i => $"  step s{i}\n    ask a{i}: yes/no \"More?\", silence 5s -> last, wrong 2 times -> last\n    -> {(i < 799 ? $"s{i + 1}" : "last")}\n"));
        var sample = Sample.Of($"script demo v1, texts en, for chat, outcomes done\n{steps}  step last\n    -> end done\n");
        var diagram = ScriptDiagram.Of(sample.Source, sample.Contracts);
        Should.Throw<InvalidOperationException>(diagram.ToSvg).Message.ShouldContain("Mermaid");
        EdgePattern().Count(diagram.ToMermaid()).ShouldBe(1 + 799 + 1 + 800 + 1);
    }

    private static XElement Draw(Sample sample, string? figures = null) => XDocument.Parse(ScriptDiagram.Of(sample.Source, sample.Contracts, figures).ToSvg()).Root!;

    [GeneratedRegex("-->|-\\.->")]
    private static partial Regex EdgePattern();
}
