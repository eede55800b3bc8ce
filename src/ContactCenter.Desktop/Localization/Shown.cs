using System.Text;

namespace ContactCenter.Desktop.Localization;

/// <summary>Makes text of others harmless to look at. Encoding is the renderer's; this is about what deceives the eye.</summary>
internal static class Shown
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Takes out the controls that turn the direction of what follows (Unicode UAX #9: U+202A to U+202E, U+2066 to U+2069) and
    /// shows other control characters, but for tab and line ends, and halves of surrogate pairs as a replacement character.
    /// </summary>
    public static string Harmless(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate comes out of the enumeration as U+FFFD already.
            switch (rune.Value)
            {
                case (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069):
                    break;
                case '\r' or '\n' or '\t':
                    shown.Append((char)rune.Value);
                    break;
                default:
                    shown.Append(Rune.IsControl(rune) ? Replacement.ToString() : rune.ToString());
                    break;
            }
        }

        return shown.ToString();
    }
}
