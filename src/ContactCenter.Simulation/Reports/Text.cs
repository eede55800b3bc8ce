using System.Globalization;
using System.Text;

namespace ContactCenter.Simulation;

/// <summary>How figures are written in reports, and columns that stand under one another.</summary>
internal static class Text
{
    public static string Number(double value, string format = "0.0") => double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);

    public static string Percent(double value) => double.IsNaN(value) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0} %");

    public static string Number(Estimate estimate, string format = "0.0") =>
        double.IsNaN(estimate.HalfWidth) ? Number(estimate.Value, format) : $"{Number(estimate.Value, format)} ± {Number(estimate.HalfWidth, format)}";

    public static string Percent(Estimate estimate) =>
        double.IsNaN(estimate.HalfWidth) ? Percent(estimate.Value) : string.Create(CultureInfo.InvariantCulture, $"{estimate.Value * 100:0.0} ± {estimate.HalfWidth * 100:0.0} %");

    /// <summary>The first column to the left, the others to the right.</summary>
    public static string Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = head.Select((title, column) => Math.Max(title.Length, rows.Count == 0 ? 0 : rows.Max(row => row[column].Length))).ToArray();
        var text = new StringBuilder();
        void Line(IReadOnlyList<string> cells)
        {
            var line = string.Join("  ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }

        Line(head);
        Line([.. widths.Select(static width => new string('-', width))]);
        foreach (var row in rows)
        {
            Line(row);
        }

        return text.ToString();
    }
}
