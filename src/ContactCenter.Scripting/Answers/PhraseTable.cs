using System.Collections.Frozen;

namespace ContactCenter.Scripting.Answers;

/// <summary>Phrases of one or more words and what each means; the longest that stands somewhere is found.</summary>
internal sealed class PhraseTable<T>
{
    private readonly FrozenDictionary<string, T> _phrases;
    private readonly int _maxWords;

    /// <param name="phrases">Lists of spellings, see <see cref="Spellings"/>; of two that are the same the first counts.</param>
    public PhraseTable(IEnumerable<(string Spellings, T Meaning)> phrases)
    {
        var all = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (spellings, meaning) in phrases)
        {
            foreach (var spelling in Spellings.Of(spellings))
            {
                var words = Tokenizer.Words(spelling).ToList();
                if (words.Count > 0)
                {
                    _maxWords = Math.Max(_maxWords, words.Count);
                    all.TryAdd(string.Join(' ', words), meaning);
                }
            }
        }

        _phrases = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Takes the longest phrase that stands at a place.</summary>
    /// <param name="tokens">The answer.</param>
    /// <param name="at">The place; behind the phrase when there is one.</param>
    /// <param name="meaning">What it means.</param>
    public bool TryTake(TokenList tokens, ref int at, out T meaning)
    {
        for (var count = Math.Min(_maxWords, tokens.Count - at); count > 0; count--)
        {
            if (_phrases.TryGetValue(tokens.Join(at, count), out meaning!))
            {
                at += count;
                return true;
            }
        }

        meaning = default!;
        return false;
    }

    /// <summary>How many of the folded words at a place are the longest phrase there; 0 for none.</summary>
    public int LengthAt(string[] words, int at)
    {
        var count = Math.Min(_maxWords, words.Length - at);
        while (count > 0 && !_phrases.ContainsKey(string.Join(' ', words, at, count)))
        {
            count--;
        }

        return count;
    }

    /// <summary>Whether a folded word is one of the phrases.</summary>
    public bool Has(string word) => _phrases.ContainsKey(word);

    /// <summary>Whether one of the phrases stands at a place.</summary>
    public bool Skip(TokenList tokens, ref int at) => TryTake(tokens, ref at, out _);
}

/// <summary>Lists of spellings: bars part them, brackets hold the endings of one stem.</summary>
internal static class Spellings
{
    public static IEnumerable<string> Of(string list)
    {
        for (var start = 0; start < list.Length;)
        {
            var (end, open) = (start, -1);
            for (; end < list.Length && (list[end] != '|' || open >= 0); end++)
            {
                open = list[end] == '(' ? end : list[end] == ')' ? -1 : open;
            }

            var spelling = list[start..end];
            start = end + 1;
            var bracket = spelling.IndexOf('(', StringComparison.Ordinal);
            if (bracket < 0)
            {
                yield return spelling;
                continue;
            }

            foreach (var ending in spelling[(bracket + 1)..spelling.IndexOf(')', StringComparison.Ordinal)].Split('|'))
            {
                yield return spelling[..bracket] + ending;
            }
        }
    }

    /// <summary>Pairs of a number and its spellings: <c>25=...</c>.</summary>
    public static IEnumerable<(string Spellings, decimal Number)> Numbered(IEnumerable<string> rows) => rows.Select(static row =>
    {
        var equals = row.IndexOf('=', StringComparison.Ordinal);
        return (row[(equals + 1)..], decimal.Parse(row.AsSpan(0, equals).TrimEnd('*'), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture));
    });
}
