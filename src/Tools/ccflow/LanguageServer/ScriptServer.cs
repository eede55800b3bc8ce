using System.Text.Json.Nodes;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>What each method of the protocol (3.17) does. Not thread-safe: one message at a time.</summary>
/// <param name="pages">Where the pages of diagnostics are; null for nowhere.</param>
/// <param name="log">Where is said what nobody asked about.</param>
/// <param name="workspace">The open texts.</param>
internal sealed class ScriptServer(string? pages, TextWriter log, Workspace workspace)
{
    private const int Warning = 2;

    private readonly Queue<string> _told = new();
    private bool _isInitialized;

    public bool HasExited { get; private set; }

    public bool IsShutDown { get; private set; }

    public JsonNode? Handle(string method, JsonNode? parameters, bool isRequest)
    {
        if (method == "exit")
        {
            HasExited = true;
            return null;
        }

        if (method == "initialize")
        {
            _isInitialized = !_isInitialized ? true : throw new RpcException(RpcException.InvalidRequest, "The server is initialized already.");
            return ServerCapabilities.All();
        }

        if (!_isInitialized || IsShutDown)
        {
            throw IsShutDown
                ? new RpcException(RpcException.InvalidRequest, "The server was shut down.")
                : new RpcException(RpcException.NotInitialized, "The server is not initialized; send 'initialize' first.");
        }

        return isRequest ? Answer(method, parameters) : Notice(method, parameters!);
    }

    /// <summary>What is to be told about the texts that changed, and about what was done with them.</summary>
    public IEnumerable<JsonObject> Publish()
    {
        while (_told.TryDequeue(out var sentence))
        {
            yield return new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "window/showMessage", ["params"] = new JsonObject { ["type"] = Warning, ["message"] = sentence } };
        }

        foreach (var (uri, text) in workspace.TakeChanged())
        {
            if (text is null)
            {
                yield return ProtocolDiagnostics.Notice(uri, null, [], [], pages);
            }
            else if (Workspace.IsContracts(uri))
            {
                ScriptContracts.Parse(text.Source, out var found);
                yield return ProtocolDiagnostics.Notice(uri, text, found, [], pages);
            }
            else if (Read(text) is { } document)
            {
                yield return ProtocolDiagnostics.Notice(uri, text, document.Diagnostics, document.Outline(), pages);
            }
        }
    }

    /// <summary>A script that breaks what reads it must not end the session for the others: it is said on the error stream, which editors show.</summary>
    private ScriptDocument? Read(OpenDocument text)
    {
        try
        {
            return workspace.Document(text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.WriteLine($"{text.Uri} could not be looked at: this is a fault of ccflow; report it with the script. {e}");
            return null;
        }
    }

    private JsonNode? Notice(string method, JsonNode parameters)
    {
        switch (method)
        {
            case "textDocument/didOpen":
                workspace.Open(parameters["textDocument"]!);
                break;
            case "textDocument/didChange":
                workspace.Change(parameters["textDocument"]!, parameters["contentChanges"]!.AsArray());
                break;
            case "textDocument/didClose":
                workspace.Close(parameters["textDocument"]!);
                break;
            case "textDocument/didSave":
                workspace.Touch((string)parameters["textDocument"]!["uri"]!);
                break;
            case "workspace/didChangeWatchedFiles":
                foreach (var change in parameters["changes"]!.AsArray())
                {
                    workspace.Touch((string)change!["uri"]!);
                }

                break;
        }

        return null; // what nobody knows is passed over, as the protocol wants it
    }

    private JsonNode Rename(OpenDocument text, ScriptDocument document, JsonNode parameters)
    {
        var answer = ProtocolAnswers.Rename(document, text.PlaceOf(parameters["position"]!), (string)parameters["newName"]!, workspace.Beside(text.Uri), out var unknown);
        foreach (var sentence in unknown)
        {
            _told.Enqueue(sentence);
        }

        return answer;
    }

    private JsonNode? Answer(string method, JsonNode? parameters)
    {
        if (method == "shutdown")
        {
            IsShutDown = true;
            return null;
        }

        if (!method.StartsWith("textDocument/", StringComparison.Ordinal))
        {
            throw new RpcException(RpcException.MethodNotFound, $"'{method}' is no method of this server.");
        }

        var text = workspace.Get(parameters!["textDocument"]!);
        if (Workspace.IsContracts(text.Uri))
        {
            return null;
        }

        var document = workspace.Document(text);
        return method["textDocument/".Length..] switch
        {
            "completion" => ProtocolAnswers.Completion(document, text.PlaceOf(parameters["position"]!)),
            "hover" => ProtocolAnswers.Hover(document, text.PlaceOf(parameters["position"]!), pages),
            "definition" => ProtocolAnswers.Definition(document, text.PlaceOf(parameters["position"]!)),
            "references" => ProtocolAnswers.References(document, text.PlaceOf(parameters["position"]!)),
            "prepareRename" => ProtocolAnswers.PrepareRename(document, text.PlaceOf(parameters["position"]!)),
            "rename" => Rename(text, document, parameters),
            "documentSymbol" => ProtocolAnswers.Symbols(document),
            "formatting" => ProtocolAnswers.Edits(document.Source, document.Format()),
            "foldingRange" => ProtocolAnswers.Folds(document),
            "codeAction" => ProtocolAnswers.Actions(document, TextRange.Between(text.PlaceOf(parameters["range"]!["start"]!), Math.Max(text.PlaceOf(parameters["range"]!["start"]!), text.PlaceOf(parameters["range"]!["end"]!))), pages),
            _ => throw new RpcException(RpcException.MethodNotFound, $"'{method}' is no method of this server."),
        };
    }
}
