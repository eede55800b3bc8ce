using System.Text.Json.Nodes;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>The texts the client has open, and what scripts rely on: the open text of that name, or else the file beside the script.</summary>
internal sealed class Workspace
{
    private const long LargestBytes = 16 * 1024 * 1024;
    private const string Contracts = ".contracts";

    private readonly Dictionary<string, OpenDocument> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stale = new(StringComparer.Ordinal); // of the documents
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    public void Open(JsonNode text)
    {
        var uri = (string)text["uri"]!;
        _open[uri] = new OpenDocument(uri, (string)text["text"]!) { Version = (int?)text["version"] };
        Touch(uri);
    }

    public void Change(JsonNode text, JsonArray changes)
    {
        var open = Get(text);
        foreach (var change in changes)
        {
            open.Change(change!);
        }

        open.Version = (int?)text["version"];
        Touch(open.Uri);
    }

    public void Close(JsonNode text)
    {
        var uri = Get(text).Uri;
        _open.Remove(uri);
        Touch(uri);
        _documents.Remove(uri);
    }

    /// <summary>A file was changed, by the client or by somebody else.</summary>
    public void Touch(string uri)
    {
        _changed.Add(uri);
        _stale.Add(uri);
        if (IsContracts(uri))
        {
            foreach (var script in _open.Keys.Where(other => !IsContracts(other) && ContractsOf(other) == uri))
            {
                _changed.Add(script);
                _stale.Add(script);
            }
        }
    }

    public OpenDocument Get(JsonNode text) => _open.GetValueOrDefault((string)text["uri"]!)
        ?? throw new RpcException(RpcException.InvalidParams, $"'{(string?)text["uri"]}' is not open.");

    public ScriptDocument Document(OpenDocument text)
    {
        var isStale = _stale.Remove(text.Uri);
        if (!_documents.TryGetValue(text.Uri, out var document))
        {
            _documents[text.Uri] = document = new ScriptDocument(text.Source, Beside(text.Uri));
        }
        else if (isStale)
        {
            _documents[text.Uri] = document = document.Changed(text.Source, Beside(text.Uri));
        }

        return document;
    }

    /// <summary>Texts whose diagnostics are others than those told; null where the text was closed.</summary>
    public IEnumerable<(string Uri, OpenDocument? Text)> TakeChanged()
    {
        var changed = _changed.Select(uri => (uri, _open.GetValueOrDefault(uri))).ToArray();
        _changed.Clear();
        return changed;
    }

    public static bool IsContracts(string uri) => uri.EndsWith(Contracts, StringComparison.Ordinal);

    private SourceText? Beside(string script)
    {
        var uri = ContractsOf(script);
        if (_open.TryGetValue(uri, out var open))
        {
            return open.Source;
        }

        try
        {
            return System.Uri.TryCreate(uri, UriKind.Absolute, out var known) && known.IsFile && new FileInfo(known.LocalPath) is { Exists: true, Length: < LargestBytes }
                ? new SourceText(uri, File.ReadAllText(known.LocalPath))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null; // as if it were not there
        }
    }

    private static string ContractsOf(string script) => script.LastIndexOf('.') is > 0 and var dot && dot > script.LastIndexOf('/') ? script[..dot] + Contracts : script + Contracts;
}
