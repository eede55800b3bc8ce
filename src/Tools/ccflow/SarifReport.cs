using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>Diagnostics as SARIF 2.1.0 (OASIS, sections in the comments).</summary>
internal static class SarifReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<SourceDiagnostics> checks)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json);
            json.WriteString("columnKind", "utf16CodeUnits"); // 3.14.17
            json.WriteStartArray("results");
            foreach (var check in checks)
            {
                foreach (var diagnostic in check.Diagnostics)
                {
                    Result(json, check.Source, diagnostic);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Tool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ccflow");
        json.WriteString("semanticVersion", Version());
        json.WriteStartArray("rules"); // 3.19.23
        foreach (var code in DiagnosticCodes.All)
        {
            json.WriteStartObject();
            json.WriteString("id", code.Id);
            Message(json, "shortDescription", code.Title);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(code.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, SourceText source, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code.Id);
        json.WriteNumber("ruleIndex", DiagnosticCodes.All.IndexOf(diagnostic.Code));
        json.WriteString("level", Level(diagnostic.Severity));
        Message(json, "message", diagnostic.Path.IsEmpty ? diagnostic.Message : $"{diagnostic.Message} By way of {string.Join(" → ", diagnostic.Path)}.");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        Artifact(json, source);
        Region(json, "region", source, diagnostic.Range);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (diagnostic.Fix is { } fix)
        {
            Fix(json, source, fix);
        }

        json.WriteEndObject();
    }

    /// <summary>3.55.</summary>
    private static void Fix(Utf8JsonWriter json, SourceText source, DiagnosticFix fix)
    {
        json.WriteStartArray("fixes");
        json.WriteStartObject();
        Message(json, "description", fix.Title);
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        Artifact(json, source);
        json.WriteStartArray("replacements");
        foreach (var edit in fix.Edits)
        {
            json.WriteStartObject();
            Region(json, "deletedRegion", source, edit.Range);
            Message(json, "insertedContent", edit.NewText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Artifact(Utf8JsonWriter json, SourceText source)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', source.Name.Split('/', '\\').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
    }

    /// <summary>3.30; lines and columns count from 1, and the end column is behind the last character.</summary>
    private static void Region(Utf8JsonWriter json, string name, SourceText source, TextRange range)
    {
        var (from, to) = (source.PositionOf(range.Start), source.PositionOf(range.End));
        json.WriteStartObject(name);
        json.WriteNumber("startLine", from.Line);
        json.WriteNumber("startColumn", from.Column);
        json.WriteNumber("endLine", to.Line);
        json.WriteNumber("endColumn", to.Column);
        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    private static string Version() => typeof(SarifReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
