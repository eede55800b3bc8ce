using System.Collections.Frozen;
using ContactCenter.Scripting.Languages;

namespace ContactCenter.Scripting.Answers;

/// <summary>A number word.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Multiplies">Whether it multiplies what stands before: hundred.</param>
internal readonly record struct NumberAtom(long Value, bool Multiplies);

/// <summary>The number words of a language.</summary>
internal static class NumberAtoms
{
    private const int LongestWord = 80;

    public static FrozenDictionary<string, NumberAtom> Of(LanguageNumbers numbers)
    {
        var atoms = new Dictionary<string, NumberAtom>(StringComparer.Ordinal);
        foreach (var row in numbers.More)
        {
            var multiplies = row.Contains('*', StringComparison.Ordinal);
            foreach (var (spellings, value) in Spellings.Numbered([row]))
            {
                foreach (var spelling in Spellings.Of(spellings))
                {
                    Add(atoms, spelling, (long)value, multiplies);
                }
            }
        }

        AddAll(atoms, numbers.Units, static i => i);
        AddAll(atoms, numbers.Feminine, static i => i + 1);
        AddAll(atoms, numbers.Neuter, static i => i + 1);
        AddAll(atoms, numbers.Tens, static i => (i + 2) * 10);
        AddAll(atoms, numbers.Hundreds, static i => (i + 1) * 100);
        var unit = 1L;
        foreach (var scale in numbers.Scales)
        {
            unit *= 1000;
            foreach (var form in new[] { scale.One, scale.Few, scale.Many, scale.Other })
            {
                Add(atoms, form, unit);
            }
        }

        return atoms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Cuts a word into number words, the longest first where there is a choice; null when it is not made of them. In linear time.</summary>
    public static NumberAtom[]? Split(string word, FrozenDictionary<string, NumberAtom> atoms, int longest)
    {
        if (word.Length is < 5 or > LongestWord)
        {
            return null;
        }

        var lookup = atoms.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<int> lengths = stackalloc int[word.Length + 1];
        for (var at = word.Length - 1; at >= 0; at--)
        {
            lengths[at] = 0;
            for (var length = Math.Min(longest, word.Length - at); length > 1 && lengths[at] == 0; length--)
            {
                var fits = at + length == word.Length || lengths[at + length] > 0;
                lengths[at] = fits && lookup.ContainsKey(word.AsSpan(at, length)) ? length : 0;
            }
        }

        if (lengths[0] == 0)
        {
            return null;
        }

        var split = new List<NumberAtom>();
        for (var at = 0; at < word.Length; at += lengths[at])
        {
            split.Add(lookup[word.AsSpan(at, lengths[at])]);
        }

        return [.. split];
    }

    private static void AddAll(Dictionary<string, NumberAtom> atoms, string[] words, Func<int, long> value)
    {
        for (var i = 0; i < words.Length; i++)
        {
            Add(atoms, words[i], value(i));
        }
    }

    /// <summary>Forms of several words, such as one hundred, are read word by word.</summary>
    private static void Add(Dictionary<string, NumberAtom> atoms, string spelling, long value, bool multiplies = false)
    {
        if (Tokenizer.Words(spelling).ToList() is [var word])
        {
            atoms.TryAdd(word, new NumberAtom(value, multiplies));
        }
    }
}
