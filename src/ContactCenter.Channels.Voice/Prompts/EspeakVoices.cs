using System.Buffers;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Which voice speaks a language.</summary>
internal static class EspeakVoices
{
    private static readonly SearchValues<char> OfName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+_-");

    /// <summary>Whether it may be given to the program: no path, no option.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= 40 } && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(OfName);

    /// <summary>The languages in what <c>--voices</c> prints, lower case.</summary>
    public static HashSet<string> Languages(string table) =>
    [
        .. table.Split('\n').Skip(1)
            .Select(static row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static row => row.Length > 3 && IsName(row[1]))
            .Select(static row => row[1].ToLowerInvariant()),
    ];

    /// <summary>The voice that is configured for the language or what it falls back to, otherwise the language's own; null for no language.</summary>
    public static string? Of(string language, IReadOnlyDictionary<string, string> configured, HashSet<string> languages)
    {
        string[] names = [.. PromptNames.Fallbacks(language)];
        foreach (var name in names)
        {
            var voice = configured.FirstOrDefault(v => string.Equals(v.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
            if (IsName(voice))
            {
                return voice;
            }
        }

        // Languages such as en are understood without standing in the table.
        return names.Select(static n => n.ToLowerInvariant()).FirstOrDefault(languages.Contains) ?? names.LastOrDefault()?.ToLowerInvariant();
    }
}
