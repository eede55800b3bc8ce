using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>Answers about a script, as the protocol has them.</summary>
internal static class ProtocolAnswers
{
    private const int Interface = 11;
    private const int Field = 8;
    private const int Method = 6;

    public static JsonNode Completion(ScriptDocument document, int at) => Array(document.CompletionsAt(at), completion => new JsonObject
    {
        ["label"] = completion.Text,
        ["kind"] = KindOf(completion.Kind),
        ["detail"] = completion.Detail,
        ["textEdit"] = Edit(document.Source, new TextEdit(completion.Replaces, completion.Text)),
    });

    public static JsonNode? Hover(ScriptDocument document, int at, string? pages)
    {
        if (document.HoverAt(at) is not { } hover)
        {
            return null;
        }

        var links = document.Diagnostics.Where(found => found.Range.Start <= at && at <= found.Range.End)
            .Select(found => ProtocolDiagnostics.PageOf(found.Code, pages)).OfType<string>().Distinct(StringComparer.Ordinal).Select(static page => $"\n\n[{page}]({page})");
        return new JsonObject
        {
            ["contents"] = new JsonObject { ["kind"] = "markdown", ["value"] = hover.Markdown + string.Concat(links) },
            ["range"] = OpenDocument.Range(document.Source, hover.Range),
        };
    }

    public static JsonNode? Definition(ScriptDocument document, int at) => document.DefinitionAt(at) is { } place ? Location(place.Source, place.Range) : null;

    public static JsonNode References(ScriptDocument document, int at) => Array(document.ReferencesAt(at), range => Location(document.Source, range));

    public static JsonNode? PrepareRename(ScriptDocument document, int at) => document.RenamableAt(at) is { } range ? OpenDocument.Range(document.Source, range) : null;

    /// <param name="document">The script.</param>
    /// <param name="at">The place.</param>
    /// <param name="name">The new name.</param>
    /// <param name="companions">The files that belong to it, which change with it.</param>
    /// <param name="unknown">What was left as it is, in sentences.</param>
    public static JsonNode Rename(ScriptDocument document, int at, string name, ScriptCompanions companions, out ImmutableArray<string> unknown)
    {
        var rename = document.RenameAt(at, name, companions);
        unknown = rename.Unknown;
        if (rename.Refusal is { } refusal)
        {
            throw new RpcException(RpcException.Failed, refusal);
        }

        var changes = new JsonObject { [document.Source.Name] = Edits(document.Source, rename.Edits) };
        foreach (var file in rename.Companions)
        {
            changes[file.Source.Name] = Edits(file.Source, file.Edits);
        }

        return new JsonObject { ["changes"] = changes };
    }

    public static JsonNode Symbols(ScriptDocument document) => Array(document.Outline(), outline => Symbol(document.Source, outline));

    public static JsonNode Folds(ScriptDocument document) => Array(document.Folds(), static fold => new JsonObject { ["startLine"] = fold.FirstLine - 1, ["endLine"] = fold.LastLine - 1 });

    public static JsonNode Edits(SourceText source, ImmutableArray<TextEdit> edits) => Array(edits, edit => Edit(source, edit));

    public static JsonNode Actions(ScriptDocument document, TextRange range, string? pages) => Array(
        [.. document.Diagnostics.Where(found => found.Fix is not null && found.Range.Start <= range.End && range.Start <= found.Range.End)],
        found => new JsonObject
        {
            ["title"] = found.Fix!.Title,
            ["kind"] = "quickfix",
            ["diagnostics"] = new JsonArray(ProtocolDiagnostics.Of(document.Source, found, document.Outline(), pages)),
            ["isPreferred"] = true,
            ["edit"] = Changes(document.Source, found.Fix.Edits),
        });

    private static JsonObject Symbol(SourceText source, ScriptOutline outline) => new()
    {
        ["name"] = outline.Name,
        ["detail"] = outline.Detail,
        ["kind"] = outline.Kind switch { "step" => Interface, "ask" => Field, _ => Method },
        ["range"] = OpenDocument.Range(source, outline.Range),
        ["selectionRange"] = OpenDocument.Range(source, outline.NameRange),
        ["children"] = Array(outline.Children, child => Symbol(source, child)),
    };

    private static JsonObject Changes(SourceText source, ImmutableArray<TextEdit> edits) => new() { ["changes"] = new JsonObject { [source.Name] = Edits(source, edits) } };

    private static JsonObject Edit(SourceText source, TextEdit edit) => new() { ["range"] = OpenDocument.Range(source, edit.Range), ["newText"] = edit.NewText };

    private static JsonObject Location(SourceText source, TextRange range) => new() { ["uri"] = source.Name, ["range"] = OpenDocument.Range(source, range) };

    private static JsonArray Array<T>(ImmutableArray<T> items, Func<T, JsonNode> of) => new([.. items.Select(of)]);

    private static int KindOf(ScriptCompletionKind kind) => kind switch
    {
        ScriptCompletionKind.Keyword => 14,
        ScriptCompletionKind.Step => 18,
        ScriptCompletionKind.Slot => 6,
        ScriptCompletionKind.Outcome => 20,
        ScriptCompletionKind.Action => 3,
        ScriptCompletionKind.Field => 5,
        ScriptCompletionKind.Choice => 12,
        ScriptCompletionKind.Type => 25,
        _ => 1,
    };
}
