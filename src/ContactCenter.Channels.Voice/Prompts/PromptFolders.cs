using System.Text.Json;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>
/// The folders with recordings, read at their construction: which languages there are and which recording says which text. The recordings themselves are looked up when
/// they are asked for, so that one can be added while the center runs. Thread-safe.
/// </summary>
internal sealed class PromptFolders
{
    private const string MusicFolder = "music";
    private const int MaxTextsBytes = 4 << 20;

    private readonly List<LanguageFolder> _languages = [];
    private readonly string[] _music;

    public PromptFolders(IEnumerable<KeyValuePair<string, string>> folders, Action<string, Exception> unreadable)
    {
        string[] roots = [.. folders.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => Path.GetFullPath(f.Value)).Where(Directory.Exists)];
        _music = [.. roots.Select(static r => Path.Combine(r, MusicFolder)).Where(Directory.Exists)];
        foreach (var folder in roots.SelectMany(static r => Directory.GetDirectories(r).Order(StringComparer.Ordinal)))
        {
            var language = Path.GetFileName(folder);
            if (language != MusicFolder && PromptNames.IsLanguage(language))
            {
                _languages.Add(new LanguageFolder(language, folder, Texts(Path.Combine(folder, "texts.json"), unreadable)));
            }
        }
    }

    /// <summary>The file of a recording: in the language, in what it falls back to, in any; null where there is none.</summary>
    public string? Recording(string name, string language) =>
        PromptNames.IsName(name) ? InOrder(language).Select(f => File(f.Path, name)).FirstOrDefault(static f => f is not null) : null;

    /// <summary>The file that says a text word for word, in the language or what it falls back to; null where there is none.</summary>
    public string? OfText(string text, string language)
    {
        foreach (var folder in Matching(language))
        {
            if (folder.Texts.TryGetValue(text, out var name) && File(folder.Path, name) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    public string? Music(string name) =>
        PromptNames.IsName(name) ? _music.Select(f => File(f, name)).FirstOrDefault(static f => f is not null) : null;

    private static string? File(string folder, string name)
    {
        var file = Path.Combine(folder, name + ".wav");
        return System.IO.File.Exists(file) ? file : null;
    }

    private static Dictionary<string, string> Texts(string file, Action<string, Exception> unreadable)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (!System.IO.File.Exists(file))
            {
                return texts;
            }

            using var stream = System.IO.File.OpenRead(file);
            if (stream.Length > MaxTextsBytes)
            {
                throw new InvalidDataException($"The file has {stream.Length} bytes; {MaxTextsBytes} are read at most.");
            }

            using var json = JsonDocument.Parse(stream);
            foreach (var text in json.RootElement.EnumerateObject())
            {
                var name = text.Value.GetString();
                texts[text.Name.Trim()] = PromptNames.IsName(name) ? name! : throw new InvalidDataException($"'{name}' is no name of a recording.");
            }

            return texts;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or InvalidOperationException)
        {
            unreadable(file, exception);
            return texts;
        }
    }

    private IEnumerable<LanguageFolder> Matching(string language) =>
        PromptNames.Fallbacks(language).SelectMany(l => _languages.Where(f => string.Equals(f.Language, l, StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<LanguageFolder> InOrder(string language) => Matching(language).Concat(_languages).Distinct();

    private sealed record LanguageFolder(string Language, string Path, Dictionary<string, string> Texts);
}
