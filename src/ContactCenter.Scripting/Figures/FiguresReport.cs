using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactCenter.Scripting;

/// <summary>Figures for people and for tools.</summary>
public static class FiguresReport
{
    /// <summary>The figures as JSON, as <see cref="ScriptDiagram"/> takes them; the form is in <c>docs/scripting/tools.md</c>.</summary>
    public static string ToJson(IEnumerable<ScriptVersionFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Each(json, "scripts", figures, Write);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n";
    }

    /// <summary>The figures in lines: outcomes, steps with drop-off and time, questions that were not understood, deviations.</summary>
    public static string ToText(IEnumerable<ScriptVersionFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var text = new StringBuilder();
        foreach (var one in figures)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"{one.Script} v{one.Version} ({one.Hash[..8]}): {one.Runs} runs, {one.Ended} over{(one.Adherence is { } share ? $", {Percent(share)} as the script says" : "")}\n");
            Table(text, ["outcome", "runs", "share"], [.. one.Outcomes.Select(outcome => Row(outcome.Outcome, outcome.Runs, one.Ended)), .. Others(one)]);
            Table(text, ["step", "came", "dropped off", "share", "median", "p95"], [.. one.Steps.Select(static step => (string[])
                [step.Step, Number(step.Entered), Number(step.DroppedOff), step.Entered == 0 ? "" : Percent((double)step.DroppedOff / step.Entered), Time(step.Time, step.Time.Median), Time(step.Time, step.Time.P95)])]);
            Table(text, ["way from a line", "", "runs", "median", "p95"], [.. one.Branches.Select(static branch => (string[])
                [branch.Statement, branch.Way, Number(branch.Time.Count), Time(branch.Time, branch.Time.Median), Time(branch.Time, branch.Time.P95)])]);
            Table(text, ["question", "asked", "answered", "silent", "wrong"], [.. one.Questions.Select(static question => (string[])
                [question.Statement, Number(question.Asked), Number(question.Answered), Number(question.Silences), Number(question.Wrong)])]);
            Table(text, ["deviation", "from", "to", "times", "reason"], [.. one.Deviations.Select(static deviation => (string[])
                [deviation.Kind, deviation.Step, deviation.Target, Number(deviation.Count), deviation.Reason.ReplaceLineEndings(" ")])]);
        }

        return text.ToString();
    }

    private static IEnumerable<string[]> Others(ScriptVersionFigures one) =>
        new[] { ("(without outcome)", one.WithoutOutcome) }.Concat(one.Faults.Select(static fault => ($"(stopped: {fault.Key})", fault.Value)))
            .Where(static other => other.Item2 > 0).Select(other => Row(other.Item1, other.Item2, one.Ended));

    private static string[] Row(string name, long count, long whole) => [name, Number(count), whole == 0 ? "" : Percent((double)count / whole)];

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Time(DurationFigures figures, TimeSpan time) => figures.Count == 0 ? "" : time.TotalMinutes < 1
        ? time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s"
        : time.TotalHours < 1 ? time.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture) + " min" : time.TotalHours.ToString("0.0", CultureInfo.InvariantCulture) + " h";

    private static void Table(StringBuilder text, string[] head, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var widths = head.Select((name, column) => rows.Max(row => row[column].Length) is var widest && widest > name.Length ? widest : name.Length).ToArray();
        text.Append('\n');
        foreach (var row in rows.Prepend(head))
        {
            text.Append("  ").Append(string.Join("  ", row.Select((cell, column) => column + 1 == row.Length ? cell : cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }
    }

    private static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ScriptVersionFigures one)
    {
        json.WriteString("script", one.Script);
        json.WriteNumber("version", one.Version);
        json.WriteString("hash", one.Hash);
        json.WriteNumber("runs", one.Runs);
        json.WriteNumber("cameByUpgrade", one.CameByUpgrade);
        json.WriteNumber("wentByUpgrade", one.WentByUpgrade);
        json.WriteNumber("ended", one.Ended);
        json.WriteNumber("withoutOutcome", one.WithoutOutcome);
        if (one.Adherence is { } adherence)
        {
            json.WriteNumber("adherence", Math.Round(adherence, 4));
        }

        Each(json, "outcomes", one.Outcomes, static (to, outcome) =>
        {
            to.WriteString("outcome", outcome.Outcome);
            to.WriteNumber("runs", outcome.Runs);
        });
        Each(json, "faults", one.Faults, static (to, fault) =>
        {
            to.WriteString("fault", fault.Key.ToString());
            to.WriteNumber("runs", fault.Value);
        });
        Each(json, "steps", one.Steps, static (to, step) =>
        {
            to.WriteString("step", step.Step);
            to.WriteNumber("entered", step.Entered);
            to.WriteNumber("droppedOff", step.DroppedOff);
            Write(to, step.Time);
        });
        Each(json, "moves", one.Moves, static (to, move) =>
        {
            to.WriteString("from", move.From);
            to.WriteString("to", move.To);
            to.WriteBoolean("failure", move.IsFailure);
            to.WriteNumber("count", move.Count);
        });
        Each(json, "branches", one.Branches, static (to, branch) =>
        {
            to.WriteString("statement", branch.Statement);
            to.WriteString("way", branch.Way);
            Write(to, branch.Time);
        });
        Each(json, "questions", one.Questions, static (to, question) =>
        {
            to.WriteString("statement", question.Statement);
            to.WriteNumber("asked", question.Asked);
            to.WriteNumber("answered", question.Answered);
            to.WriteNumber("silences", question.Silences);
            to.WriteNumber("wrong", question.Wrong);
        });
        Each(json, "deviations", one.Deviations, static (to, deviation) =>
        {
            to.WriteString("kind", deviation.Kind);
            to.WriteString("step", deviation.Step);
            to.WriteString("target", deviation.Target);
            to.WriteString("reason", deviation.Reason);
            to.WriteNumber("count", deviation.Count);
        });
    }

    private static void Write(Utf8JsonWriter json, DurationFigures time)
    {
        json.WriteNumber("timed", time.Count);
        json.WriteNumber("medianMs", (long)time.Median.TotalMilliseconds);
        json.WriteNumber("p95Ms", (long)time.P95.TotalMilliseconds);
    }
}
