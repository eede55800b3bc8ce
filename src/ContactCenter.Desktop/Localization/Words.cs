using System.Globalization;

namespace ContactCenter.Desktop.Localization;

/// <summary>Every visible word, in the person's language. English where the language is not known.</summary>
internal sealed class Words
{
    /// <summary>Languages by their two letters.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Languages { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
        {
            ["en"] = English.Words,
            ["it"] = Italian.Words,
        };

    /// <summary>What the compiler of scripts says, by language; English is what it speaks itself.</summary>
    public static IReadOnlyDictionary<string, PhraseBook> Compilers { get; } =
        new Dictionary<string, PhraseBook>(StringComparer.Ordinal) { ["it"] = new PhraseBook(ItalianDiagnostics.Sentences, ItalianPhrases.Phrases, "e") };

    private IReadOnlyDictionary<string, string> _words = English.Words;

    /// <summary>What the compiler of scripts says in the person's language; null when that is English.</summary>
    public PhraseBook? Compiler { get; private set; }

    /// <summary>For dates and numbers.</summary>
    public CultureInfo Culture { get; private set; } = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The text of <paramref name="key"/>; the key itself when it is missing, which a test excludes.</summary>
    public string this[string key] => _words.GetValueOrDefault(key, key);

    /// <summary>The text of <paramref name="key"/> with its places filled in.</summary>
    public string Say(string key, params ReadOnlySpan<object?> values) => string.Format(Culture, this[key], values);

    /// <summary>The text of <paramref name="key"/>, or null when there is none: for keys made from open vocabularies.</summary>
    public string? Find(string key) => _words.GetValueOrDefault(key);

    public void Speak(string culture)
    {
        Culture = CultureInfo.GetCultureInfo(Choose([culture]));
        _words = Languages[Culture.TwoLetterISOLanguageName];
        Compiler = Compilers.GetValueOrDefault(Culture.TwoLetterISOLanguageName);
    }

    /// <summary>The first of the person's cultures that is spoken here.</summary>
    public static string Choose(IEnumerable<string?> cultures)
    {
        foreach (var name in cultures)
        {
            if (name is { Length: >= 2 and <= 16 } && Languages.ContainsKey(name[..2]) && IsCulture(name))
            {
                return name;
            }
        }

        return "en-GB";
    }

    private static bool IsCulture(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true).TwoLetterISOLanguageName == name[..2];
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
