using System.Globalization;
using System.Net;
using System.Text;

namespace ContactCenter.Simulation;

/// <summary>A result as one HTML file that needs nothing else: tables, and pictures as SVG inside. Thread-safe.</summary>
public static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #1d2529; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #d8dee2; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; } th { color: #48555c; font-weight: 600; }
        .kept { color: #1d6b43; } .broken { color: #a32f16; } svg { max-width: 100%; height: auto; } summary { cursor: pointer; margin: .5rem 0; }
        """;

    /// <summary>The report.</summary>
    public static string Of(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var html = new StringBuilder();
        var name = WebUtility.HtmlEncode(result.Scenario.Name);
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{name}</title>\n<style>\n{Style}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{name}</h1>\n<p>{result.Days} simulated days of {result.Scenario.Length.TotalHours:0.##} hours, seed {result.Seed}. Figures with ± are intervals of {result.Confidence * 100:0.##} % confidence over the days.</p>\n<ul>\n");
        foreach (var queue in result.Queues)
        {
            var verdict = TextReport.Verdict(queue);
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"{(verdict == "kept" ? "kept" : "broken")}\">{WebUtility.HtmlEncode(queue.Name)} promises {queue.Goal}: {Text.Percent(queue.ServiceLevel)}, {verdict}.</li>\n");
        }

        html.Append("</ul>\n<h2>Contacts</h2>\n");
        Table(html, ResultTables.Contacts(result));
        html.Append("<h2>Agents</h2>\n");
        Table(html, ResultTables.Groups(result));
        html.Append("<h2>By interval</h2>\n");
        if (result.Scenario.IntervalCount > 1)
        {
            foreach (var picture in new[] { ResultPictures.ServiceLevel(result), ResultPictures.Agents(result), ResultPictures.Waits(result) })
            {
                html.Append("<figure role=\"img\" aria-label=\"").Append(WebUtility.HtmlEncode(picture.Title)).Append("\">").Append(Inline(picture.ToSvg())).Append("</figure>\n");
            }
        }

        foreach (var queue in result.Queues)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details><summary>Queue {WebUtility.HtmlEncode(queue.Name)}</summary>\n");
            Table(html, ResultTables.Intervals(queue));
            html.Append("</details>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    /// <summary>The element alone, without the declaration of an XML file.</summary>
    private static string Inline(string svg) => svg[Math.Max(0, svg.IndexOf("<svg", StringComparison.Ordinal))..];

    private static void Table(StringBuilder html, (string[] Head, List<string[]> Rows) table)
    {
        html.Append("<div class=\"scroll\"><table><thead><tr>");
        foreach (var title in table.Head)
        {
            html.Append("<th>").Append(WebUtility.HtmlEncode(title)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select(static cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }
}
