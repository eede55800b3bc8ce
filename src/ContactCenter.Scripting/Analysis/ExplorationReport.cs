using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactCenter.Scripting.Analysis;

namespace ContactCenter.Scripting;

/// <summary>An exploration for people and for tools.</summary>
public static class ExplorationReport
{
    /// <summary>Lines for people: of each path the lines at which something is chosen.</summary>
    public static string ToText(ScriptExploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{exploration.Script} v{exploration.Version}: {(exploration.HasMorePaths ? "more than " : "")}{exploration.Paths} {(exploration.Paths == 1 ? "path" : "paths")}.\n");
        foreach (var ending in exploration.Endings)
        {
            Write(text, ending);
        }

        WriteMissing(text, "outcome", exploration.OutcomesNotReached, exploration.IsComplete);
        WriteMissing(text, "step", exploration.StepsNotReached, exploration.IsComplete);
        if (!exploration.IsComplete)
        {
            text.Append("\nThere is more than was looked at; raise the bound on places.\n");
        }

        return text.ToString();
    }

    /// <summary>The same as JSON, with every line of each path; the form is in <c>docs/scripting/tools.md</c>.</summary>
    public static string ToJson(ScriptExploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("script", exploration.Script);
            json.WriteNumber("version", exploration.Version);
            json.WriteNumber("paths", exploration.Paths);
            json.WriteBoolean("morePaths", exploration.HasMorePaths);
            json.WriteBoolean("complete", exploration.IsComplete);
            WriteNames(json, "outcomesNotReached", exploration.OutcomesNotReached);
            WriteNames(json, "stepsNotReached", exploration.StepsNotReached);
            json.WriteStartArray("endings");
            foreach (var ending in exploration.Endings)
            {
                Write(json, ending);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n";
    }

    private static void Write(StringBuilder text, ExploredEnding ending)
    {
        text.Append('\n').Append(ending.Kind switch
        {
            ExploredEndingKind.Outcome => $"end {ending.Outcome}",
            ExploredEndingKind.WithoutOutcome => "end without an outcome",
            _ => "a person takes over",
        });
        text.Append(CultureInfo.InvariantCulture, $", by {ending.Path.Length} {(ending.Path.Length == 1 ? "line" : "lines")}:\n");
        var steps = ending.Path.Max(static turn => turn.Step.Length);
        foreach (var turn in ending.Path.Where(static turn => turn.Chosen.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {turn.Line,4}  {turn.Step.PadRight(steps)}  {ShortLine.Of(turn.Statement)}: {(turn.IsFailure ? "! " : "")}{turn.Chosen}\n");
        }
    }

    private static void WriteMissing(StringBuilder text, string what, IReadOnlyCollection<string> names, bool isComplete)
    {
        if (names.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{(names.Count == 1 ? what : what + "s")} not reached{(isComplete ? "" : " within the bound")}: {string.Join(", ", names)}\n");
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ExploredEnding ending)
    {
        json.WriteStartObject();
        json.WriteString("kind", ending.Kind switch { ExploredEndingKind.Outcome => "outcome", ExploredEndingKind.WithoutOutcome => "withoutOutcome", _ => "person" });
        if (ending.Outcome.Length > 0)
        {
            json.WriteString("outcome", ending.Outcome);
        }

        json.WriteStartArray("path");
        foreach (var turn in ending.Path)
        {
            json.WriteStartObject();
            json.WriteString("step", turn.Step);
            json.WriteNumber("line", turn.Line);
            json.WriteString("statement", turn.Statement);
            if (turn.Chosen.Length > 0)
            {
                json.WriteString("chosen", turn.Chosen);
                json.WriteBoolean("failure", turn.IsFailure);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
