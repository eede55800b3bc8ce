using System.Xml.Linq;

namespace ContactCenter.Simulation.Tests.Reports;

public sealed class ReportTests
{
    private static readonly SimulationResult Result = Simulator.Run(
        Policies.PolicyTestTests.Center(14) with { Name = "Monday <script>" }, new SimulationOptions { Days = 5 });

    [Fact]
    public void The_text_has_every_formula_and_every_interval()
    {
        var text = TextReport.Of(Result);
        text.ShouldContain("queue faults promises 80 % in 20 s (All)");
        foreach (var word in new[] { "service level", "without abandons", "late abandons", "occupancy", "08:00", "11:30" })
        {
            text.ShouldContain(word);
        }

        TextReport.Of(Result, intervals: false).ShouldNotContain("11:30");
    }

    [Fact]
    public void The_values_can_be_read_back()
    {
        var lines = CsvReport.Of(Result).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => Fields(line) != 7).ShouldBeEmpty();
        var level = lines.Single(line => line.StartsWith("queue,faults,,\"service level, all\",", StringComparison.Ordinal)).Split("\",")[1].Split(',');
        double.Parse(level[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Result.Queue("faults").ServiceLevel.Value, 1e-6);
        lines.Count(line => line.StartsWith("group,team,", StringComparison.Ordinal)).ShouldBe(3 * 9);
        CsvReport.Quote("=1+1").ShouldBe("'=1+1");
        CsvReport.Quote("a,\"b\"").ShouldBe("\"a,\"\"b\"\"\"");
    }

    [Fact]
    public void The_html_is_one_file_that_runs_nothing_and_asks_for_nothing()
    {
        var html = HtmlReport.Of(Result);
        html.ShouldContain("Monday &lt;script&gt;");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("src=\"http");
        html.ShouldNotContain("@import");
        html.Split("<svg").Length.ShouldBe(4);
        html.ShouldEndWith("</html>\n");
    }

    [Fact]
    public void Pictures_are_valid_and_not_empty()
    {
        foreach (var picture in new[] { ResultPictures.ServiceLevel(Result), ResultPictures.Agents(Result), ResultPictures.Waits(Result) })
        {
            XDocument.Parse(picture.ToSvg()).Descendants().Count().ShouldBeGreaterThan(20);
            var png = picture.ToPng(600, 300);
            png[1..4].ShouldBe("PNG"u8.ToArray());
            (png[16] << 24 | png[17] << 16 | png[18] << 8 | png[19]).ShouldBe(600);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => ResultPictures.Waits(Result).ToPng(5, 100_000));
    }

    [Fact]
    public void Nobody_came_and_one_day_leave_no_figure_that_is_none()
    {
        var empty = Policies.PolicyTestTests.Center(3);
        empty = empty with { Contacts = [empty.Contacts[0] with { Arrivals = new Arrivals.Poisson(0) }] };
        var result = Simulator.Run(empty, new SimulationOptions { Days = 1 });
        TextReport.Of(result).ShouldContain("nobody came");
        (TextReport.Of(result) + CsvReport.Of(result) + HtmlReport.Of(result)).ShouldNotContain("NaN");
    }

    private static int Fields(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\"[^\"]*\"", "").Count(static letter => letter == ',') + 1;
}
