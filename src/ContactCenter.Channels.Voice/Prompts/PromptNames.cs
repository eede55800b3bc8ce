using System.Buffers;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Which names of recordings and languages may become part of a path: none that leads anywhere else.</summary>
internal static class PromptNames
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> OfName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
    private static readonly SearchValues<char> OfLanguage = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(OfName);

    public static bool IsLanguage(string? language) =>
        language is { Length: > 0 and <= 35 } && char.IsAsciiLetterOrDigit(language[0]) && !language.AsSpan().ContainsAnyExcept(OfLanguage);

    /// <summary>The language, then what is left without its last part, such as <c>it-IT</c> and <c>it</c>; none of what is no language.</summary>
    public static IEnumerable<string> Fallbacks(string language)
    {
        if (!IsLanguage(language))
        {
            yield break;
        }

        for (var left = language; left.Length > 0; left = left.LastIndexOf('-') is > 0 and var at ? left[..at] : "")
        {
            yield return left;
        }
    }
}
