using System.Globalization;
using System.Text;

namespace ContactCenter.Simulation;

/// <summary>A result as plain text for a terminal. Thread-safe.</summary>
public static class TextReport
{
    /// <summary>The figures of queues and groups, and of each queue interval by interval.</summary>
    /// <param name="result">What was simulated.</param>
    /// <param name="intervals">Whether intervals are shown.</param>
    public static string Of(SimulationResult result, bool intervals = true)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.Scenario.Name}: {result.Days} days from seed {result.Seed}, intervals of {result.Confidence * 100:0.##} % confidence\n\n");
        var (head, rows) = ResultTables.Contacts(result);
        text.Append(Text.Table(head, rows)).Append('\n');
        foreach (var queue in result.Queues)
        {
            text.Append(CultureInfo.InvariantCulture, $"queue {queue.Name} promises {queue.Goal}: {Text.Percent(queue.ServiceLevel)}, {Verdict(queue)}\n");
        }

        (head, rows) = ResultTables.Groups(result);
        text.Append('\n').Append(Text.Table(head, rows));
        if (intervals && result.Scenario.IntervalCount > 1)
        {
            foreach (var queue in result.Queues)
            {
                (head, rows) = ResultTables.Intervals(queue);
                text.Append('\n').Append("queue ").Append(queue.Name).Append('\n').Append(Text.Table(head, rows));
            }
        }

        return text.ToString();
    }

    internal static string Verdict(Figures queue) => queue.ServiceLevel switch
    {
        { Value: double.NaN } => "nobody came",
        var level when level.Low >= queue.Goal.Target => "kept",
        var level when level.High < queue.Goal.Target => "not kept",
        _ => "not certain; simulate more days",
    };
}
