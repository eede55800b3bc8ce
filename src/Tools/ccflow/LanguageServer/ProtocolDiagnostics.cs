using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>Diagnostics as the protocol has them.</summary>
internal static class ProtocolDiagnostics
{
    /// <param name="uri">The text.</param>
    /// <param name="text">The text while it is open; null when it was closed, and nothing is wrong with it any more.</param>
    /// <param name="found">What is wrong.</param>
    /// <param name="steps">The script's steps, for the ways to what is wrong.</param>
    /// <param name="pages">Where the pages are.</param>
    public static JsonObject Notice(string uri, OpenDocument? text, ImmutableArray<Diagnostic> found, ImmutableArray<ScriptOutline> steps, string? pages)
    {
        var parameters = new JsonObject { ["uri"] = uri, ["diagnostics"] = new JsonArray([.. found.Select(one => (JsonNode)Of(text!.Source, one, steps, pages))]) };
        if (text?.Version is { } version)
        {
            parameters["version"] = version;
        }

        return new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "textDocument/publishDiagnostics", ["params"] = parameters };
    }

    public static JsonObject Of(SourceText source, Diagnostic found, ImmutableArray<ScriptOutline> steps, string? pages)
    {
        var made = new JsonObject
        {
            ["range"] = OpenDocument.Range(source, found.Range),
            ["severity"] = found.Severity switch { DiagnosticSeverity.Error => 1, DiagnosticSeverity.Warning => 2, _ => 4 },
            ["code"] = found.Code.Id,
            ["source"] = "ccflow",
            ["message"] = found.Message,
        };
        if (PageOf(found.Code, pages) is { } page)
        {
            made["codeDescription"] = new JsonObject { ["href"] = page };
        }

        var way = found.Path.Select(step => Related(source, steps, step)).OfType<JsonNode>().ToArray();
        if (way.Length > 0)
        {
            made["relatedInformation"] = new JsonArray(way);
        }

        return made;
    }

    public static string? PageOf(DiagnosticCode code, string? pages) => pages is null ? null : $"{pages.TrimEnd('/')}/{code.Id}.md";

    /// <summary>A step of the way by which a run comes to it.</summary>
    private static JsonObject? Related(SourceText source, ImmutableArray<ScriptOutline> steps, string step) => steps.FirstOrDefault(known => known.Name == step) is { } known
        ? new JsonObject
        {
            ["location"] = new JsonObject { ["uri"] = source.Name, ["range"] = OpenDocument.Range(source, known.NameRange) },
            ["message"] = $"by way of {step}",
        }
        : null;
}
