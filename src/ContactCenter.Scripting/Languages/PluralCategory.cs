namespace ContactCenter.Scripting.Languages;

/// <summary>The plural categories of CLDR for cardinal numbers, as the four languages use them.</summary>
internal enum PluralCategory
{
    One,
    Few,
    Many,
    Other,
}

/// <summary>The words side files and holes use for the categories.</summary>
internal static class PluralCategories
{
    /// <summary>In the order they are written.</summary>
    public static readonly string[] Words = ["one", "few", "many", "other"];

    /// <summary>The category a word names.</summary>
    public static bool TryParse(ReadOnlySpan<char> word, out PluralCategory category)
    {
        for (var i = 0; i < Words.Length; i++)
        {
            if (word.SequenceEqual(Words[i]))
            {
                category = (PluralCategory)i;
                return true;
            }
        }

        category = PluralCategory.Other;
        return false;
    }

    public static string Word(this PluralCategory category) => Words[(int)category];
}
