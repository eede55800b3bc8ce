using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ContactCenter.Desktop.Localization;

/// <summary>
/// What the compiler of scripts says, in another language: a sentence for each code, and a phrase for what the compiler itself puts into the sentences. Thread-safe.
/// </summary>
internal sealed class PhraseBook
{
    private readonly FrozenDictionary<string, CompositeFormat> _sentences;
    private readonly (SentenceForm Form, CompositeFormat Said)[] _phrases;
    private readonly string _and;

    /// <param name="sentences">Sentences by <c>script.CODE</c>.</param>
    /// <param name="phrases">Phrases by how the compiler says them.</param>
    /// <param name="and">The word before the last of a list.</param>
    public PhraseBook(IReadOnlyDictionary<string, string> sentences, IReadOnlyDictionary<string, string> phrases, string and)
    {
        _sentences = sentences.ToFrozenDictionary(static one => one.Key, static one => CompositeFormat.Parse(one.Value), StringComparer.Ordinal);
        _phrases = [.. phrases.Select(static one => (Form: new SentenceForm(Small(one.Key)), CompositeFormat.Parse(one.Value))).OrderByDescending(static one => one.Form.Letters)];
        _and = and;
    }

    /// <summary>What the compiler says under a code; null when there is no sentence, or it speaks of more than was given.</summary>
    public string? Say(string code, IEnumerable<string> values, CultureInfo culture)
    {
        var said = Said(values);
        return _sentences.TryGetValue($"script.{code}", out var sentence) && sentence.MinimumArgumentCount <= said.Length ? Fill(sentence, said, culture) : null;
    }

    /// <summary>A phrase of the compiler's, whether it begins a sentence or not; null when it is not known.</summary>
    public string? Find(string words, CultureInfo culture)
    {
        var small = Small(words);
        foreach (var (form, said) in _phrases)
        {
            if (form.Match(small) is { } values)
            {
                return Fill(said, Said(values), culture);
            }
        }

        return null;
    }

    /// <summary>Names as the compiler lists them: <c>a, b and c</c>, each between apostrophes or none.</summary>
    public string List(string names)
    {
        var last = names.LastIndexOf(" and ", StringComparison.Ordinal);
        var listed = last < 0 ? names : $"{names[..last].TrimEnd(',')} {_and} {names[(last + 5)..]}";
        var said = new StringBuilder(listed.Length);
        var isOpen = false;
        foreach (var c in listed)
        {
            said.Append(c != '\'' ? c : (isOpen = !isOpen) ? '“' : '”');
        }

        return said.ToString();
    }

    /// <summary>By its text: a parsed form without holes would be given back as it is written, doubled braces and all.</summary>
    private static string Fill(CompositeFormat form, object?[] values, CultureInfo culture) => string.Format(culture, form.Format, values);

    private object?[] Said(IEnumerable<string> values) => [.. values.Select(value => new SaidValue(value, this))];

    /// <summary>The compiler's types begin a sentence or stand in its middle.</summary>
    private static string Small(string words) => words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];
}
