namespace ContactCenter.Scripting.Analysis;

/// <summary>How wide text is drawn, rather too wide than too narrow: the font is the reader's.</summary>
internal static class TextMeasure
{
    public static double Width(string text, double size)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.36,
                ' ' or 'f' or 't' or 'r' or '(' or ')' or '-' => 0.44,
                'm' or 'w' or 'M' or 'W' or '%' or '@' => 1.0,
                >= 'A' and <= 'Z' => 0.76,
                < 0x250 => 0.65,
                >= 0x400 and < 0x530 => 0.74, // Cyrillic
                < 0x1100 => 0.75,
                _ => 1.15, // wide signs, pictures
            };
        }

        return width * size;
    }

    /// <summary>At most so wide, with an ellipsis where something is cut.</summary>
    public static string Fit(string text, double size, double most)
    {
        if (Width(text, size) <= most)
        {
            return text;
        }

        var kept = new System.Text.StringBuilder();
        var width = Width("…", size);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Width(rune.ToString(), size);
            if (width > most)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }
}
