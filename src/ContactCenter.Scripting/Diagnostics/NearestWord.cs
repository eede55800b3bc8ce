namespace ContactCenter.Scripting;

/// <summary>Finds the word somebody meant.</summary>
internal static class NearestWord
{
    private const int Longest = 32;

    /// <summary>The known word that is nearest to the written one; null when none is near: about one letter in three may be wrong, two at most.</summary>
    public static string? Of(ReadOnlySpan<char> written, IEnumerable<string> known)
    {
        if (written.IsEmpty || written.Length > Longest)
        {
            return null;
        }

        var allowed = written.Length <= 2 ? 1 : 2;
        var (best, distance) = (default(string), allowed + 1);
        foreach (var word in known)
        {
            if (Math.Abs(word.Length - written.Length) < distance && Distance(written, word) is var d && d < distance && d < word.Length)
            {
                (best, distance) = (word, d);
            }
        }

        return best;
    }

    /// <summary>The end of a sentence: <c>; did you mean 'say'?</c>, or a full stop.</summary>
    public static string Hint(ReadOnlySpan<char> written, IEnumerable<string> known) => Of(written, known) is { } word ? $"; did you mean '{word}'?" : ".";

    /// <summary>How many letters are put in, left out, changed or swapped with their neighbour; letters' case does not count.</summary>
    private static int Distance(ReadOnlySpan<char> a, string b)
    {
        Span<int> before = stackalloc int[Longest + 4];
        Span<int> last = stackalloc int[Longest + 4];
        Span<int> row = stackalloc int[Longest + 4];
        if (b.Length > Longest)
        {
            return int.MaxValue;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            last.CopyTo(before);
            row.CopyTo(last);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
