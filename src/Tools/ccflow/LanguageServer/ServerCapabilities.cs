using System.Text.Json.Nodes;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>What the server can do.</summary>
internal static class ServerCapabilities
{
    private const int Incremental = 2;

    public static JsonObject All() => new()
    {
        ["serverInfo"] = new JsonObject { ["name"] = "ccflow" },
        ["capabilities"] = new JsonObject
        {
            ["positionEncoding"] = "utf-16",
            ["textDocumentSync"] = new JsonObject { ["openClose"] = true, ["change"] = Incremental, ["save"] = true },
            ["completionProvider"] = new JsonObject { ["triggerCharacters"] = new JsonArray(".", "{", ">", ",", " ") },
            ["hoverProvider"] = true,
            ["definitionProvider"] = true,
            ["referencesProvider"] = true,
            ["renameProvider"] = new JsonObject { ["prepareProvider"] = true },
            ["documentSymbolProvider"] = true,
            ["documentFormattingProvider"] = true,
            ["foldingRangeProvider"] = true,
            ["codeActionProvider"] = new JsonObject { ["codeActionKinds"] = new JsonArray("quickfix") },
        },
    };
}
