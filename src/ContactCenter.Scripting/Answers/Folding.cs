using System.Collections.Frozen;

namespace ContactCenter.Scripting.Answers;

/// <summary>Text with case and accents taken off, one character for one, so that what people type and what is listed meet. No culture plays a part.</summary>
internal static class Folding
{
    private const string Table =
        "a àáâãäåāăąª|c çćĉċč|d ďđ|e èéêëēĕėęě|g ĝğġģ|h ĥħ|i ìíîïĩīĭįı|j ĵ|k ķ|l ĺļľŀł|n ñńņňŉ|o òóôõöøōŏőº°|r ŕŗř|s śŝşšß|t ţťŧ|u ùúûüũūŭůűų|w ŵ|y ýÿŷ|z źżž|и й|е ё|' ’‘`ʼ´|- ‐‑–—−";

    private static readonly FrozenDictionary<char, char> Bare = Table.Split('|')
        .SelectMany(static row => row[2..].Select(accented => KeyValuePair.Create(accented, row[0]))).ToFrozenDictionary();

    /// <summary>Folds a text; combining marks, which stand behind their letter, are left out.</summary>
    public static string Fold(string text) => string.Create(Kept(text), text, static (folded, text) =>
    {
        var at = 0;
        foreach (var character in text)
        {
            if (!IsMark(character))
            {
                folded[at++] = Fold(character);
            }
        }
    });

    private static int Kept(string text) => text.Count(static character => !IsMark(character));

    /// <summary>Whether it combines with the letter before it.</summary>
    public static bool IsMark(char character) => character is >= '\u0300' and <= '\u036F';

    /// <summary>Folds one character that is no mark.</summary>
    public static char Fold(char character)
    {
        if (char.IsAscii(character))
        {
            return char.IsControl(character) && character != '\n' ? ' ' : char.ToLowerInvariant(character);
        }

        if (char.IsWhiteSpace(character))
        {
            return ' ';
        }

        var lower = char.ToLowerInvariant(character);
        return Bare.GetValueOrDefault(lower, lower);
    }
}
