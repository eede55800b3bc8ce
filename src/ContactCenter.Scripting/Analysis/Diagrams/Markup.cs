using System.Globalization;
using System.Text;

namespace ContactCenter.Scripting.Analysis;

/// <summary>Text of strangers in XML and in Mermaid: it is shown, and never read as anything else.</summary>
internal static class Markup
{
    /// <summary>XML 1.0, section 2.2: what may stand in a document; the rest is shown as the sign for what cannot be shown.</summary>
    public static string Xml(string text)
    {
        var xml = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    xml.Append("&amp;");
                    break;
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                case '"':
                    xml.Append("&quot;");
                    break;
                case '\'':
                    xml.Append("&#39;");
                    break;
                case < 0x20 and not ('\t' or '\n' or '\r') or 0x7F or 0xFFFE or 0xFFFF:
                    xml.Append('\uFFFD');
                    break;
                default:
                    xml.Append(rune.ToString());
                    break;
            }
        }

        return xml.ToString();
    }

    /// <summary>Between quotation marks in Mermaid: letters, digits and a few signs as they are, all others by number.</summary>
    public static string Mermaid(string text)
    {
        var mermaid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && " .,:-+/()!?%=".Contains((char)rune.Value)))
            {
                mermaid.Append(rune.ToString());
            }
            else if (!Rune.IsControl(rune))
            {
                mermaid.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return mermaid.ToString();
    }

    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
