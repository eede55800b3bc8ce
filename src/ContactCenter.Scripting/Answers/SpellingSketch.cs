namespace ContactCenter.Scripting.Answers;

/// <summary>A number of a text's letters and digits: texts with the same spelling have the same, so that most texts need not be taken apart to see that they differ.</summary>
internal static class SpellingSketch
{
    private const ulong Start = 14_695_981_039_346_656_037; // FNV-1a
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>The number; null where a word stands for several, which is spelled as those.</summary>
    public static ulong? Of(ReadOnlySpan<char> text, Lexicon words)
    {
        var (whole, word) = (Start, Start);
        foreach (var character in text)
        {
            if (Folding.IsMark(character))
            {
                continue;
            }

            var folded = Folding.Fold(character);
            if (char.IsLetter(folded) || char.IsAsciiDigit(folded))
            {
                (whole, word) = ((whole ^ folded) * Prime, (word ^ folded) * Prime);
            }
            else
            {
                if (words.FusedSketches.Contains(word))
                {
                    return null;
                }

                word = Start;
            }
        }

        return words.FusedSketches.Contains(word) ? null : whole;
    }

    /// <summary>That of one folded word.</summary>
    public static ulong OfWord(string folded)
    {
        var word = Start;
        foreach (var character in folded)
        {
            word = (word ^ character) * Prime;
        }

        return word;
    }
}
