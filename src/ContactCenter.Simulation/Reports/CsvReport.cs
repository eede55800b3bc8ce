using System.Globalization;
using System.Text;

namespace ContactCenter.Simulation;

/// <summary>A result as comma-separated values, one figure a line: scope, name, interval (empty for the whole), figure, value, low, high. Thread-safe.</summary>
public static class CsvReport
{
    /// <summary>All figures.</summary>
    public static string Of(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder("scope,name,interval,figure,value,low,high\n");
        Write(text, "total", result.Total);
        foreach (var queue in result.Queues)
        {
            Write(text, "queue", queue);
        }

        foreach (var type in result.Contacts)
        {
            Write(text, "type", type);
        }

        foreach (var group in result.Groups)
        {
            Write(text, group.Name, "", group);
            foreach (var interval in group.ByInterval)
            {
                Write(text, group.Name, interval.Name, interval);
            }
        }

        return text.ToString();
    }

    /// <summary>A field as it stands in a line: quoted where it must be.</summary>
    internal static string Quote(string field)
    {
        // A spreadsheet would run a field that begins so as a formula.
        var safe = field.Length > 0 && field[0] is '=' or '+' or '-' or '@' ? $"'{field}" : field;
        return safe.AsSpan().IndexOfAny(",\"\n\r") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void Write(StringBuilder text, string scope, Figures figures)
    {
        Write(text, scope, figures.Name, "", figures);
        foreach (var interval in figures.ByInterval)
        {
            Write(text, scope, figures.Name, interval.Name, interval);
        }
    }

    private static void Write(StringBuilder text, string scope, string name, string interval, Figures figures)
    {
        void Add(string figure, Estimate estimate) => Line(text, scope, name, interval, figure, estimate);
        Add("contacts", figures.Arrived);
        Add("served", figures.Served);
        Add("served in time", figures.ServedInTime);
        Add("abandoned", figures.Abandoned);
        Add("refused", figures.Refused);
        Add("service level, all", figures.ServiceLevelBy(ServiceLevelFormula.All));
        Add("service level, without abandons", figures.ServiceLevelBy(ServiceLevelFormula.Served));
        Add("service level, without short abandons", figures.ServiceLevelBy(ServiceLevelFormula.WithoutShortAbandons));
        Add("service level, late abandons", figures.ServiceLevelBy(ServiceLevelFormula.LateAbandons));
        Add("abandoned share", figures.AbandonedShare);
        Add("refused share", figures.RefusedShare);
        Add("speed of answer s", figures.SpeedOfAnswer);
        Add("mean wait s", figures.MeanWait);
        Add("longest wait s", figures.LongestWait);
        Add("mean handling s", figures.MeanHandling);
    }

    private static void Write(StringBuilder text, string name, string interval, GroupFigures group)
    {
        Line(text, "group", name, interval, "at work", group.Staffed);
        Line(text, "group", name, interval, "busy", group.Busy);
        Line(text, "group", name, interval, "occupancy", group.Occupancy);
    }

    private static void Line(StringBuilder text, string scope, string name, string interval, string figure, Estimate estimate)
    {
        static string Write(double value) => double.IsNaN(value) ? "" : value.ToString("0.######", CultureInfo.InvariantCulture);
        text.Append(scope).Append(',').Append(Quote(name)).Append(',').Append(interval).Append(',').Append(Quote(figure)).Append(',')
            .Append(Write(estimate.Value)).Append(',').Append(Write(estimate.Low)).Append(',').Append(Write(estimate.High)).Append('\n');
    }
}
