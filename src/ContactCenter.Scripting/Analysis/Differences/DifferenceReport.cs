using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactCenter.Scripting.Analysis;

namespace ContactCenter.Scripting;

/// <summary>Differences for people and for tools.</summary>
public static class DifferenceReport
{
    /// <summary>Lines for people, step by step.</summary>
    public static string ToText(ScriptDifferences differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var text = new StringBuilder();
        var count = differences.All.Length;
        text.Append(CultureInfo.InvariantCulture, $"{differences.Script} v{differences.From} to v{differences.To}: {(count == 0 ? "no difference" : count == 1 ? "1 difference" : $"{count} differences")}.\n");
        string? step = null;
        foreach (var one in differences.All)
        {
            if (one.Step != step)
            {
                text.Append('\n').Append(one.Step.Length == 0 ? "the whole script" : $"step {one.Step}").Append('\n');
                step = one.Step;
            }

            text.Append("  ").Append(Sentence(one)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same as JSON; the form is in <c>docs/scripting/tools.md</c>.</summary>
    public static string ToJson(ScriptDifferences differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("script", differences.Script);
            json.WriteNumber("from", differences.From);
            json.WriteNumber("to", differences.To);
            json.WriteStartArray("differences");
            foreach (var one in differences.All)
            {
                json.WriteStartObject();
                json.WriteString("kind", one.Kind.ToString().ToLowerInvariant());
                json.WriteString("step", one.Step);
                json.WriteString("subject", one.Subject);
                json.WriteString("line", one.Line);
                json.WriteNumber("lineNumber", one.LineNumber);
                json.WriteString("before", one.Before);
                json.WriteString("after", one.After);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n";
    }

    private static string Sentence(ScriptDifference one)
    {
        var isWholeLine = one.Line.Length > 0 && one is { Before.Length: 0, After.Length: 0 };
        var of = one.Line.Length == 0 || isWholeLine ? "" : $" of '{ShortLine.Of(one.Line)}'";
        var at = one.LineNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $" (line {one.LineNumber})") : "";
        var text = one.Kind switch
        {
            ScriptDifferenceKind.Added => isWholeLine ? $"{one.Subject} added: {one.Line}" : $"{one.Subject} added{of}{(one.After.Length > 0 && one.After != one.Subject ? ": " + one.After : "")}",
            ScriptDifferenceKind.Removed => isWholeLine ? $"{one.Subject} removed: {one.Line}" : $"{one.Subject} removed{of}{(one.Before.Length > 0 && one.Before != one.Subject ? ": " + one.Before : "")}",
            ScriptDifferenceKind.Moved => $"{one.Subject} moved{(one.Before.Length > 0 ? " from " + one.Before : "")}{(one.Line.Length > 0 ? ": " + one.Line : "")}",
            ScriptDifferenceKind.Renamed => $"{one.Subject} renamed, was {one.Before}",
            _ => $"{one.Subject}{of}: {one.Before} became {one.After}",
        };
        return text + at;
    }
}
