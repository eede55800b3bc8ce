using System.Globalization;
using System.Text;

namespace ContactCenter.Tools.Audit;

/// <summary>What the user reads. Names and texts come from files of strangers: what would move the cursor, colour the screen or turn the direction of writing is written as its number.</summary>
internal static class Say
{
    public static void Line(string text) => Console.WriteLine(Plain(text));

    public static void Error(string text) => Console.Error.WriteLine(Plain(text));

    /// <summary>The text in one line, without anything that is not seen.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }
}
