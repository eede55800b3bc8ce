using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow.LanguageServer;

/// <summary>The texts the client has open, and what scripts rely on: the open text of that name, or else the file beside the script.</summary>
/// <param name="read">Reads a script with what it relies on, from what was read of it before, if anything was.</param>
internal sealed class Workspace(Func<ScriptDocument?, SourceText, SourceText?, ScriptDocument> read)
{
    private const long LargestBytes = 16 * 1024 * 1024;
    private const string Contracts = ".contracts";
    private const string Map = ".upgrade";

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
        if (!_documents.TryGetValue(text.Uri, out var document) || _stale.Contains(text.Uri))
        {
            _documents[text.Uri] = document = read(document, text.Source, ContractsBeside(text.Uri));
            _stale.Remove(text.Uri);
        }

        return document;
    }

    /// <summary>As scripts are read where nothing is put in between.</summary>
    public static ScriptDocument Read(ScriptDocument? before, SourceText source, SourceText? contracts) => before?.Changed(source, contracts) ?? new ScriptDocument(source, contracts);

    /// <summary>Texts whose diagnostics are others than those told; null where the text was closed.</summary>
    public IEnumerable<(string Uri, OpenDocument? Text)> TakeChanged()
    {
        var changed = _changed.Select(uri => (uri, _open.GetValueOrDefault(uri))).ToArray();
        _changed.Clear();
        return changed;
    }

    /// <summary>What belongs to a script: open texts, or else the files beside it. Read anew each time, since nobody tells of their changes.</summary>
    /// <exception cref="RpcException">One cannot be read.</exception>
    public ScriptCompanions Beside(string script)
    {
        if (!System.Uri.TryCreate(script, UriKind.Absolute, out var known) || !known.IsFile)
        {
            return ScriptCompanions.None;
        }

        try
        {
            var (folder, name) = (Path.GetDirectoryName(known.LocalPath)!, Path.GetFileNameWithoutExtension(known.LocalPath));
            var open = _open.Values.Where(static text => System.Uri.TryCreate(text.Uri, UriKind.Absolute, out var at) && at.IsFile)
                .ToDictionary(static text => new System.Uri(text.Uri).LocalPath, static text => text.Source, StringComparer.Ordinal);
            var files = Directory.GetFiles(folder, name + ".*").Union(open.Keys.Where(file => Path.GetDirectoryName(file) == folder)).Order(StringComparer.Ordinal)
                .Where(file => Path.GetFileName(file).StartsWith(name + ".", StringComparison.Ordinal)).ToList();
            SourceText Read(string file) => open.GetValueOrDefault(file) ?? new SourceText(UriOf(script, file), TextFile.Read(file));
            return new ScriptCompanions
            {
                Texts = [.. files.Where(static file => file.EndsWith(SideFiles.Extension, StringComparison.Ordinal)).Select(file => ScriptTexts.Parse(Read(file)))],
                Conversations = [.. files.Where(file => Path.GetFileName(file) == name + TestedScript.Extension).Select(file => ConversationFile.Parse(Read(file)))],
                Maps = [.. files.Where(file => Path.GetFileName(file) == name + Map).Select(Read)],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ToolException)
        {
            throw new RpcException(RpcException.Failed, $"The files beside the script name what is in it, and cannot be changed with it: {e.Message}");
        }
    }

    public static bool IsContracts(string uri) => uri.EndsWith(Contracts, StringComparison.Ordinal);

    private SourceText? ContractsBeside(string script)
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

    /// <summary>A file beside a script, by the name the editor has for their folder.</summary>
    private static string UriOf(string script, string file) => script[..(script.LastIndexOf('/') + 1)] + System.Uri.EscapeDataString(Path.GetFileName(file));

    private static string ContractsOf(string script) => script.LastIndexOf('.') is > 0 and var dot && dot > script.LastIndexOf('/') ? script[..dot] + Contracts : script + Contracts;
}
