using System.Globalization;
using ScottPlot;

namespace ContactCenter.Simulation;

/// <summary>Pictures of a result, interval by interval. Thread-safe.</summary>
public static class ResultPictures
{
    private static readonly Color[] Colors = [Color.FromHex("#1f6fb4"), Color.FromHex("#c4571b"), Color.FromHex("#2b8a57"), Color.FromHex("#7a4fa3"), Color.FromHex("#8a6d1a"), Color.FromHex("#5b6770")];
    private static readonly Color Quiet = Color.FromHex("#5b6770");
    private static readonly string? Font = new[] { "Open Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "DejaVu Sans", "Arial" }.FirstOrDefault(SkiaSharp.SKFontManager.Default.FontFamilies.Contains);

    /// <summary>The service level of each queue with its interval, and the targets.</summary>
    public static Picture ServiceLevel(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var plot = NewPlot("Service level", "% served in time", result);
        for (var i = 0; i < result.Queues.Length; i++)
        {
            var queue = result.Queues[i];
            var line = AddLine(plot, [.. queue.ByInterval.Select(static interval => interval.ServiceLevel)], 100, Colors[i % Colors.Length], $"{queue.Name}: {queue.Goal}");
            line.MarkerSize = 5;
            plot.Add.HorizontalLine(queue.Goal.Target * 100, 1, Colors[i % Colors.Length].WithAlpha(0.6)); // solid: dashes are lost in SVG
        }

        plot.Axes.SetLimitsY(0, 105);
        return Finish(plot, "Service level", Alignment.LowerRight);
    }

    /// <summary>Agents at work and busy, and the contacts that come.</summary>
    public static Picture Agents(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var plot = NewPlot("Agents and contacts", "agents", result);
        var bars = plot.Add.Bars(result.Total.ByInterval
            .Select(static (interval, i) => new Bar { Position = i, Value = interval.Arrived.Value, Size = 0.8, FillColor = Quiet.WithAlpha(0.22), LineWidth = 0 })
            .ToArray());
        bars.LegendText = "contacts (right)";
        bars.Axes.YAxis = plot.Axes.Right;
        (plot.Axes.Right.Label.Text, plot.Axes.Right.Label.FontSize) = ("contacts", 13);
        for (var i = 0; i < result.Groups.Length; i++)
        {
            var group = result.Groups[i];
            var present = AddLine(plot, [.. group.ByInterval.Select(static interval => interval.Staffed)], 1, Colors[i % Colors.Length].WithAlpha(0.75), $"{group.Name}, at work");
            (present.MarkerSize, present.LineWidth) = (0, 3);
            var busy = AddLine(plot, [.. group.ByInterval.Select(static interval => interval.Busy)], 1, Colors[i % Colors.Length], $"{group.Name}, busy");
            (busy.MarkerSize, busy.LineWidth) = (5, 1.2f);
        }

        var most = result.Groups.SelectMany(static group => group.ByInterval).Select(static interval => interval.Staffed.Value).DefaultIfEmpty(1).Max();
        plot.Axes.SetLimitsY(0, Math.Max(1, most * 1.25));
        plot.Axes.SetLimitsY(0, Math.Max(1, result.Total.ByInterval.Max(static interval => interval.Arrived.Value) * 1.25), plot.Axes.Right);
        return Finish(plot, "Agents and contacts", Alignment.UpperRight);
    }

    /// <summary>The mean wait of the served and the share of customers who leave.</summary>
    public static Picture Waits(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var plot = NewPlot("Speed of answer", "seconds", result);
        for (var i = 0; i < result.Queues.Length; i++)
        {
            AddLine(plot, [.. result.Queues[i].ByInterval.Select(static interval => interval.SpeedOfAnswer)], 1, Colors[i % Colors.Length], result.Queues[i].Name).MarkerSize = 5;
        }

        var highest = result.Queues.SelectMany(static queue => queue.ByInterval).Select(static interval => interval.SpeedOfAnswer.High).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        plot.Axes.SetLimitsY(0, Math.Max(1, highest * 1.1));
        return Finish(plot, "Speed of answer", Alignment.UpperRight);
    }

    private static Plot NewPlot(string title, string unit, SimulationResult result)
    {
        var plot = new Plot();
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"{title}: {result.Scenario.Name}, {result.Days} days"), 15);
        plot.YLabel(unit, 13);
        var count = result.Scenario.IntervalCount;
        var step = Math.Max(1, (int)Math.Ceiling(count / 16.0));
        var shown = Enumerable.Range(0, count).Where(i => i % step == 0).ToArray();
        plot.Axes.Bottom.SetTicks([.. shown.Select(static i => (double)i)], [.. shown.Select(result.IntervalName)]);
        plot.Axes.SetLimitsX(-0.6, count - 0.4);
        plot.Grid.MajorLineColor = Quiet.WithAlpha(0.15);
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }

    /// <summary>A line through the estimates, in a band of their intervals. Intervals without contacts are left out.</summary>
    private static ScottPlot.Plottables.Scatter AddLine(Plot plot, Estimate[] estimates, double scale, Color color, string name)
    {
        var known = Enumerable.Range(0, estimates.Length).Where(i => !double.IsNaN(estimates[i].Value)).ToArray();
        var xs = Array.ConvertAll(known, static i => (double)i);
        if (known.Length > 0 && known.All(i => !double.IsNaN(estimates[i].HalfWidth)))
        {
            var band = plot.Add.FillY(xs, Array.ConvertAll(known, i => Math.Max(0, estimates[i].Low) * scale), Array.ConvertAll(known, i => estimates[i].High * scale));
            (band.FillColor, band.LineWidth) = (color.WithAlpha(0.18), 0);
            band.MarkerSize = 0;
        }

        var line = plot.Add.Scatter(xs, Array.ConvertAll(known, i => estimates[i].Value * scale), color);
        (line.LineWidth, line.LegendText) = (2, name);
        return line;
    }

    private static Picture Finish(Plot plot, string title, Alignment legend)
    {
        plot.ShowLegend(legend);
        plot.Legend.FontSize = 12;
        if (Font is not null)
        {
            plot.Font.Set(Font); // otherwise whatever the machine takes first, which may be a serif face
        }

        return new Picture(plot, title);
    }
}
